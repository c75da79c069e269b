package org.mem0queue.service;

import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;

import java.nio.file.Path;

/** The ledger could not answer; whatever was begun goes on without history. */
final class HistoryMissing extends Exception {
    private static final long serialVersionUID = 1;

    private final transient LedgerProblem problem;

    HistoryMissing(LedgerProblem problem) {
        super(problem.sentence());
        this.problem = problem;
    }

    /** Nothing has been written down of a directory so far. */
    static LedgerProblem notBegun(Path directory) {
        return new LedgerProblem(
                LedgerProblem.Kind.CLOSED,
                "There is no history of "
                        + directory
                        + " yet: it begins with the first command that changes something.");
    }

    LedgerProblem problem() {
        return problem;
    }

    /** The answer, if there is one. */
    static <T> T orStop(LedgerResult<T> result) throws HistoryMissing {
        return switch (result) {
            case LedgerResult.Done<T>(T value) -> value;
            case LedgerResult.NotDone<T>(LedgerProblem problem) ->
                    throw new HistoryMissing(problem);
        };
    }
}
