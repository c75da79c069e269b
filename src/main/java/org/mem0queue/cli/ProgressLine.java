package org.mem0queue.cli;

import org.mem0queue.sync.SyncProgress;

import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;

/** One line on a terminal that tells how far a sync has come; nothing elsewhere. */
final class ProgressLine {
    private static final int BAR = 24;
    private static final long PAUSE_NANOS = Duration.ofMillis(100).toNanos();
    private static final String CLEAR = "\r\033[K";

    private final PrintStream out;
    private final boolean terminal;
    private boolean shown;
    private long last = System.nanoTime() - PAUSE_NANOS;

    ProgressLine(Session session) {
        this.out = session.out();
        this.terminal = session.progress();
    }

    void show(SyncProgress progress) {
        long now = System.nanoTime();
        if (!terminal || progress.total() == 0 || now - last < PAUSE_NANOS) {
            return;
        }
        last = now;
        shown = true;
        int full = (int) (BAR * progress.done() / Math.max(1, progress.total()));
        Duration left = progress.left();
        out.print(
                CLEAR
                        + "["
                        + "#".repeat(full)
                        + "-".repeat(BAR - full)
                        + "] "
                        + progress.done()
                        + " of "
                        + progress.total()
                        + String.format(Locale.ROOT, "  %.1f/s", progress.perSecond())
                        + (left == null ? "" : "  about " + Ages.of(left) + " left"));
        out.flush();
    }

    /** Takes it away again. */
    void end() {
        if (shown) {
            out.print(CLEAR);
            out.flush();
        }
    }
}
