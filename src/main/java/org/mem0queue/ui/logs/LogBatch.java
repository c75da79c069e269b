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
 * @param rows oldest first
 */
public record LogBatch(
        @Nullable String fileName, long fileBytes, boolean restart, List<LogRow> rows) {

    public LogBatch {
        rows = List.copyOf(rows);
    }

    /** No log at all. */
    public static LogBatch none() {
        return new LogBatch(null, 0, true, List.of());
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
        all.addAll(later.rows());
        List<LogRow> newest = all.subList(Math.max(0, all.size() - limit), all.size());
        return new LogBatch(later.fileName(), later.fileBytes(), restart, newest);
    }
}
