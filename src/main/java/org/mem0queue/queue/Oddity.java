package org.mem0queue.queue;

/**
 * Something in a file that we tolerate, keep as it is, and tell.
 *
 * @param count how often
 * @param where the first place: a key, an index or an id; never text of a memory
 */
public record Oddity(Kind kind, int count, String where) {
    /** What can be odd, and what it does to the Python programs. */
    public enum Kind {
        /** One of the four keys is absent: every Python save and run fails. */
        MISSING_KEY(true),
        /** A key holds another kind of value than Python writes. */
        WRONG_TYPE(true),
        /** An entry is not an object. */
        ENTRY_NOT_AN_OBJECT(true),
        /** Python prints the id after the upload and aborts the run. */
        ENTRY_WITHOUT_ID(true),
        /** Python prints the project after the upload and aborts the run. */
        ENTRY_WITHOUT_PROJECT(true),
        /** Python counts attempts on it and aborts the run. */
        ENTRY_WITH_ODD_RETRIES(true),
        /** Nothing to upload: it can only fail. */
        ENTRY_WITHOUT_CONTENT(false),
        /** Age unknown. */
        ENTRY_WITHOUT_TIMESTAMP(false),
        /** One id, several entries: counted once. */
        DUPLICATE_ID(false),
        /** One key twice in an object: the last one counts, as in Python. */
        DUPLICATE_KEY(false),
        /** Python reads a file with a byte order mark as empty and overwrites it. */
        BYTE_ORDER_MARK(true),
        /** Raw UTF-8: a Python in another locale reads the file as empty and overwrites it. */
        NOT_ASCII(false),
        /** Half of a character: Python cannot print it. */
        LONE_SURROGATE(false),
        /** We saved it under a new id because its own was taken by another text. */
        ID_WAS_TAKEN(false),
        /** The last line of a line file is cut: its writer was stopped, or is still writing. */
        TORN_LINE(false),
        /** A line of a line file is not JSON. */
        BROKEN_LINE(false);

        private final boolean stopsPython;

        Kind(boolean stopsPython) {
            this.stopsPython = stopsPython;
        }

        /** True if the Python worker or server cannot get past it. */
        public boolean stopsPython() {
            return stopsPython;
        }
    }
}
