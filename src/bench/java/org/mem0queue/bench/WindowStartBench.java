package org.mem0queue.bench;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/**
 * From the start of the process to the counts of 10,000 entries on the screen (target T13), beside
 * the smallest JavaFX window to its label; both with a start-up cache, both without. Needs a
 * display. Arguments: number of rounds.
 */
final class WindowStartBench {
    private static final int ENTRIES = 10_000;
    static final String COUNT = ".tile.pending .number";

    private WindowStartBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 9;
        Path queue = Workplace.withQueue("window-start", ENTRIES);
        Path home = Workplace.empty("window-start-home");
        choose(home, queue);
        StartUpCaches caches = StartUpCaches.train(home, queue, "10,000");
        double[][] seconds = new double[4][rounds];
        for (int round = 0; round < rounds; round++) {
            try (WindowProcess ours = WindowProcess.program(home, caches.forProgram(), queue)) {
                seconds[0][round] = ours.secondsUntil(COUNT, "10,000");
            }
            try (WindowProcess hello = WindowProcess.hello(home, caches.forHello())) {
                seconds[1][round] = hello.secondsUntil(".number", "hello");
            }
            try (WindowProcess ours = WindowProcess.program(home, List.of(), queue)) {
                seconds[2][round] = ours.secondsUntil(COUNT, "10,000");
            }
            try (WindowProcess hello = WindowProcess.hello(home, List.of())) {
                seconds[3][round] = hello.secondsUntil(".number", "hello");
            }
        }
        Table table = new Table("Start to counts on the screen, median of " + rounds);
        table.atMost(
                "10,000 entries, start-up cache",
                "s",
                median(seconds[0]),
                "hello, start-up cache",
                median(seconds[1]),
                1.6);
        table.compare(
                "10,000 entries, plain",
                "s",
                median(seconds[2]),
                "hello, plain",
                median(seconds[3]));
        table.print();
    }

    /** As a person has chosen before: the window opens on its overview. */
    static void choose(Path home, Path queue) throws Exception {
        Files.createDirectories(home.resolve("run"));
        ProcessBuilder set =
                new ProcessBuilder(
                        FreshProcess.program(
                                "--dir=" + queue, "config", "set", "mode", "watch-only"));
        set.environment().put("HOME", home.toString());
        set.redirectOutput(ProcessBuilder.Redirect.DISCARD);
        set.redirectError(ProcessBuilder.Redirect.INHERIT);
        int exit = set.start().waitFor();
        if (exit != 0) {
            throw new IllegalStateException("config set ended with " + exit);
        }
    }

    static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
