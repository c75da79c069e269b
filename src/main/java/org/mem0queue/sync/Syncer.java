package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.Outgoing;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;
import org.mem0queue.store.HeldLock;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueStore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;

/**
 * Sends what is pending, pass by pass. What it has learned of the API (its dialect, whether it is
 * out of order) lasts from one pass to the next. One pass at a time: a second caller waits for
 * nothing and is told who runs.
 */
public final class Syncer implements AutoCloseable {
    static final String NOT_CONFIGURED =
            "No API is configured. Name one with `mem0-queue config set api.url URL`, or start one"
                    + " on this computer with `mem0-queue serve-mem0`.";

    private final Parts parts;

    /**
     * What passes share.
     *
     * @param settings asked before every upload; null while no API is configured
     * @param maybeSent makes, once a pass, what tells whether a line of the Python worker's log
     *     speaks of sending a memory
     */
    record Parts(
            QueueStore store,
            Supplier<@Nullable SyncSettings> settings,
            Supplier<Predicate<Memory>> maybeSent,
            SyncListener listener,
            Api api,
            Circuit circuit,
            RetryPolicy retries,
            Polls polls,
            InstantSource clock) {}

    /**
     * @param settings asked before every upload; null while no API is configured
     * @param maybeSent makes, once a pass, what tells whether a line of the Python worker's log
     *     speaks of sending a memory
     */
    public Syncer(
            QueueStore store,
            Supplier<@Nullable SyncSettings> settings,
            Supplier<Predicate<Memory>> maybeSent,
            SyncListener listener,
            ApiRoute route,
            InstantSource clock) {
        RandomGenerator random = () -> ThreadLocalRandom.current().nextLong();
        this.parts =
                new Parts(
                        store,
                        settings,
                        maybeSent,
                        listener,
                        new Api(clock, route),
                        new Circuit(random),
                        new RetryPolicy(random),
                        new Polls(),
                        clock);
    }

    /**
     * Begins to ask the server what it is, if a pass will have to: it need not wait for what is
     * done before. Returns at once.
     *
     * @param stop of the pass to come
     */
    public void askAhead(SyncStop stop) {
        SyncSettings settings = parts.settings().get();
        Instant now = parts.clock().instant();
        QueueStore store = parts.store();
        if (settings != null
                && !stop.stopped()
                && parts.circuit().open().isEmpty()
                && store.sending().pauseFile().since().isEmpty()
                && store.queueFile()
                        .read()
                        .ok()
                        .filter(document -> Turns.anyDue(document.queue(), now))
                        .isPresent()) {
            parts.api().askAhead(settings, stop.questions());
        }
    }

    /**
     * Runs one pass: everything that is due is sent once. Blocks for as long as that takes, but
     * never holds the queue lock meanwhile.
     *
     * @param lockWait how long to wait for the queue lock each time
     * @param patience how long to wait at the end for what the API has accepted and not stored yet
     * @param progress told often; must be quick
     */
    public SyncResult pass(
            Duration lockWait, Duration patience, SyncStop stop, Consumer<SyncProgress> progress)
            throws InterruptedException {
        Optional<Instant> paused = parts.store().sending().pauseFile().since();
        if (paused.isPresent()) {
            return new SyncResult.Paused(paused.get());
        }
        if (parts.settings().get() == null) {
            return new SyncResult.Refused(NOT_CONFIGURED, SyncReport.EMPTY);
        }
        return switch (parts.store().sending().acquireSyncLock()) {
            case LockResult.Acquired(HeldLock held) -> {
                try (held) {
                    yield new SyncPass(
                                    parts,
                                    parts.store().sending().syncJournal(),
                                    stop,
                                    lockWait,
                                    patience,
                                    progress)
                            .run();
                }
            }
            case LockResult.Held(LockStatus status) -> new SyncResult.AnotherRuns(status);
            case LockResult.Unavailable(String reason) ->
                    new SyncResult.Refused(reason, SyncReport.EMPTY);
        };
    }

    /** How many are pending or in flight; empty if the queue file cannot be read. */
    public static OptionalLong left(QueueStore store) {
        return store.queueFile()
                .read()
                .ok()
                .map(d -> OptionalLong.of(d.pendingCount() + d.inFlightCount()))
                .orElse(OptionalLong.empty());
    }

    /** When the API is asked again what became of a memory that it has accepted. */
    public Instant nextQuestion(String id) {
        return parts.polls().next(id, parts.clock().instant());
    }

    /** How {@link #verify} ended. */
    public sealed interface Verdict {
        /** The server was asked. */
        record Asked(List<Verified> projects) implements Verdict {
            public Asked {
                projects = List.copyOf(projects);
            }
        }

        /** It could not be; why, as a sentence. */
        record NotAsked(String sentence) implements Verdict {}
    }

    /**
     * Looks what of these the server has. Sends nothing to be stored.
     *
     * @param byProject what should be there
     */
    public Verdict verify(Map<String, List<Memory>> byProject, SyncStop stop) {
        SyncSettings settings = parts.settings().get();
        if (settings == null) {
            return new Verdict.NotAsked(NOT_CONFIGURED);
        }
        return switch (parts.api().line(settings, stop.questions())) {
            case Api.Found.Not(String reason) -> new Verdict.NotAsked(reason);
            case Api.Found.Ready(Api.Line line) -> {
                Verification verification = new Verification(line, settings, stop.questions());
                List<Verified> all = new ArrayList<>();
                byProject.forEach(
                        (project, memories) ->
                                all.add(
                                        verification.of(
                                                project,
                                                memories.stream()
                                                        .map(Syncer::outgoing)
                                                        .flatMap(Optional::stream)
                                                        .toList())));
                if (all.stream().anyMatch(Syncer::saidNothing)) {
                    parts.api().doubt(line); // it may have been asked in another server's language
                }
                yield new Verdict.Asked(all);
            }
        };
    }

    private static boolean saidNothing(Verified project) {
        return !project.untold().isEmpty()
                && project.found().isEmpty()
                && project.missing().isEmpty();
    }

    private static Optional<Outgoing> outgoing(Memory memory) {
        MemoryDetail detail = memory.detail();
        return detail.contentText()
                .map(
                        text ->
                                new Outgoing(
                                        memory.id(),
                                        memory.projectId().orElse(""),
                                        text,
                                        memory.timestamp().orElse(null),
                                        detail.source()));
    }

    /** When an API that is out of order is tried again; empty if it works, as far as is known. */
    public Optional<Instant> nextTry() {
        return parts.circuit().open().map(Circuit.Open::next);
    }

    /** What people should know of where or how the API stores, as a sentence. */
    public Optional<String> note() {
        return parts.api().note();
    }

    @Override
    public void close() {
        parts.api().close();
    }
}
