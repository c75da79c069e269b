package org.mem0queue.ui.memories;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.Secrets;

/**
 * What went wrong with a memory last, in the words of whoever tried, but for the secrets in them:
 * servers repeat the key that they refuse.
 */
final class LastErrors {
    /** A line of the table has no room for more, and no group is told apart by what follows. */
    private static final int LONGEST = 120;

    private LastErrors() {}

    /** Whether the entry has to be read to know. */
    static boolean mayHaveOne(Memory memory) {
        return memory.retries() > 0
                || memory.nextAttempt().isPresent()
                || (memory.state() != MemoryState.PENDING
                        && memory.state() != MemoryState.SPOOLED
                        && memory.state() != MemoryState.HELD
                        && memory.state() != MemoryState.SYNCED);
    }

    /** The first line of it; empty if there is none. Costs a parse of what was tried before. */
    static String of(Memory memory) {
        return mayHaveOne(memory) ? of(memory.detail()) : "";
    }

    static String of(MemoryDetail detail) {
        return line(whole(detail));
    }

    /** As it was written down, for {@link #line}; empty if there is none. */
    static String whole(MemoryDetail detail) {
        String error = detail.lastError();
        return error == null || error.isBlank() ? "" : error;
    }

    /** What a person reads of it. Looks for secrets, which takes its time for a thousand lines. */
    static String line(String error) {
        String line = Secrets.firstLine(error);
        String plain = line.endsWith(".") ? line.substring(0, line.length() - 1) : line;
        return plain.length() <= LONGEST ? plain : plain.substring(0, LONGEST) + "…";
    }
}
