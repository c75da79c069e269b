package org.mem0queue.bench;

import java.awt.Rectangle;
import java.awt.Robot;
import java.awt.image.BufferedImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

/**
 * From the rename of a new queue file to other pixels on the screen (target T6), looked at from
 * another process, beside the smallest JavaFX window that watches a file; with 10,000 entries, of
 * which the last comes and goes; both with a start-up cache, and after some changes that are not
 * counted: a monitor is open for days. Needs a display. Arguments: number of rounds, and of those
 * before them.
 */
final class RenamePixelBench {
    private static final int ENTRIES = 10_000;
    private static final double FRAME_MS = 1000.0 / 60;
    private static final long GIVE_UP_NANOS = 10_000_000_000L;

    /** Between two changes, not in step with the frames. */
    private static final long PAUSE_NANOS = 387_000_000;

    /** Between two glances: an eye that never rests takes a core from what it looks at. */
    private static final long BLINK_NANOS = 500_000;

    private RenamePixelBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 100;
        int before = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 20;
        Path queue = Workplace.withQueue("pixels", ENTRIES);
        Path more = Workplace.withQueue("pixels-more", ENTRIES);
        try (LegacyProgram python = new LegacyProgram(more)) {
            python.ask("save");
        }
        Path home = Workplace.empty("pixels-home");
        WindowStartBench.choose(home, queue);
        StartUpCaches caches = StartUpCaches.train(home, queue, "10,000");
        Path small = Workplace.empty("pixels-small").resolve("file");
        Files.writeString(small, "1");

        Samples ours = new Samples();
        Samples hello = new Samples();
        try (WindowProcess program = WindowProcess.program(home, caches.forProgram(), queue)) {
            program.secondsUntil(".tile.pending .number", "10,000");
            measure(
                    program,
                    ".tile.pending .number",
                    before,
                    rounds,
                    ours,
                    round -> {
                        Path from = (round % 2 == 0 ? more : queue).resolve("mem0_queue.json");
                        return round % 2 == 0
                                ? prepared(from, queue)
                                : prepared(made(ENTRIES), queue);
                    },
                    queue.resolve("mem0_queue.json"));
        }
        try (WindowProcess smallest =
                WindowProcess.hello(home, caches.forHello(), small.toString())) {
            smallest.secondsUntil(".number", "1");
            measure(
                    smallest,
                    ".number",
                    before,
                    rounds,
                    hello,
                    round -> {
                        Path next = small.resolveSibling("next");
                        return Files.writeString(next, "x".repeat(round % 2 == 0 ? 22 : 1));
                    },
                    small);
        }
        Table table =
                new Table(
                        "Rename to pixels, "
                                + rounds
                                + " changes after "
                                + before
                                + " others, 10,000 entries");
        table.atMost("p50", "ms", ours.median(), "smallest window", hello.median(), 1.3);
        table.compare("p90", "ms", ours.percentile(0.9), "smallest window", hello.percentile(0.9));
        table.bar("p99", ours.percentile(0.99), "ms", 3 * FRAME_MS);
        table.note("p99 of the smallest window", hello.percentile(0.99), "ms");
        table.print();
    }

    private static Path made(int entries) {
        return Path.of("target", "bench", "made", Integer.toString(entries), "mem0_queue.json");
    }

    private static Path prepared(Path from, Path queue) throws Exception {
        Path next = queue.resolve("mem0_queue.tmp");
        return Files.copy(from, next, StandardCopyOption.REPLACE_EXISTING);
    }

    /** Makes the file that will be renamed, before the clock runs. */
    @FunctionalInterface
    private interface Prepared {
        Path next(int round) throws Exception;
    }

    private static void measure(
            WindowProcess window,
            String selector,
            int uncounted,
            int rounds,
            Samples samples,
            Prepared prepared,
            Path target)
            throws Exception {
        int[] at =
                Arrays.stream(window.ask("bounds\t" + selector).split(" "))
                        .mapToInt(Integer::parseInt)
                        .toArray();
        Rectangle area = new Rectangle(at[0], at[1], Math.max(at[2], 60), at[3]);
        Robot eye = new Robot();
        for (int round = 0; round < uncounted + rounds; round++) {
            LockSupport.parkNanos(PAUSE_NANOS);
            Path next = prepared.next(round);
            int before = pixels(eye, area);
            long start = System.nanoTime();
            Files.move(next, target, StandardCopyOption.ATOMIC_MOVE);
            while (pixels(eye, area) == before) {
                LockSupport.parkNanos(BLINK_NANOS);
                if (System.nanoTime() - start > GIVE_UP_NANOS) {
                    throw new IllegalStateException("the window did not change");
                }
            }
            if (round >= uncounted) {
                samples.add((System.nanoTime() - start) / 1e6);
            }
        }
    }

    private static int pixels(Robot eye, Rectangle area) {
        BufferedImage seen = eye.createScreenCapture(area);
        return Arrays.hashCode(seen.getRGB(0, 0, area.width, area.height, null, 0, area.width));
    }
}
