package org.mem0queue.ledger;

/** Carries a problem out of the depths of this package to {@link Ledger}, and no further. */
final class LedgerException extends Exception {
    private static final long serialVersionUID = 1;

    private final transient LedgerProblem problem;

    LedgerException(LedgerProblem.Kind kind, String sentence) {
        super(sentence);
        this.problem = new LedgerProblem(kind, sentence);
    }

    LedgerException(LedgerProblem problem) {
        super(problem.sentence());
        this.problem = problem;
    }

    LedgerProblem problem() {
        return problem;
    }
}
