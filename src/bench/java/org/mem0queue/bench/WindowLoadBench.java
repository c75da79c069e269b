package org.mem0queue.bench;

import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

/**
 * The window under load: a queue file of 50 entries rewritten 1,000 times a second and 10,000 log
 * lines a second, and how long the JavaFX thread keeps a click waiting meanwhile; then 50,000
 * changes, and what heap and threads are afterwards (scenario R24). With a start-up cache; needs a
 * display. Arguments: seconds of load, number of changes.
 */
final class WindowLoadBench {
    private static final int ENTRIES = 50;
    private static final double PAUSE_LIMIT_MS = 50;
    private static final double HEAP_LIMIT = 1.1;

    private WindowLoadBench() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 30;
        int changes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 50_000;
        Path queue = Workplace.withQueue("window-load", ENTRIES);
        Path more = Workplace.withQueue("window-load-more", ENTRIES);
        try (LegacyProgram python = new LegacyProgram(more)) {
            python.ask("save");
        }
        Path home = Workplace.empty("window-load-home");
        WindowStartBench.choose(home, queue);
        byte[][] states = {
            Files.readAllBytes(queue.resolve("mem0_queue.json")),
            Files.readAllBytes(more.resolve("mem0_queue.json"))
        };
        StartUpCaches caches = StartUpCaches.train(home, queue, "50");
        Path log = queue.resolve("mem0_worker.log");
        Files.writeString(log, "");
        Table table = new Table("The window under load");
        try (WindowProcess program = WindowProcess.program(home, caches.forProgram(), queue)) {
            program.secondsUntil(".tile.pending .number", "50");
            String quiet = program.ask("pauses\t" + Math.min(seconds, 10));
            // A page is made when somebody first goes there, which is told apart.
            long asked = System.nanoTime();
            program.ask("place\t4");
            table.note("the log page for the first time", (System.nanoTime() - asked) / 1e6, "ms");
            program.ask("pauses\t1");
            program.ask("place\t1");
            Load load = new Load(queue, log, states);
            load.start();
            String busy = program.ask("pauses\t" + seconds);
            program.ask("place\t4");
            String onLog = program.ask("pauses\t" + seconds);
            program.ask("place\t1");
            load.stop();
            table.note("pauses without load, p99", part(quiet, 1), "ms");
            table.bar("pauses on the overview, p99", part(busy, 1), "ms", PAUSE_LIMIT_MS);
            table.note("longest", part(busy, 2), "ms");
            table.bar("pauses on the log, p99", part(onLog, 1), "ms", PAUSE_LIMIT_MS);
            table.note("longest", part(onLog, 2), "ms");
            table.note("median", part(onLog, 0), "ms");
            table.note("rewrites a second", (double) load.rewrites.get() / (2 * seconds), "");
            table.note("log lines a second", (double) load.lines.get() / (2 * seconds), "");

            rewrite(queue, states, changes / 10);
            long heapBefore = Long.parseLong(program.ask("heap"));
            int threadsBefore = Integer.parseInt(program.ask("threads"));
            rewrite(queue, states, changes);
            long heapAfter = Long.parseLong(program.ask("heap"));
            int threadsAfter = Integer.parseInt(program.ask("threads"));
            table.atMost(
                    "heap after " + changes + " changes",
                    "MB",
                    heapAfter / 1e6,
                    "after warm-up",
                    heapBefore / 1e6,
                    HEAP_LIMIT);
            table.bar("threads more than before", threadsAfter - threadsBefore, "", 0);
        }
        table.print();
    }

    private static double part(String answer, int index) {
        return Double.parseDouble(answer.split(" ")[index]);
    }

    private static void replace(Path queue, byte[] state) throws Exception {
        Path next = queue.resolve("mem0_queue.tmp");
        Files.write(next, state);
        Files.move(next, queue.resolve("mem0_queue.json"), StandardCopyOption.ATOMIC_MOVE);
    }

    private static void rewrite(Path queue, byte[][] states, int times) throws Exception {
        for (int i = 0; i < times; i++) {
            replace(queue, states[i % 2]);
        }
    }

    /** Two writers, as fast as was said. */
    private static final class Load {
        final AtomicLong rewrites = new AtomicLong();
        final AtomicLong lines = new AtomicLong();
        private final Path queue;
        private final Path log;
        private final byte[][] states;
        private volatile boolean stopped;
        private Thread[] threads = {};

        Load(Path queue, Path log, byte[][] states) {
            this.queue = queue;
            this.log = log;
            this.states = states;
        }

        void start() {
            threads =
                    new Thread[] {
                        Thread.ofPlatform().start(this::rewriteFile),
                        Thread.ofPlatform().start(this::writeLog)
                    };
        }

        private void rewriteFile() {
            long next = System.nanoTime();
            try {
                for (int i = 0; !stopped; i++) {
                    replace(queue, states[i % 2]);
                    rewrites.incrementAndGet();
                    next += 1_000_000;
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        private void writeLog() {
            byte[] hundred =
                    "  ✅ Synced: trace-hub (ID: c41e07b2...)\n"
                            .repeat(100)
                            .getBytes(StandardCharsets.UTF_8);
            long next = System.nanoTime();
            try (OutputStream out = Files.newOutputStream(log, StandardOpenOption.APPEND)) {
                while (!stopped) {
                    out.write(hundred);
                    lines.addAndGet(100);
                    next += 10_000_000;
                    LockSupport.parkNanos(next - System.nanoTime());
                }
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        void stop() throws InterruptedException {
            stopped = true;
            for (Thread thread : threads) {
                thread.join();
            }
        }
    }
}
