package org.mem0queue.bench;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * What an open window costs: memory with 10,000 entries and a log of 1 GB open (target T14),
 * processor time and wake-ups while nothing happens (T15), beside the smallest JavaFX window in the
 * same run; both with a start-up cache. Memory is measured while each is alone: of the libraries
 * that two windows share each would count half. Needs a display; Linux only. Arguments: minutes to
 * look at it, megabytes of log.
 */
final class WindowCostBench {
    private static final int ENTRIES = 10_000;

    private WindowCostBench() {}

    public static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10;
        int logMegabytes = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 1000;
        Path queue = Workplace.withQueue("window-cost", ENTRIES);
        Path home = Workplace.empty("window-cost-home");
        WindowStartBench.choose(home, queue);
        StartUpCaches caches = StartUpCaches.train(home, queue, "10,000");
        Path log = writeLog(queue, logMegabytes);
        try (WindowProcess program = WindowProcess.program(home, caches.forProgram(), queue);
                WindowProcess hello = WindowProcess.hello(home, caches.forHello())) {
            program.secondsUntil(".tile.pending .number", "10,000");
            hello.secondsUntil(".number", "hello");
            program.ask("place\t4");
            pause(20); // until the log is known
            program.ask("place\t1");
            pause(10);
            double[] processor = {program.processor(), hello.processor()};
            long[] wakeUps = {program.wakeUps(), hello.wakeUps()};
            int seconds = minutes * 60;
            pause(seconds);
            double oursPercent = (program.processor() - processor[0]) * 100 / seconds;
            double helloPercent = (hello.processor() - processor[1]) * 100 / seconds;
            double oursWakeUps = (double) (program.wakeUps() - wakeUps[0]) / seconds;
            double helloWakeUps = (double) (hello.wakeUps() - wakeUps[1]) / seconds;
            Table table =
                    new Table(
                            "An open window after "
                                    + minutes
                                    + " min, 10,000 entries, a log of "
                                    + logMegabytes
                                    + " MB");
            hello.close();
            double oursMemory = program.memory();
            program.close();
            table.atMost(
                    "memory (PSS), alone",
                    "MB",
                    oursMemory,
                    "smallest window",
                    helloMemory(home, caches),
                    1.5);
            table.bar("processor above the smallest window", oursPercent - helloPercent, "%", 0.5);
            table.note("processor of the smallest window", helloPercent, "%");
            table.bar("wake-ups above the smallest window", oursWakeUps - helloWakeUps, "/s", 10);
            table.note("wake-ups of the smallest window", helloWakeUps, "/s");
            table.print();
        } finally {
            Files.deleteIfExists(log);
        }
    }

    private static double helloMemory(Path home, StartUpCaches caches) throws Exception {
        try (WindowProcess hello = WindowProcess.hello(home, caches.forHello())) {
            hello.secondsUntil(".number", "hello");
            pause(10);
            return hello.memory();
        }
    }

    private static Path writeLog(Path queue, int megabytes) throws Exception {
        Path log = queue.resolve("mem0_worker.log");
        byte[] line = "  ✅ Synced: trace-hub (ID: c41e07b2...)\n".getBytes(StandardCharsets.UTF_8);
        try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(log), 1 << 20)) {
            for (long written = 0; written < megabytes * 1_000_000L; written += line.length) {
                out.write(line);
            }
        }
        return log;
    }

    private static void pause(int seconds) {
        long end = System.nanoTime() + seconds * 1_000_000_000L;
        while (System.nanoTime() < end) {
            LockSupport.parkNanos(end - System.nanoTime());
        }
    }
}
