package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.SampleFindings;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Health;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.QueueSnapshot.QueueFileStatus;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.SendingStatus;
import org.mem0queue.queue.WorkerStatus;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Snapshots as the service would make them, and a way to change one thing at a time. */
public final class SampleSnapshots {
    public static final Instant NOW = Instant.parse("2026-11-23T13:02:26Z");
    public static final Path HOME = Path.of("/home/lea");
    public static final Path DIRECTORY = HOME.resolve(".claude");

    private static final SampleFindings FINDINGS = new SampleFindings(DIRECTORY);
    private static final String BROKEN = "the JSON is broken at byte 11904";
    private static final String DENIED = "permission denied";

    public Counts counts = counts(0, 0, 0, 0, 0, 0);
    public Balance balance = new Balance(null, 0, 0, new Balance.Before(0, 0, 0));
    public QueueFileStatus file = new QueueFileStatus("ok", 24_120, NOW.minusSeconds(95), null);
    public @Nullable Duration oldest;
    public boolean safeToSave = true;
    public boolean managed;
    public SendingStatus sending = SendingStatus.NONE;
    public LockStatus lock = LockStatus.FREE;
    public WorkerStatus worker = WorkerStatus.NONE;
    public ApiStatus api = ApiStatus.UNCONFIGURED;
    public List<Finding> findings = List.of();
    public Instant readAt = NOW.minusMillis(400);
    public Map<MemoryState, List<Memory>> memories = Map.of();

    public static Counts counts(
            long pending, long inFlight, long reported, long failed, long dead, long emergency) {
        return new Counts(
                0,
                pending,
                inFlight,
                0,
                0,
                reported,
                failed,
                dead,
                emergency,
                OptionalLong.empty(),
                OptionalLong.empty(),
                0,
                0);
    }

    public QueueSnapshot build() {
        return new QueueSnapshot(
                DIRECTORY,
                readAt,
                managed,
                file,
                counts,
                QueueStats.NONE,
                balance,
                memories,
                false,
                oldest,
                safeToSave,
                lock,
                worker,
                api,
                sending,
                Health.of(findings),
                findings);
    }

    /** Memories of a few projects, as many as the counts of {@link #alarm} say. */
    private static Map<MemoryState, List<Memory>> ofProjects() {
        return Map.of(
                MemoryState.PENDING,
                memories(
                        MemoryState.PENDING,
                        Map.of(
                                "api-facturation", 31,
                                "trace-hub", 12,
                                "atelier-lumen", 9,
                                "claude", 6)),
                MemoryState.FAILED,
                memories(MemoryState.FAILED, Map.of("trace-hub", 5, "migration-paiements", 1)),
                MemoryState.DEAD_LETTER,
                memories(MemoryState.DEAD_LETTER, Map.of("api-facturation", 3)));
    }

    private static List<Memory> memories(MemoryState state, Map<String, Integer> projects) {
        List<Memory> memories = new ArrayList<>();
        projects.forEach(
                (project, number) -> {
                    for (int i = 0; i < number; i++) {
                        memories.add(
                                new Memory(
                                        state.word() + "-" + project + "-" + i,
                                        false,
                                        project,
                                        NOW.minusSeconds(720),
                                        0,
                                        state,
                                        RawJson.of("{}")));
                    }
                });
        return memories;
    }

    /** A queue that was just created. */
    public static SampleSnapshots empty() {
        SampleSnapshots sample = new SampleSnapshots();
        sample.file = new QueueFileStatus("ok", 142, NOW.minusSeconds(12), null);
        return sample;
    }

    /**
     * The example of the command line contract: 40 pending, 6 failed, 3 dead letters, 2 emergency.
     */
    public static SampleSnapshots normal() {
        SampleSnapshots sample = new SampleSnapshots();
        sample.counts = counts(40, 0, 10, 6, 3, 2);
        sample.balance = new Balance(null, 61, 61, new Balance.Before(61, 10, 49));
        sample.oldest = Duration.ofMinutes(12);
        sample.safeToSave = false;
        sample.findings =
                List.of(
                        FINDINGS.deadLetters(3),
                        FINDINGS.emergency(2),
                        FINDINGS.readableByOthers());
        return sample;
    }

