package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;
import org.mem0queue.log.LogSources;
import org.mem0queue.log.LogUpdate;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The one door to a queue directory: immutable snapshots out, commands in. The window, the command
 * line and the MCP server all go through it.
 *
 * <p>Safe for several threads. Every method blocks for as long as its files take; none belongs on
 * the FX thread. Closing ends the background threads; what was accepted stays accepted.
 */
public final class QueueService implements AutoCloseable {
    private final ServiceSetup setup;
    private final QueueStore store;
    private final QueueLooks looks;
    private final WatchWork work;
    private final QueueWatch watch;
    private final SpoolAhead ahead;
    private final History history;
    private final LedgerThread recorder;
    private final AuditedActs acts;
    private final Restores restores;
    private final Past past;
    private final SyncService sync;
    private final Housekeeping housekeeping;

    public QueueService(ServiceSetup setup) {
        this.setup = setup;
        this.store = setup.store();
        this.history = new History(setup.ledger(), setup.clock());
        LedgerFeed feed = new LedgerFeed(store, history);
        this.looks = new QueueLooks(setup, store, history, feed);
        this.recorder = new LedgerThread(feed, this::remember);
        this.acts = new AuditedActs(store, history, setup.clock());
        SyncLog log = new SyncLog(setup.directory(), setup.clock());
        this.housekeeping = new Housekeeping(store, log, System::nanoTime);
        this.work = new WatchWork(setup, store, looks, recorder, housekeeping);
        this.watch = new QueueWatch(setup.directory(), work);
        this.ahead = new SpoolAhead(store.spool());
        this.restores = new Restores(setup.directory(), store, history, setup.clock());
        this.past = new Past(history, setup.clock());
        this.sync = new SyncService(setup, store, history, log, housekeeping, this::changedByUs);
    }

    /** Looks at the files now. Writes nothing. */
    public QueueSnapshot look() {
        return looks.look();
    }

    /** Looks at the files and, if there is one, at the ledger. Writes nothing. */
    public QueueSnapshot lookBack() {
        return looks.lookBack();
    }

    /** Looks thoroughly: everything {@link #lookBack} finds, and what takes longer to find. */
    public QueueSnapshot examine() {
        return looks.examine();
    }

    /** Writes down what is there now, so that the ledger knows what an act finds. */
    void recordNow() {
        looks.recordNow();
    }

    /** What the ledger adds from now on; the window is told at once. */
    private void remember(Remembered found) {
        if (looks.remember(found)) {
            watch.lookNow();
        }
    }

    /** Copies the queue file to the queue snapshots if it is good and was not seen before. */
    public void keepGoodState() {
        work.keepGoodState();
    }

    /** Accepts memories, all or none, without the queue lock. See {@link SaveResult}. */
    public SaveResult save(List<NewMemory> memories) {
        SaveResult result = store.spool().accept(memories);
        ahead.saved();
        return result;
    }

    /**
     * Merges what is spooled into the queue file.
     *
     * @param wait how long to wait for the lock
     */
    public FlushResult flush(Duration wait) throws InterruptedException {
        return store.flush(wait);
    }

    /**
     * Makes an empty queue file where there is none; one that is there stays as it is.
     *
     * @param wait how long to wait for the lock
     */
    public FlushResult create(Duration wait) throws InterruptedException {
        return store.create(wait);
    }

