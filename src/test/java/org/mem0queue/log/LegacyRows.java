package org.mem0queue.log;

import static org.junit.jupiter.params.provider.Arguments.arguments;

import org.junit.jupiter.params.provider.Arguments;
import org.mem0queue.log.LogEvent.Counted;
import org.mem0queue.log.LogEvent.Setting;

import java.util.stream.Stream;

/** Each row that the Python programs print: its number, the line, what it means, its level. */
final class LegacyRows {
    /** U+FE0F, which asks for the coloured form of the sign before it. */
    static final String VS = "\ufe0f";

    private LegacyRows() {}

    static Stream<Arguments> rows() {
        return Stream.of(
                arguments(
                        1,
                        "📤 Processing queue: 12 pending, 3 failed",
                        new LogEvent.RunStarted(12, 3),
                        LogLevel.INFO),
                arguments(
                        2,
                        "📤 Processing queue: 41 pending",
                        new LogEvent.PassStarted(41),
                        LogLevel.INFO),
                arguments(
                        3,
                        "  ✅ Synced: api (ID: 0b7d41aa...)",
                        new LogEvent.Synced("api", "0b7d41aa"),
                        LogLevel.OK),
                arguments(
                        4,
                        "  ⏳ Retry 2/3: api",
                        new LogEvent.RetryLater(2, 3, "api"),
                        LogLevel.WARNING),
                arguments(
                        5,
                        "  ⏳ Retry 4/5: a/b: c",
                        new LogEvent.RetryLater(4, 5, "a/b: c"),
                        LogLevel.WARNING),
                arguments(
                        6,
                        "  ❌ Failed (3x): api → moved to failed",
                        new LogEvent.MovedToFailed(3, "api"),
                        LogLevel.ERROR),
                arguments(
                        7,
                        "🔄 Retrying 9 failed entries...",
                        new LogEvent.RetryingFailed(9),
                        LogLevel.INFO),
                arguments(
                        8,
                        "  ✅ Recovered: api (ID: c41e07b2...)",
                        new LogEvent.Recovered("api", "c41e07b2"),
                        LogLevel.OK),
                arguments(
                        9,
                        "  ⏸" + VS + "  Still failed: api (will retry next time)",
                        new LogEvent.StillFailed("api"),
                        LogLevel.WARNING),
                arguments(10, "✨ Worker done:", new LogEvent.RunEnded(), LogLevel.OK),
                arguments(
                        10,
                        "   Queue: 4 pending",
                        new LogEvent.Count(Counted.PENDING, 4),
                        LogLevel.INFO),
                arguments(
                        10,
                        "   Failed: 2 failed",
                        new LogEvent.Count(Counted.FAILED, 2),
                        LogLevel.INFO),
                arguments(
                        10,
                        "   Total synced: 621",
                        new LogEvent.Count(Counted.TOTAL_SYNCED, 621),
                        LogLevel.INFO),
                arguments(
                        11,
                        "⚠"
                                + VS
                                + "  Could not acquire lock (timeout). Queue might be busy."
                                + " Skipping this run.",
                        new LogEvent.LockTimeout(),
                        LogLevel.WARNING),
                arguments(
                        12,
                        "❌ Worker error: 'project_id'",
                        new LogEvent.WorkerError("'project_id'"),
                        LogLevel.ERROR),
                arguments(
                        13,
                        "🚀 Mem0 Worker Option C starting...",
                        new LogEvent.ProcessStarted(),
                        LogLevel.INFO),
                arguments(
                        13,
                        "   Health check interval: 30s",
                        new LogEvent.ProcessSetting(Setting.HEALTH_CHECK_INTERVAL, "30s"),
                        LogLevel.INFO),
                arguments(
                        13,
                        "   VPS URL: http://127.0.0.1:8081",
                        new LogEvent.ProcessSetting(Setting.API_URL, "http://127.0.0.1:8081"),
                        LogLevel.INFO),
                arguments(
                        13,
                        "   DLQ threshold: 5 retries",
                        new LogEvent.ProcessSetting(Setting.DEAD_LETTER_THRESHOLD, "5 retries"),
                        LogLevel.INFO),
                arguments(
                        13,
                        "   Max backoff: 3600s (1 hour)",
                        new LogEvent.ProcessSetting(Setting.MAX_BACKOFF, "3600s (1 hour)"),
                        LogLevel.INFO),
                arguments(
                        14,
                        "[14:02:03] ✅ VPS healthy - processing queues...",
                        new LogEvent.ApiHealthy(),
                        LogLevel.INFO),
                arguments(
                        15,
                        "[14:02:03] ❌ VPS unhealthy - waiting 30s...",
                        new LogEvent.ApiUnhealthy(30),
                        LogLevel.ERROR),
                arguments(
                        16,
                        "❌ VPS health check failed: timed out",
                        new LogEvent.HealthCheckFailed("timed out"),
                        LogLevel.ERROR),
                arguments(
                        17,
                        "  ⚠" + VS + "  Upload failed: Read timed out. (read timeout=30)",
                        new LogEvent.UploadFailed("Read timed out. (read timeout=30)"),
                        LogLevel.ERROR),
                arguments(
                        18,
                        "📋 Moved to DLQ: api (ID: 7f3a9c1e...) after 5 retries",
                        new LogEvent.MovedToDeadLetters("api", "7f3a9c1e", 5),
                        LogLevel.ERROR),
                arguments(
                        19,
                        "❌ Failed to save DLQ: [Errno 28] No space left on device",
                        new LogEvent.DeadLettersNotSaved("[Errno 28] No space left on device"),
                        LogLevel.ERROR),
                arguments(
                        20,
                        "🔄 Processing DLQ: 3 items",
                        new LogEvent.ProcessingDeadLetters(3),
                        LogLevel.INFO),
                arguments(
                        21,
                        "  ⏸" + VS + "  Waiting backoff: api (retry in 480s)",
                        new LogEvent.WaitingBackoff("api", 480),
                        LogLevel.WARNING),
                arguments(
                        22,
                        "  ✅ DLQ recovered: api (ID: 5a66b8d1...) after 0 retries",
                        new LogEvent.DeadLetterRecovered("api", "5a66b8d1", 0),
                        LogLevel.OK),
                arguments(
                        23,
                        "  ⏳ DLQ retry 2: api (next in 60s)",
                        new LogEvent.DeadLetterRetry(2, "api", 60),
                        LogLevel.WARNING),
                arguments(
                        24,
                        "⚠" + VS + "  Failed to update metrics: no",
                        new LogEvent.MetricsNotSaved("no"),
                        LogLevel.WARNING),
                arguments(25, "✨ Queue processed:", new LogEvent.PassEnded(), LogLevel.INFO),
                arguments(
                        25,
                        "   Pending: 43",
                        new LogEvent.Count(Counted.PENDING, 43),
                        LogLevel.INFO),
                arguments(
                        25,
                        "   DLQ: 3",
                        new LogEvent.Count(Counted.DEAD_LETTERS, 3),
                        LogLevel.INFO),
                arguments(
                        26,
                        "   Will retry in 30s...",
                        new LogEvent.WorkerWillRetry(30),
                        LogLevel.INFO),
                arguments(
                        27,
                        "🛑 Worker stopped by user (Ctrl+C)",
                        new LogEvent.StoppedByUser(),
                        LogLevel.WARNING),
                arguments(
                        28,
                        "❌ Worker fatal error: disk",
                        new LogEvent.FatalError("disk"),
                        LogLevel.ERROR),
                arguments(
                        29,
                        "Traceback (most recent call last):",
                        new LogEvent.TracebackStarted(),
                        LogLevel.ERROR),
                arguments(
                        30,
                        "python3: can't open file '/home/u/scripts/w.py': [Errno 2] No such file or"
                                + " directory",
                        new LogEvent.WorkerNotFound(
                                "python3: can't open file '/home/u/scripts/w.py': [Errno 2] No such"
                                        + " file or directory"),
                        LogLevel.ERROR),
                arguments(
                        30,
                        "/usr/bin/python3: can't open file 'w.py': [Errno 2] No such file or"
                                + " directory",
                        new LogEvent.WorkerNotFound(
                                "/usr/bin/python3: can't open file 'w.py': [Errno 2] No such file"
                                        + " or directory"),
                        LogLevel.ERROR),
                arguments(
                        30,
                        "/bin/sh: 1: python3: not found",
                        new LogEvent.WorkerNotFound("/bin/sh: 1: python3: not found"),
                        LogLevel.ERROR),
                arguments(
                        30,
                        "bash: python3: command not found",
                        new LogEvent.WorkerNotFound("bash: python3: command not found"),
                        LogLevel.ERROR),
                arguments(0, "", new LogEvent.Blank(), LogLevel.INFO),
                arguments(
                        0,
                        "⚠" + VS + "  Queue lock timeout - using emergency buffer",
                        new LogEvent.SavedToEmergency(null),
                        LogLevel.WARNING),
                arguments(
                        0,
                        "⚠" + VS + "  Queue write error: no space - using emergency buffer",
                        new LogEvent.SavedToEmergency("no space"),
                        LogLevel.WARNING),
                arguments(
                        0,
                        "CRITICAL: Emergency buffer write failed: no space",
                        new LogEvent.EmergencyWriteFailed("no space"),
                        LogLevel.ERROR));
    }
}
