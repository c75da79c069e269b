package org.mem0queue.ledger;

/**
 * Why the ledger could not do something. Nothing else is affected by it: history is missing, the
 * queue is not.
 *
 * @param sentence for a person: what happened, to which file, what to do; never text of a memory
 */
public record LedgerProblem(Kind kind, String sentence) {
    /** What kind of trouble it is. */
    public enum Kind {
        /** Another process kept it locked for longer than we wait. Trying again later is right. */
        BUSY,
        /** No space, no quota, no inodes left. */
        FULL,
        /** It can be read, but not written. */
        READ_ONLY,
        /** The system does not let us open or create it. */
        DENIED,
        /** It is not what it should be, and could not be replaced. */
        DAMAGED,
        /** A newer version of this program wrote it. */
        NEWER,
        /** It was closed by us. */
        CLOSED,
        /** Something else; the sentence has the system's words. */
        FAILED
    }
}
