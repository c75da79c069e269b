package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.log.LogEvidence;
import org.mem0queue.log.LogHistory;
import org.mem0queue.log.LogRange;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.mem0.ProxyVariables;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.NewAct;
import org.mem0queue.store.HeldLock;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.QueueStore;
import org.mem0queue.sync.ApiRoute;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.sync.Syncer;

import java.io.IOException;
import java.net.ProxySelector;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * Sending: passes, the worker that makes one after the other, and holding it all back. Safe for
 * several threads; everything blocks.
 */
public final class SyncService implements AutoCloseable {
    /** A killed worker's last lines; a log may be gigabytes long. */
    private static final LogRange RECENT = new LogRange.LastBytes(4 << 20);

    private static final String WATCHING =
            "This queue is only watched: nothing is sent from its directory, and nothing is written"
                    + " into it.";

    private final ServiceSetup setup;
    private final QueueStore store;
    private final History history;
    private final Runnable changed;
    private final SyncLog log;
    private final Housekeeping housekeeping;
    private @Nullable Syncer syncer;
    private volatile boolean recorded;

    /**
     * @param changed called when the files have changed by what we did
     */
    SyncService(
            ServiceSetup setup,
            QueueStore store,
            History history,
            SyncLog log,
            Housekeeping housekeeping,
            Runnable changed) {
        this.setup = setup;
        this.store = store;
        this.history = history;
        this.changed = changed;
        this.log = log;
        this.housekeeping = housekeeping;
    }

    /**
     * Why nothing may be sent, paused or started here, as a sentence; null if it may. Asked before
     * the first file is touched: sending writes locks, claims and a journal into the directory.
     */
    @Nullable String forbidden() {
        return setup.managing() ? null : WATCHING;
    }

    /** Made when it is first needed: most processes never send. */
    private synchronized Syncer syncer() {
        Syncer made = syncer;
        if (made == null) {
            made =
                    new Syncer(
                            store,
                            setup.sending(),
                            () -> namedByWorker(setup.directory()),
                            new SyncRecord(history, log, setup.clock()),
                            new ApiRoute(
                                    new ProxyVariables(System.getenv(), ProxySelector.getDefault()),
                                    knownApis()),
                            setup.clock());
            syncer = made;
        }
        return made;
    }

    /** Beside the ledger: what is known of an API is this machine's, not the queue's. */
    private @Nullable Path knownApis() {
        LedgerLocation ledger = setup.ledger();
        Path folder = ledger == null ? null : ledger.file().toAbsolutePath().getParent();
        return folder == null ? null : folder.resolveSibling("apis");
    }

    /**
     * Sends everything that is due, once; then tidies, briefly, if that is due.
     *
     * @param lockWait how long to wait for the queue lock each time
     * @param patience how long to wait at the end for what the API accepted and has not stored yet
     * @param progress told often, on this thread; must be quick
     */
    public SyncResult sync(
            Duration lockWait, Duration patience, SyncStop stop, Consumer<SyncProgress> progress)
            throws InterruptedException {
        SyncResult result = pass(lockWait, patience, stop, progress);
        if (result instanceof SyncResult.Ran) {
            tidy(Housekeeping.BRIEFLY, stop);
        }
        return result;
    }

    /** How many are pending or in flight; empty if the queue file cannot be read. */
    public OptionalLong left() {
        return Syncer.left(store);
    }

    /** What could not be tidied away after a pass, as a sentence. */
    public Optional<String> tidyingProblem() {
        return housekeeping.problem();
    }

    void tidy(Duration longest, SyncStop stop) throws InterruptedException {
        if (!stop.stopped()) {
            housekeeping.tidy(longest, stop::stopped);
        }
    }

    SyncResult pass(
            Duration lockWait, Duration patience, SyncStop stop, Consumer<SyncProgress> progress)
            throws InterruptedException {
        String forbidden = forbidden();
        if (forbidden != null) {
            return new SyncResult.Refused(forbidden, SyncReport.EMPTY);
        }
        syncer().askAhead(stop);
        if (!recorded) {
            recorded = true;
            changed.run(); // the balance begins before the first memory leaves
        }
        SyncResult result = syncer().pass(lockWait, patience, stop, progress);
        changed.run();
        return result;
    }

