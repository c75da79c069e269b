package org.mem0queue.queue;

/**
 * Something a person should know.
 *
 * @param code stable, lower case with hyphens: scripts rely on it
 * @param message what happened, to which file; never text of a memory
 * @param action the next step, as a sentence or a command
 */
public record Finding(String code, Severity severity, String message, String action) {
    /** From quiet to loud. */
    public enum Severity {
        /** Worth knowing; health stays green. */
        NOTICE,
        /** A person should look. */
        WARNING,
        /** Something is lost, damaged or stuck. */
        CRITICAL
    }
}
