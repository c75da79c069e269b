package org.mem0queue.ui;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;

/** Log files as the workers write them. */
public final class SampleLogFile {
    private static final String TIMED_OUT =
            "  ⚠️  Upload failed: HTTPConnectionPool(host='127.0.0.1', port=8081): Read timed out."
                    + " (read timeout=30)";

    private final Path file;

    public SampleLogFile(Path file) throws IOException {
        this.file = file;
        Files.createDirectories(file.getParent());
    }

    public Path path() {
        return file;
    }

    /** Many passes, with an error now and then; then what is in the picture. */
    public SampleLogFile busy(Instant now) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int pass = 0; pass < 60; pass++) {
            String clock = String.format("2026-11-23 %02d:%02d:", 10 + pass / 20, pass % 20 * 3);
            text.append(clock).append("01,112 📤 Processing queue: 41 pending\n");
            for (int i = 0; i < 9; i++) {
                boolean failed = i == 4 && pass % 7 == 3;
                text.append(clock).append(String.format("%02d,300", 2 + i * 5));
                text.append(
                        failed
                                ? TIMED_OUT
                                : "   ✅ Synced: "
                                        + (i % 3 == 0 ? "trace-hub" : "api-facturation")
                                        + String.format(
                                                " (ID: %08x...)", 0xc41e07b2L + pass * 977L + i));
                text.append('\n');
            }
            text.append(clock).append("55,812 ✨ Queue processed:\n");
        }
        return append(text.toString()).append(picture()).modified(now);
    }

    /** The lines of the picture, newest last. */
    public static String picture() {
        return """
        13:38:02 📤 Processing queue: 41 pending, 9 failed
        13:38:03   ✅ Synced: trace-hub (ID: c41e07b2...)
        13:38:05   ✅ Synced: trace-hub (ID: 90d2f6aa...)
        13:38:35   ⚠️  Upload failed: HTTPConnectionPool(host='127.0.0.1', port=8081): Read timed out. (read timeout=30)
        13:38:35   ⏳ Retry 1/5: api-facturation

        13:57:09   ⚠️  Upload failed: HTTPConnectionPool(host='127.0.0.1', port=8081): Read timed out. (read timeout=30)
        13:57:09   ⏳ Retry 4/5: api-facturation
        13:57:40   ⚠️  Upload failed: HTTPConnectionPool(host='127.0.0.1', port=8081): Read timed out. (read timeout=30)
        13:58:22 📋 Moved to DLQ: trace-hub (ID: 7f3a9c1e...) after 5 retries
        13:58:23 ✨ Queue processed:
        13:58:23    Pending: 43
        13:58:23    DLQ: 3

        13:59:04 🚀 Mem0 Worker Option C starting...
        13:59:04    Health check interval: 30s
        13:59:04    VPS URL: http://127.0.0.1:8081
        13:59:05 ✅ VPS healthy - processing queues...
        13:59:05 📤 Processing queue: 55 pending
        13:59:06   ✅ Synced: api-facturation (ID: 0b7d41aa...)
        13:59:08   ✅ Synced: api-facturation (ID: e2f95c03...)
        13:59:11   ⏸️  Waiting backoff: trace-hub (retry in 480s)
        13:59:12   ✅ Synced: trace-hub (ID: 5a66b8d1...)
        13:59:14   ✅ Synced: trace-hub (ID: 31c9e4f7...)
        13:59:17   ✅ Synced: api-facturation (ID: a80d2b59...)
        13:59:21   ✅ Synced: trace-hub (ID: f4471ec6...)
        13:59:24   ⏳ Retry 1/5: api-facturation
        """
                .replaceAll("(?m)^(\\d\\d:\\d\\d:\\d\\d)", "2026-11-23 $1,000");
    }

    /** What the one-shot worker prints: no times. */
    public SampleLogFile untimed() throws IOException {
        return append(picture().replaceAll("(?m)^2026-11-23 [0-9:,]+ ", ""));
    }

    /** So many further lines. */
    public SampleLogFile more(int number) throws IOException {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < number; i++) {
            text.append("2026-11-23 14:00:00,000   ✅ Synced: trace-hub (ID: ")
                    .append(String.format("%08x", 0x5a66b8d1L + i))
                    .append("...)\n");
        }
        return append(text.toString());
    }

    public SampleLogFile append(String text) throws IOException {
        Files.writeString(file, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        return this;
    }

    public SampleLogFile modified(Instant when) throws IOException {
        Files.setLastModifiedTime(file, FileTime.from(when));
        return this;
    }
}
