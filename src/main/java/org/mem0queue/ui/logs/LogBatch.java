package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Lines that were added to the log since the last batch.
 *
 * @param fileName the file they come from; null if there is no log
 * @param fileBytes its size now
 * @param restart true if what was shown before is void: the first batch, another file, a file that
 *     was cut
 * @param revisesLast true if the first row is the last one of the batch before as it is now: its
 *     line had no end yet
 * @param rows oldest first
 * @param problem why the file can't be read; null if it can
 */
public record LogBatch(
        @Nullable String fileName,
        long fileBytes,
        boolean restart,
        boolean revisesLast,
        List<LogRow> rows,
        @Nullable String problem) {

    public LogBatch {
        rows = List.copyOf(rows);
    }

    /** No log at all. */
    public static LogBatch none() {
        return new LogBatch(null, 0, true, false, List.of(), null);
    }

    /** There is a log and it can't be read; {@code problem} says why. */
    public static LogBatch unreadable(String fileName, String problem) {
        return new LogBatch(fileName, 0, true, false, List.of(), problem);
    }

    /** All that is shown from now on. */
    public static LogBatch restarted(String fileName, long fileBytes, List<LogRow> rows) {
        return new LogBatch(fileName, fileBytes, true, false, rows, null);
    }

    /** Further lines. */
    public static LogBatch appended(String fileName, long fileBytes, List<LogRow> rows) {
        return new LogBatch(fileName, fileBytes, false, false, rows, null);
    }

    /** Further lines, the first of them instead of the last one. */
    public static LogBatch revised(String fileName, long fileBytes, List<LogRow> rows) {
        return new LogBatch(fileName, fileBytes, false, true, rows, null);
    }

    /**
     * This batch and a later one as one, without what would not be shown anyway.
     *
     * @param limit the most rows to keep, the newest
     */
    public LogBatch then(LogBatch later, int limit) {
        if (later.restart()) {
            return later;
        }
        List<LogRow> all = new ArrayList<>(rows);
        boolean revisesOurs = later.revisesLast() && !all.isEmpty();
        if (revisesOurs) {
            all.removeLast();
        }
        all.addAll(later.rows());
        List<LogRow> newest = all.subList(Math.max(0, all.size() - limit), all.size());
        return new LogBatch(
                later.fileName(),
                later.fileBytes(),
                restart,
                revisesLast || (later.revisesLast() && !revisesOurs),
                newest,
                later.problem());
    }
}
