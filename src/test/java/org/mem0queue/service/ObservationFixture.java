package org.mem0queue.service;

import static org.assertj.core.api.Assertions.assertThat;

import org.mem0queue.health.FindingSentences;
import org.mem0queue.health.HealthCheck;
import org.mem0queue.health.HealthChecks;
import org.mem0queue.health.Observation;
import org.mem0queue.log.LogFlow;
import org.mem0queue.platform.DiskSpace;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.settings.Thresholds;
import org.mem0queue.store.Disk;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolIdentity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A queue directory with real files, and real looks at it. What a test cannot make on every machine
 * (a full disk, a lock held for an hour) is put into what was seen.
 */
public final class ObservationFixture {
    public static final Thresholds THRESHOLDS =
            new Thresholds(
                    20,
                    Duration.ofMinutes(30),
                    50,
                    10,
                    Duration.ofMinutes(10),
                    Duration.ofSeconds(5),
                    500_000_000,
                    Duration.ofMinutes(15),
                    Duration.ofMinutes(15),
                    256_000_000);

    private final QueueDirectory directory;
    private Instant now = Instant.now();
    private Thresholds thresholds = THRESHOLDS;
    private List<WorkerProcess> workers = List.of();
    private boolean realWorkers;
    private LockStatus lock;
    private Duration lockHeldFor;
    private LogFlow logFlow;
    private ReadResult<QueueDocument> queueFile;
    private DiskSpace disk = new DiskSpace(1L << 40, 1L << 41, OptionalLong.of(1_000_000));
    private SpoolIdentity identity = new SpoolIdentity("aaaa", "bbbb");

    public ObservationFixture(Path folder) {
        this.directory = new QueueDirectory(folder);
    }

    // What is in the directory.

    /** A queue file as Python writes it, owner-only. */
    public ObservationFixture queue(String json) {
        return write(directory.queueFile(), json);
    }

    public ObservationFixture queue(int pending, int failed) {
        return queue(json(entries("p", pending, now), entries("f", failed, now), "", pending));
    }

