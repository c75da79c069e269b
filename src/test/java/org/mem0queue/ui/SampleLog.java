package org.mem0queue.ui;

import org.mem0queue.ui.logs.LogBatch;
import org.mem0queue.ui.logs.LogLevel;
import org.mem0queue.ui.logs.LogRow;

import java.util.ArrayList;
import java.util.List;

/** Lines as the two workers write them, after parsing. */
public final class SampleLog {
    private SampleLog() {}

    /** An endless worker, which prints times. */
    public static LogBatch timed() {
        return LogBatch.restarted(
                "logs/mem0_worker.log",
                48_211,
                List.of(
                        row("13:38:02", LogLevel.PLAIN, "Processing queue: 41 pending, 9 failed"),
                        row("13:38:03", LogLevel.OK, "Synced: trace-hub (ID: c41e07b2...)"),
                        row("13:38:05", LogLevel.OK, "Synced: trace-hub (ID: 90d2f6aa...)"),
                        row(
                                "13:38:35",
                                LogLevel.ERROR,
                                "Upload failed: HTTPConnectionPool(host='127.0.0.1', port=8081):"
                                        + " Read timed out. (read timeout=30)"),
                        row("13:38:35", LogLevel.WARNING, "Retry 1/5: api-facturation"),
                        row(
                                "",
                                LogLevel.REMARK,
                                "No lines for 18 min. This worker writes its log in blocks, so"
                                        + " lines may come late."),
                        row("13:57:09", LogLevel.WARNING, "Retry 4/5: api-facturation"),
                        row(
                                "13:58:22",
                                LogLevel.ERROR,
                                "Moved to DLQ: trace-hub (ID: 7f3a9c1e...) after 5 retries"),
                        row("13:58:23", LogLevel.PLAIN, "Queue processed:"),
                        row("13:58:23", LogLevel.PLAIN, "   Pending: 43"),
                        row("13:58:23", LogLevel.PLAIN, "   DLQ: 3"),
                        row("13:59:04", LogLevel.PLAIN, "Mem0 Worker Option C starting..."),
                        row("13:59:05", LogLevel.PLAIN, "Processing queue: 55 pending"),
                        row("13:59:06", LogLevel.OK, "Synced: api-facturation (ID: 0b7d41aa...)"),
                        row("13:59:08", LogLevel.OK, "Synced: api-facturation (ID: e2f95c03...)"),
                        row(
                                "13:59:11",
                                LogLevel.WARNING,
                                "Waiting backoff: trace-hub (retry in 480s)"),
                        row("13:59:12", LogLevel.OK, "Synced: trace-hub (ID: 5a66b8d1...)"),
                        row("13:59:14", LogLevel.OK, "Synced: trace-hub (ID: 31c9e4f7...)"),
                        row("13:59:24", LogLevel.WARNING, "Retry 1/5: api-facturation")));
    }

    /** A one-shot worker, which prints none. */
    public static LogBatch untimed() {
        List<LogRow> rows = new ArrayList<>();
        for (LogRow row : timed().rows()) {
            rows.add(row("", row.level(), row.text()));
        }
        return LogBatch.restarted("mem0_worker.log", 48_211, rows);
    }

    /** So many further lines. */
    public static LogBatch more(int from, int number) {
        List<LogRow> rows = new ArrayList<>();
        for (int i = from; i < from + number; i++) {
            rows.add(row("14:00:00", LogLevel.OK, "Synced: line " + i));
        }
        return LogBatch.appended("logs/mem0_worker.log", 60_000, rows);
    }

    private static LogRow row(String time, LogLevel level, String text) {
        return new LogRow(time, level, text);
    }
}
