package org.mem0queue.bench;

import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.platform.MachineIdentity;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.ExchangeUnderLock;
import org.mem0queue.store.SpoolIdentity;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncSettings;
import org.mem0queue.sync.SyncStop;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;

/**
 * T12: 1,000 memories of 32 projects, an API on loopback that takes 50 ms for each, 32 uploads at a
 * time, beside the Python worker's way (one after the other, a connection each, the lock held
 * throughout), which is measured over its first hundred. And how long a commit with its next claims
 * holds the queue lock. Arguments: rounds.
 */
final class SyncBench {
    private static final int MEMORIES = 1_000;
    private static final int PYTHONS = 100;
    private static final int CONCURRENCY = 32;
    private static final Duration LATENCY = Duration.ofMillis(50);
    private static final double TIMES = 20;
    private static final double HOLD_MS = 5;

    private SyncBench() {}

    public static void main(String[] arguments) throws Exception {
        int rounds = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 5;
        Samples ours = new Samples();
        Samples python = new Samples();
        long twice = 0;
        for (int i = 0; i <= rounds; i++) {
            try (StubApi api = new StubApi(StubApi.Kind.OSS).latency(LATENCY);
                    StubApi wrapper = new StubApi(StubApi.Kind.WRAPPER).latency(LATENCY)) {
                double took = sync(api);
                List<String> texts = api.texts();
                twice += texts.size() - new HashSet<>(texts).size();
                Path folder = Workplace.withQueue("sync", MEMORIES);
                try (LegacyProgram program = new LegacyProgram(folder)) {
                    Samples each = new Samples();
                    program.time("sync " + wrapper.address() + " " + PYTHONS, each);
                    if (i > 0) { // the first round warms up
                        ours.add(took);
                        python.add(each.median() / PYTHONS * MEMORIES);
                    }
                }
            }
        }
        Table table = new Table("T12: a sync of 1,000, median of " + rounds);
        table.atLeast(
                "1,000 memories, 32 projects, 50 ms each",
                "ms",
                ours.median(),
                "Python's worker",
                python.median(),
                TIMES);
        table.note("stored twice", twice, "memories");
        Samples hold = hold(rounds);
        table.bar("lock held by a commit and claim, median", hold.median(), "ms", HOLD_MS);
        table.note("lock held by a commit and claim, longest", hold.max(), "ms");
        table.print();
        System.exit(0);
    }

    private static double sync(StubApi api) throws Exception {
        Path folder = Workplace.withQueue("sync", MEMORIES);
        ClientSetup client = ClientSetup.of(api.address(), null);
        SyncSettings settings =
                new SyncSettings(
                        client,
                        null,
                        CONCURRENCY,
                        Duration.ofSeconds(30),
                        false,
                        Duration.ofMinutes(2));
        try (QueueService service =
                new QueueService(Workplace.setup(folder, true, () -> settings))) {
            long start = System.nanoTime();
            SyncResult result =
                    service.sync()
                            .sync(
                                    Duration.ofSeconds(10),
                                    Duration.ZERO,
                                    new SyncStop(),
                                    progress -> {});
            double took = (System.nanoTime() - start) / 1e6;
            if (!(result instanceof SyncResult.Ran(SyncReport report))
                    || report.synced() != MEMORIES) {
                throw new IllegalStateException(result.toString());
            }
            return took;
        }
    }

    /** With 1,000 pending: everything in groups as large as a sync makes them. */
    private static Samples hold(int rounds) throws Exception {
        MachineIdentity machine = MachineIdentity.ofThisMachine();
        SpoolIdentity identity = new SpoolIdentity(machine.machineId(), machine.bootId());
        Samples hold = new Samples();
        for (int i = 0; i <= rounds; i++) {
            ExchangeUnderLock exchange =
                    ExchangeUnderLock.fresh(Workplace.withQueue("sync", MEMORIES), identity);
            for (int claims = 0; claims < MEMORIES; claims += CONCURRENCY) {
                double took = exchange.commitAndClaim(CONCURRENCY);
                if (i > 0) {
                    hold.add(took);
                }
            }
        }
        return hold;
    }
}
