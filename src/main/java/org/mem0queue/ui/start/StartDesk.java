package org.mem0queue.ui.start;

/** What the first start looks up beside the queue itself. Blocks; writes nothing. */
public interface StartDesk {
    /** How many conversations of agents there are, by the names and sizes of their files. */
    Conversations conversations();

    /** Whether this account could manage the queue, as far as that can be told without trying. */
    Access access();

    /**
     * Files that hold what agents said. They are not opened.
     *
     * @param bytes of all of them
     */
    record Conversations(long files, long bytes) {}

    /** What this account may do in the queue directory. */
    enum Access {
        WRITABLE,
        /** Its permissions, or a mount that is read only. */
        NOT_WRITABLE,
        /** What we wrote would belong to us, and its owner's programs could not change it. */
        OF_ANOTHER
    }
}
