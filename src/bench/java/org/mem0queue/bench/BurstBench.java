package org.mem0queue.bench;

import org.mem0queue.queue.SaveResult;
import org.mem0queue.service.QueueService;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * T5: 10,000 durable saves by 64 callers of one process, each waiting for its answer before its
 * next save. Peer: saves as the Python programs do them, into a queue of as many entries.
 * Arguments: saves, callers.
 */
final class BurstBench {
    private static final int ROUNDS = 7;
    private static final int LEGACY_SAVES = 10;

    private BurstBench() {}

    public static void main(String[] arguments) throws Exception {
        int saves = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 10_000;
        int callers = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 64;
        Samples rates = new Samples();
        Samples answers = new Samples();
        for (int round = 0; round <= ROUNDS; round++) {
            if (round == 1) {
                rates.clear(); // the first warms up
                answers.clear();
            }
            Path folder = Workplace.empty("burst");
            try (QueueService service = new QueueService(Workplace.setup(folder, true))) {
                rates.add(burst(service, saves, callers, answers));
            }
        }
        Samples legacy = new Samples();
        try (LegacyProgram python = new LegacyProgram(Workplace.withQueue("burst-legacy", saves))) {
            for (int i = 0; i < LEGACY_SAVES; i++) {
                python.time("save", legacy);
            }
        }
        System.out.println("each caller's wait: " + answers);
        Table table =
                new Table(
                        "T5, " + saves + " saves by " + callers + " callers, median of " + ROUNDS);
        table.floor("durable saves", rates.median(), "/s", 10_000);
        double python = 1000 / legacy.median();
        table.atMost("Python at " + saves + " entries", "/s", python, "ours", rates.median(), 0.01);
        table.note("wait for the answer, p50", answers.median(), "ms");
        table.note("wait for the answer, p99", answers.percentile(0.99), "ms");
        table.print();
    }

    /** Saves per second. */
    private static double burst(QueueService service, int saves, int callers, Samples answers)
            throws Exception {
        AtomicInteger next = new AtomicInteger();
        AtomicInteger accepted = new AtomicInteger();
        CyclicBarrier start = new CyclicBarrier(callers + 1);
        Thread[] threads = new Thread[callers];
        for (int i = 0; i < callers; i++) {
            threads[i] =
                    Thread.ofPlatform()
                            .start(
                                    () -> {
                                        try {
                                            start.await();
                                            for (int n = next.getAndIncrement();
                                                    n < saves;
                                                    n = next.getAndIncrement()) {
                                                int number = n;
                                                if (answers.time(
                                                                () ->
                                                                        service.save(
                                                                                List.of(
                                                                                        Workplace
                                                                                                .memory(
                                                                                                        number))))
                                                        instanceof SaveResult.Accepted) {
                                                    accepted.incrementAndGet();
                                                }
                                            }
                                        } catch (Exception e) {
                                            throw new IllegalStateException(e);
                                        }
                                    });
        }
        start.await();
        long begun = System.nanoTime();
        for (Thread thread : threads) {
            thread.join();
        }
        double seconds = (System.nanoTime() - begun) / 1e9;
        if (accepted.get() != saves) {
            throw new IllegalStateException(accepted + " of " + saves + " accepted");
        }
        return saves / seconds;
    }
}
