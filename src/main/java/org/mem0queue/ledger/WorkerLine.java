package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;

/** A line of the worker's log that says the API took a memory. */
public record WorkerLine(Kind kind, Name name) {
    /** Which line. */
    public enum Kind {
        /** {@code Synced}; counted in {@code total_synced}. */
        SYNCED("Synced", true),
        /** {@code Recovered}, out of {@code failed[]}; counted too. */
        RECOVERED("Recovered", true),
        /** {@code DLQ recovered}, out of the dead letters; not counted anywhere. */
        DLQ_RECOVERED("DLQ recovered", false);

        private final String words;
        private final boolean counted;

        Kind(String words, boolean counted) {
            this.words = words;
            this.counted = counted;
        }

        String words() {
            return words;
        }

        boolean counted() {
            return counted;
        }
    }

    /**
     * What the log calls a memory.
     *
     * @param id8 the first 8 characters of its id, or all of a shorter one
     */
    public record Name(String projectId, String id8) {
        private static final int LENGTH = 8;

        /** The log's name for a memory; null without a project, since no line can name it then. */
        public static @Nullable Name of(@Nullable String projectId, String id) {
            return projectId == null ? null : new Name(projectId, id8(id));
        }

        /** Python counts characters, not halves of them. */
        static String id8(String id) {
            return id.codePointCount(0, id.length()) <= LENGTH
                    ? id
                    : id.substring(0, id.offsetByCodePoints(0, LENGTH));
        }
    }
}
