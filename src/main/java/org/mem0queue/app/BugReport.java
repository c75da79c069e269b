package org.mem0queue.app;

import java.time.Instant;

/**
 * What a person can send us of a bug: where it happened, and on what. The messages of exceptions
 * are left out: one may quote a memory.
 */
final class BugReport {
    private static final int MOST_FRAMES = 40;
    private static final int MOST_CAUSES = 5;

    private BugReport() {}

    static String of(Throwable bug, String thread, Instant time) {
        StringBuilder report =
                new StringBuilder("Mem0 Queue Monitor ")
                        .append(Program.version())
                        .append(", Java ")
                        .append(Runtime.version())
                        .append(", ")
                        .append(System.getProperty("os.name", "?"))
                        .append(' ')
                        .append(System.getProperty("os.version", "?"))
                        .append(", ")
                        .append(time)
                        .append(", thread ")
                        .append(thread)
                        .append('\n');
        Throwable at = bug;
        for (int i = 0; at != null && i < MOST_CAUSES; i++, at = at.getCause()) {
            report.append(i == 0 ? "" : "caused by ").append(at.getClass().getName()).append('\n');
            StackTraceElement[] frames = at.getStackTrace();
            for (int f = 0; f < Math.min(frames.length, MOST_FRAMES); f++) {
                report.append("    at ").append(frames[f]).append('\n');
            }
        }
        return report.toString();
    }
}
