package org.mem0queue.queue;

/**
 * Something a person should know.
 *
 * @param code stable, lower case with hyphens: scripts rely on it
 * @param message what happened, to which file; never text of a memory; in English
 * @param action the next step, as a sentence or a command; in English
 * @param words the same for other languages
 */
public record Finding(
        String code, Severity severity, String message, String action, FindingWords words) {
    /** From quiet to loud. */
    public enum Severity {
        /** Worth knowing; health stays green. */
        NOTICE,
        /** A person should look. */
        WARNING,
        /** Something is lost, damaged or stuck. */
        CRITICAL
    }

    /** One that speaks English only. */
    public Finding(String code, Severity severity, String message, String action) {
        this(code, severity, message, action, FindingWords.NONE);
    }
}
