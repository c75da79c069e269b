package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.ui.control.Secrets;

/**
 * One memory of a draft, or a place where one should be.
 *
 * @param file the name of the file it stands in; null for what was written
 * @param line where it begins, the first is 1; 0 if it is nowhere in particular
 * @param memory as far as it was understood; null if it is none
 * @param held whether its file keeps it on hold
 */
record DraftRow(
        @Nullable String file,
        int line,
        @Nullable NewMemory memory,
        boolean held,
        Standing standing) {
    String project() {
        return memory == null ? "" : memory.projectId();
    }

    /** The first line with words in it, its secrets masked. */
    String firstLine() {
        return memory == null ? "" : Secrets.firstLine(memory.content());
    }

    DraftRow standing(Standing other) {
        return new DraftRow(file, line, memory, held, other);
    }

    boolean fresh() {
        return standing instanceof Standing.Fresh;
    }

    /** Place only: memory texts must not reach a log by accident. */
    @Override
    public String toString() {
        return "DraftRow[" + line + ", " + standing + "]";
    }
}