    public ObservationFixture write(Path file, String text) {
        try {
            Files.createDirectories(file.getParent());
            Files.writeString(file, text);
            Files.setPosixFilePermissions(
                    file, java.nio.file.attribute.PosixFilePermissions.fromString("rw-------"));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public ObservationFixture write(String name, String text) {
        return write(directory.path().resolve(name), text);
    }

    /** Sets how old a file is. */
    public ObservationFixture age(Path file, Duration age) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(now.minus(age)));
            return this;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static String json(String queue, String failed, String last100, long totalQueued) {
        return """
        {
          "queue": [%s],
          "last_100": [%s],
          "failed": [%s],
          "stats": {"total_queued": %d, "total_synced": 0, "total_failed": 0, "last_sync": null}
        }\
        """
                .formatted(queue, last100, failed, totalQueued);
    }

    public static String entries(String prefix, int count, Instant time) {
        return IntStream.range(0, count)
                .mapToObj(i -> entry("%s%07d-id".formatted(prefix, i), time))
                .collect(Collectors.joining(", "));
    }

    public static String entry(String id, Instant time) {
        return "{\"id\": \"%s\", \"project_id\": \"p\", \"content\": \"c\", \"timestamp\": %d, \"retries\": 0}"
                .formatted(id, time.getEpochSecond());
    }

    public QueueDirectory directory() {
        return directory;
    }

    public Path path(String name) {
        return directory.path().resolve(name);
    }

    // What is seen.

    public Instant now() {
        return now;
    }

    public ObservationFixture now(Instant time) {
        this.now = time;
        return this;
    }

    /** Lets the time since the files were written pass. */
    public ObservationFixture later(Duration time) {
        return now(now.plus(time));
    }

    public ObservationFixture thresholds(Thresholds other) {
        this.thresholds = other;
        return this;
    }

    public ObservationFixture workers(WorkerProcess... seen) {
        this.workers = List.of(seen);
        return this;
    }

    /** The workers that really run on this machine for this directory. */
    public ObservationFixture realWorkers() {
        this.realWorkers = true;
        return this;
    }

    public ObservationFixture lock(LockStatus status, Duration heldFor) {
        this.lock = status;
        this.lockHeldFor = heldFor;
        return this;
    }

    public ObservationFixture logFlow(LogFlow flow) {
        this.logFlow = flow;
        return this;
    }

    public ObservationFixture queueFile(ReadResult<QueueDocument> read) {
        this.queueFile = read;
        return this;
    }

    public ObservationFixture disk(DiskSpace space) {
        this.disk = space;
        return this;
    }

    /** Whose spool files we may merge. */
    public ObservationFixture machine(String machine) {
        this.identity = new SpoolIdentity(machine, machine);
        return this;
    }

    /** The store as the command line has it, for what a test wants done to the directory. */
    public QueueStore store() {
        return store(QueueStore.Access.MANAGE);
    }

    private QueueStore store(QueueStore.Access access) {
        return new QueueStore(
                directory, Disk.real(), identity, () -> now, access, thresholds.largeFileBytes());
    }

    public WorkerProcess worker(long pid, WorkerProcess.Kind kind) {
        return new WorkerProcess(pid, "python3 w.py", kind, now, Duration.ZERO, directory.path());
    }

    public Observation look() {
        Observation seen =
                new QueueObserver(
                                store(QueueStore.Access.WATCH),
                                WorkerProcesses.ofThisMachine(),
                                () -> now)
                        .observe(thresholds, QueueObserver.Reach.ALL);
        return new Observation(
                seen.directory(),
                seen.now(),
                seen.thresholds(),
                queueFile == null ? seen.queueFile() : queueFile,
                seen.deadLetters(),
                seen.emergency(),
                seen.metrics(),
                seen.spooled(),
                seen.mergeable(),
                seen.foreign(),
                seen.damagedBatches(),
                seen.trash(),
                seen.overwritten(),
                lock == null ? seen.lock() : lock,
                lock == null ? seen.lockHeldFor() : lockHeldFor,
                realWorkers ? seen.workers() : workers,
                seen.log(),
                seen.logModified(),
                logFlow == null ? seen.logFlow() : logFlow,
                Optional.ofNullable(disk),
                seen.shrink(),
                seen.sending(),
                seen.beside());
    }

    public static QueueSnapshot snapshot(Observation seen) {
        return SnapshotAssembler.assemble(seen, false, ApiStatus.UNCONFIGURED);
    }

    /** The same with what a ledger would add. */
    public static QueueSnapshot remembering(
            Observation seen, long uncertain, long lost, long unaccounted) {
        QueueSnapshot files = snapshot(seen);
        Balance balance = files.balance();
        return SnapshotAssembler.with(
                new Remembered(
                        new Balance(
                                seen.now(),
                                balance.seen(),
                                balance.seen() - unaccounted,
                                balance.before()),
                        0,
                        files.counts().syncedReported(),
                        uncertain,
                        lost),
                files);
    }

    /** What one check says now. */
    public List<Finding> check(HealthCheck check) {
        Observation seen = look();
        List<Finding> findings = check.check(seen, snapshot(seen));
        findings.forEach(ObservationFixture::speaksFrench);
        return findings;
    }

    /** Whatever a test finds can be told in the other language, too. */
    private static void speaksFrench(Finding finding) {
        FindingSentences french = FindingSentences.in(Locale.FRENCH);
        assertThat(french.message(finding)).isNotBlank().isNotEqualTo(finding.message());
        assertThat(french.action(finding)).isNotBlank().isNotEqualTo(finding.action());
    }

    public List<String> codes(HealthCheck check) {
        return new ArrayList<>(check(check).stream().map(Finding::code).toList());
    }

    /** Every look's checks. */
    public QueueSnapshot judge() {
        Observation seen = look();
        return HealthChecks.judge(seen, snapshot(seen));
    }

    /** All checks. */
    public QueueSnapshot examine() {
        Observation seen = look();
        return HealthChecks.examine(seen, snapshot(seen));
    }
}
