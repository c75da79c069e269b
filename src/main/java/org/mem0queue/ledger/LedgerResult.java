package org.mem0queue.ledger;

import java.util.Optional;

/**
 * What became of a call to the ledger.
 *
 * @param <T> what it answers
 */
public sealed interface LedgerResult<T> {
    /** It worked; what was written is durable. */
    record Done<T>(T value) implements LedgerResult<T> {}

    /** It did not work, and nothing of it was written. */
    record NotDone<T>(LedgerProblem problem) implements LedgerResult<T> {}

    /** The value of a {@link Done}. */
    default Optional<T> done() {
        return this instanceof Done<T>(T value) ? Optional.of(value) : Optional.empty();
    }

    /** The problem of a {@link NotDone}. */
    default Optional<LedgerProblem> notDone() {
        return this instanceof NotDone<T>(LedgerProblem problem)
                ? Optional.of(problem)
                : Optional.empty();
    }
}