    /** Whether saves of ours still wait in the spool. */
    public boolean hasSpooled() {
        try {
            return store.spool().list().stream().anyMatch(store.spool()::mayMerge);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /**
     * Leaves what is still spooled to one process that waits for the lock on everybody's behalf.
     */
    public void leaveSpooledToAnother() {
        WaitingFlush.startUnlessRunning(store);
    }

    /** Is that process: merges until nothing is left or the time is over. */
    public FlushResult flushForOthers(Duration wait) throws InterruptedException {
        return WaitingFlush.run(store, wait);
    }

    /** Whether somebody holds the lock, found by trying. */
    public LockStatus lockNow() {
        return store.lock().look();
    }

    /** Earlier states, and putting back what is in them. */
    public Restores restores() {
        return restores;
    }

    /** What was recorded of earlier times. */
    public Past past() {
        return past;
    }

    /** Sending. */
    public SyncService sync() {
        return sync;
    }

    private void changedByUs() {
        recordNow();
        lookNow();
    }

    /**
     * Carries out an act on exactly these memories, each only if it still is as it was seen.
     *
     * @param actor who asks, a word such as {@code cli}
     * @param detail what else to say in the audit trail, never text of a memory
     * @param plan what the act does with one memory
     * @param wait how long to wait for the lock
     */
    public ActReport act(
            ActKind kind,
            String actor,
            String detail,
            List<Memory> targets,
            Function<Memory, PlannedMove> plan,
            Duration wait)
            throws InterruptedException {
        return act(kind, actor, detail, targets, targets.stream().map(plan).toList(), wait);
    }

    /**
     * The same, for an act that does more with a memory than one move.
     *
     * @param planned what is to be done, in that order
     */
    public ActReport act(
            ActKind kind,
            String actor,
            String detail,
            List<Memory> targets,
            List<PlannedMove> planned,
            Duration wait)
            throws InterruptedException {
        Map<String, RawJson> before = new HashMap<>();
        Set<String> spooled = new HashSet<>();
        for (Memory memory : targets) {
            before.put(memory.id(), memory.raw());
            if (memory.state() == MemoryState.SPOOLED) {
                spooled.add(memory.id());
            }
        }
        recordNow();
        ActReport report =
                acts.perform(
                        new AuditedActs.Request(
                                kind,
                                actor,
                                detail,
                                planned,
                                before,
                                spooled,
                                OptionalLong.empty()),
                        wait);
        recordNow();
        lookNow();
        return report;
    }

    /**
     * Plans to take an act back.
     *
     * @param act its number; empty for the latest that can be taken back
     */
    public LedgerResult<UndoPlan> planUndo(OptionalLong act) {
        return acts.planUndo(act, look());
    }

    /**
     * Takes an act back as planned, memory by memory, each only if nothing happened to it since.
     */
    public ActReport undo(UndoPlan plan, String actor, Duration wait) throws InterruptedException {
        recordNow();
        ActReport report =
                acts.perform(
                        new AuditedActs.Request(
                                ActKind.UNDO,
                                actor,
                                plan.act().map(act -> act.kind().word()).orElse(""),
                                plan.planned(),
                                Map.of(),
                                Set.of(),
                                plan.act()
                                        .map(act -> OptionalLong.of(act.number()))
                                        .orElse(OptionalLong.empty())),
                        wait);
        recordNow();
        lookNow();
        return report;
    }

    /** What an import would save, and what is there already. */
    public ImportReport planImport(List<NewMemory> memories) {
        return new Imports(store, history, setup.clock()).plan(memories, look());
    }

    /**
     * Saves what is not there yet, in one go.
     *
     * @param detail where it comes from
     */
    public ImportReport importMemories(List<NewMemory> memories, String actor, String detail) {
        recordNow();
        ImportReport report =
                new Imports(store, history, setup.clock()).save(memories, look(), actor, detail);
        recordNow();
        return report;
    }

    /** What happened to the history since the last call, as a sentence; told once. */
    public Optional<String> takeHistoryNote() {
        return Optional.ofNullable(history.takeNote());
    }

    /** The audit trail, the latest first; empty if there is no ledger yet. */
    public LedgerResult<List<Act>> history(int atMost) {
        return history.ask(ledger -> ledger.acts(atMost))
                .orElseGet(() -> new LedgerResult.Done<>(List.of()));
    }

    /** All that is known to have happened to a memory, the first first. */
    public LedgerResult<List<JourneyEvent>> journey(String id) {
        return history.ask(ledger -> ledger.journey(id))
                .orElseGet(() -> new LedgerResult.Done<>(List.of()));
    }

    /** What is known of memories that are in no file, by the beginning of their ids. */
    public LedgerResult<List<KnownMemory>> knownByPrefix(String prefix, int atMost) {
        return history.ask(ledger -> ledger.memoriesByPrefix(prefix, atMost))
                .orElseGet(() -> new LedgerResult.Done<>(List.of()));
    }

    /** What the ledger knows in one state, the latest first. */
    public LedgerResult<List<KnownMemory>> knownIn(MemoryState state, int atMost) {
        return history.ask(ledger -> ledger.memoriesIn(state, atMost))
                .orElseGet(() -> new LedgerResult.Done<>(List.of()));
    }

    /**
     * What became of the memories of a period, as of the last time that they were looked at.
     *
     * @param since null for the first look
     */
    public LedgerResult<PeriodReport> report(@Nullable Instant since) {
        return history.ask(
                        ledger ->
                                PeriodReports.make(
                                        ledger, since, setup.clock().instant(), lookBack()))
                .orElseGet(() -> new LedgerResult.NotDone<>(HistoryMissing.notBegun(directory())));
    }

    /** Which log files there are. */
    public LogSources logs() {
        return LogSources.in(setup.directory());
    }

    public Path directory() {
        return setup.directory();
    }

    public boolean managing() {
        return setup.managing();
    }

    /**
     * Watches the files. The consumer gets a snapshot at once, after every change, and at least
     * every two seconds, on the watching thread; it must be quick.
     *
     * @return ends this subscription when closed
     */
    public AutoCloseable onSnapshot(Consumer<QueueSnapshot> consumer) {
        return watch.subscribe(consumer);
    }

    /**
     * Begins to watch with a look at the files alone, for somebody who waits for the numbers; who
     * holds the lock and what room is left is looked at when {@link #lookNow} asks for it, after a
     * second at the latest.
     */
    public AutoCloseable beginWithNumbers() {
        work.setNumbersFirst();
        return watch.subscribe(snapshot -> {});
    }

    /** Asks the watch to look at once. */
    public void lookNow() {
        watch.lookNow();
    }

    /**
     * Follows the worker log, ten times a second, on a thread of its own.
     *
     * @param lastLines how many lines to begin with
     * @return ends the following when closed
     */
    public AutoCloseable onLog(int lastLines, Consumer<LogUpdate> consumer) {
        return new LogFeed(setup.directory(), lastLines, setup.clock(), consumer);
    }

    /**
     * Follows one log as a whole file, ten times a second, on a thread of its own.
     *
     * @param consumer told what is found, on that thread; must be quick
     * @return ends the following when closed
     */
    public AutoCloseable followLog(LogSource source, Consumer<LogSight> consumer) {
        return new LogFollowing(source, setup.clock(), consumer);
    }

    @Override
    public void close() {
        sync.close();
        watch.close();
        housekeeping.close();
        recorder.close();
        history.close();
        ahead.close();
    }
}