    /** A worker holds the lock while it syncs. */
    public static SampleSnapshots alarm() {
        SampleSnapshots sample = normal();
        sample.counts = counts(58, 0, 216, 6, 3, 0);
        sample.managed = true;
        sample.memories = ofProjects();
        sample.balance =
                new Balance(
                        Instant.parse("2026-10-24T09:00:00Z"),
                        283,
                        283,
                        new Balance.Before(160, 120, 40));
        sample.lock =
                new LockStatus(
                        LockStatus.State.HELD,
                        new LockStatus.Holder(4711, "python3", "python3 mem0_worker.py", false),
                        Duration.ofSeconds(41),
                        null);
        sample.worker =
                new WorkerStatus(
                        WorkerStatus.State.SYNCING,
                        List.of(4711L),
                        NOW.minusSeconds(2),
                        new WorkerStatus.Progress(12, 58));
        sample.api =
                new ApiStatus(ApiStatus.State.UP, "http://127.0.0.1:8081", Duration.ofMillis(48));
        sample.findings =
                List.of(
                        FINDINGS.lockHeld("python3 (pid 4711)", Duration.ofSeconds(41)),
                        sample.findings.getFirst());
        return sample;
    }

    /** Held back by a person, with entries that end the Python worker. */
    public static SampleSnapshots paused() {
        SampleSnapshots sample = normal();
        sample.managed = true;
        sample.sending =
                new SendingStatus(
                        NOW.minus(Duration.ofHours(26)), LockStatus.FREE, LockStatus.FREE);
        sample.findings =
                List.of(FINDINGS.entriesStopWorker(), FINDINGS.paused(Duration.ofHours(26)));
        return sample;
    }

    /** More to tell than fits. */
    public static SampleSnapshots busy() {
        SampleSnapshots sample = normal();
        List<Finding> findings = new ArrayList<>(sample.findings);
        findings.addAll(FINDINGS.more());
        sample.findings = findings;
        return sample;
    }

    public static SampleSnapshots corrupt() {
        SampleSnapshots sample = new SampleSnapshots();
        sample.counts = counts(0, 0, 0, 0, 3, 0);
        sample.file = new QueueFileStatus("corrupt", 11_904, NOW.minusSeconds(8), BROKEN);
        sample.safeToSave = false;
        sample.findings = List.of(FINDINGS.queueCorrupt(BROKEN));
        return sample;
    }

    public static SampleSnapshots denied() {
        SampleSnapshots sample = new SampleSnapshots();
        sample.file = new QueueFileStatus("denied", -1, null, DENIED);
        sample.lock = new LockStatus(LockStatus.State.UNKNOWN, null, null, DENIED);
        sample.safeToSave = false;
        sample.findings = List.of(FINDINGS.queueDenied(DENIED));
        return sample;
    }

    /** Nothing waits, all is proved. */
    public static SampleSnapshots calm() {
        SampleSnapshots sample = new SampleSnapshots();
        sample.managed = true;
        sample.counts =
                new Counts(
                        0, 0, 0, 0, 73, 143, 0, 0, 0, OptionalLong.of(0), OptionalLong.of(0), 2, 0);
        sample.balance =
                new Balance(
                        Instant.parse("2026-10-24T09:00:00Z"),
                        218,
                        218,
                        new Balance.Before(160, 160, 0));
        sample.worker =
                new WorkerStatus(WorkerStatus.State.IDLE, List.of(4502L), NOW.minusSeconds(1260));
        sample.api =
                new ApiStatus(ApiStatus.State.UP, "http://127.0.0.1:8081", Duration.ofMillis(48));
        return sample;
    }

    /** A scan found losses. */
    public static SampleSnapshots lost() {
        SampleSnapshots sample = alarm();
        sample.counts =
                new Counts(
                        0,
                        58,
                        3,
                        1,
                        73,
                        143,
                        6,
                        3,
                        0,
                        OptionalLong.of(1),
                        OptionalLong.of(7),
                        0,
                        0);
        sample.balance =
                new Balance(
                        Instant.parse("2026-10-24T09:00:00Z"),
                        288,
                        288,
                        new Balance.Before(160, 120, 40));
        return sample;
    }
}
