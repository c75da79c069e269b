package org.mem0queue.bench;

import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T4: eight savers, each twice a second, while a Python worker holds the queue lock. Afterwards the
 * lock is released, all is merged, and Python counts. Arguments: seconds the lock is held (the
 * target says 20).
 */
final class HeldLockBench {
    private static final int SAVERS = 8;
    private static final int PER_SECOND = 2;
    private static final int ENTRIES = 1_000;

    private HeldLockBench() {}

    public static void main(String[] arguments) throws Exception {
        int seconds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 20;
        Path folder = Workplace.withQueue("held", ENTRIES);
        Samples samples = new Samples();
        AtomicInteger accepted = new AtomicInteger();
        AtomicInteger refused = new AtomicInteger();
        int merged;
        try (QueueService service = new QueueService(Workplace.setup(folder, true));
                LegacyProgram worker = new LegacyProgram(folder)) {
            for (int i = 0; i < 50; i++) {
                service.save(List.of(Workplace.memory(i)));
            }
            service.flush(Duration.ofSeconds(5));
            worker.ask("hold");
            // A merge that keeps trying, as the window and the MCP server do, must not disturb.
            AutoCloseable watching = service.onSnapshot(snapshot -> {});
            int rounds = seconds * PER_SECOND;
            CountDownLatch left = new CountDownLatch(SAVERS * rounds);
            ScheduledExecutorService savers = Executors.newScheduledThreadPool(SAVERS);
            long period = TimeUnit.SECONDS.toMicros(1) / PER_SECOND;
            for (int saver = 0; saver < SAVERS; saver++) {
                // spread over the period: independent agents don't save in step
                for (int round = 0; round < rounds; round++) {
                    int number = saver * rounds + round;
                    savers.schedule(
                            () -> {
                                try {
                                    SaveResult result =
                                            samples.time(
                                                    () ->
                                                            service.save(
                                                                    List.of(
                                                                            Workplace.memory(
                                                                                    number))));
                                    (result instanceof SaveResult.Accepted ? accepted : refused)
                                            .incrementAndGet();
                                } catch (Exception e) {
                                    refused.incrementAndGet();
                                } finally {
                                    left.countDown();
                                }
                            },
                            round * period + saver * period / SAVERS,
                            TimeUnit.MICROSECONDS);
                }
            }
            left.await();
            savers.shutdown();
            worker.ask("release");
            watching.close();
            merged =
                    service.flush(Duration.ofSeconds(10))
                                    instanceof FlushResult.Merged(int now, int ignored)
                            ? now
                            : -1;
        }
        int expected = ENTRIES + 50 + accepted.get();
        String[] counts;
        try (LegacyProgram python = new LegacyProgram(folder)) {
            counts = python.ask("count").split(" ");
        }
        List<String> facts = new ArrayList<>();
        facts.add("saves while the lock was held: " + samples);
        facts.add("merged by the last flush: " + merged);
        facts.forEach(System.out::println);
        Table table =
                new Table("T4, lock held by Python for " + seconds + " s, 8 savers, 2/s each");
        table.note("saves", samples.count(), "");
        table.bar("timed out or refused", refused.get(), "", 0);
        table.bar(
                "lost (in the queue Python reads)", expected - Integer.parseInt(counts[0]), "", 0);
        table.bar(
                "twice in the queue",
                Integer.parseInt(counts[0]) - Integer.parseInt(counts[1]),
                "",
                0);
        table.note("p50", samples.median(), "ms");
        table.bar("p99", samples.percentile(0.99), "ms", 20);
        table.atLeast("p50", "ms", samples.median(), "legacy time limit", 5_000, 1_000);
        table.print();
    }
}
