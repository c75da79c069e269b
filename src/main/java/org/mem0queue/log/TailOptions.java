package org.mem0queue.log;

import java.time.Duration;

/**
 * How to follow a log.
 *
 * @param lastLines how many lines to begin with when the file is there already; 0 for none
 * @param openLineAfter how long a last line without line end must have been quiet to be delivered
 *     as it is; a worker that prints to a pipe or file writes blocks that end in the middle of a
 *     line
 */
public record TailOptions(int lastLines, Duration openLineAfter) {
    public static final TailOptions DEFAULT = new TailOptions(500, Duration.ofSeconds(2));

    /** Per line asked for; the workers' lines have 40 to 200 bytes. */
    private static final long LOOK_BACK_PER_LINE = 512;

    private static final long LEAST_LOOK_BACK = 4L << 20;
    private static final long MOST_LOOK_BACK = 64L << 20;

    public TailOptions {
        if (lastLines < 0 || openLineAfter.isNegative()) {
            throw new IllegalArgumentException(
                    "lastLines " + lastLines + ", openLineAfter " + openLineAfter);
        }
    }

    public TailOptions withLastLines(int count) {
        return new TailOptions(count, openLineAfter);
    }

    /**
     * How many bytes from the end the last lines are looked for in, so that opening takes
     * milliseconds.
     */
    long lookBackBytes() {
        return Math.clamp(lastLines * LOOK_BACK_PER_LINE, LEAST_LOOK_BACK, MOST_LOOK_BACK);
    }
}