    /**
     * Keeps sending until stopped.
     *
     * @return why it did not begin, as a sentence (another worker runs); null if it did
     * @param told of every pass that did something, or ended otherwise than the one before
     */
    public @Nullable String work(
            SyncStop stop, Consumer<SyncResult> told, Consumer<SyncProgress> progress)
            throws InterruptedException {
        String forbidden = forbidden();
        if (forbidden != null) {
            return forbidden;
        }
        return switch (store.sending().acquireWorkerLock()) {
            case LockResult.Acquired(HeldLock held) -> {
                try (held) {
                    new SyncWorker(this, store, setup, syncer()).run(stop, told, progress);
                    yield null;
                }
            }
            case LockResult.Held(LockStatus status) ->
                    status.holderSentence()
                            + " keeps sending from "
                            + setup.directory()
                            + " already. Nothing was started.";
            case LockResult.Unavailable(String reason) -> reason;
        };
    }

    /**
     * Compares what is believed to be stored, and what is unclear, with what the API has. What is
     * found is confirmed from now on; what only the worker's count had reported, and the API has
     * not, is lost.
     *
     * @param project null for all
     */
    public VerifyReport verify(@Nullable String project, SyncStop stop) {
        changed.run(); // what a worker has reported since the last look is to be verified too
        VerifyReport report = new Verifying(history, syncer(), setup.clock()).run(project, stop);
        changed.run();
        return report;
    }

    /** Since when sending is held back; empty if it is not. */
    public Optional<Instant> pausedSince() {
        return store.sending().pauseFile().since();
    }

    /**
     * Holds all sending from this directory back, whoever does it. What is under way ends.
     *
     * @return the sentence that says why it could not be done; null if it is done
     */
    public @Nullable String pause(String actor) {
        String forbidden = forbidden();
        if (forbidden != null) {
            return forbidden;
        }
        try {
            boolean fresh = store.sending().pauseFile().since().isEmpty();
            store.sending().pauseFile().pause(actor, setup.clock().instant());
            if (fresh) {
                trail(actor, ActKind.PAUSE);
                log.say("sending is paused");
            }
            return null;
        } catch (IOException e) {
            return "Sending could not be paused: " + e.getMessage();
        }
    }

    /** Lets sending go on. */
    public @Nullable String resume(String actor) {
        String forbidden = forbidden();
        if (forbidden != null) {
            return forbidden;
        }
        try {
            if (store.sending().pauseFile().resume()) {
                trail(actor, ActKind.RESUME);
                log.say("sending goes on");
            }
            return null;
        } catch (IOException e) {
            return "Sending could not be resumed: " + e.getMessage();
        }
    }

    private void trail(String actor, ActKind kind) {
        LedgerResult<Long> written =
                history.use(
                        ledger ->
                                ledger.recordAct(
                                        new NewAct(
                                                setup.clock().instant(),
                                                actor,
                                                kind,
                                                "",
                                                List.of(),
                                                OptionalLong.empty())));
        written.notDone(); // history is missing then, nothing else
    }

    /** The worker that the person has. */
    public PersonsWorker personsWorker() {
        return new PersonsWorker(setup, this, log, store.sending());
    }

    /** Who sends from this directory now, with our sync. */
    public LockStatus running() {
        return store.sending().syncLock().look();
    }

    /** What people should know of where or how the API stores, as far as it was asked. */
    public Optional<String> note() {
        return syncer().note();
    }

    /** Whether the Python worker's log speaks of a memory as sent. */
    private static Predicate<Memory> namedByWorker(Path directory) {
        LogEvidence evidence = new LogEvidence();
        for (LogSource source : LogSources.in(directory).all()) {
            new LogHistory().read(source, RECENT, evidence);
        }
        Set<String> named = new HashSet<>(evidence.syncedId8s());
        named.addAll(evidence.ambiguousId8s());
        return memory -> SentEvidence.names(named, memory);
    }

    @Override
    public synchronized void close() {
        Syncer made = syncer;
        if (made != null) {
            made.close();
        }
    }
}
