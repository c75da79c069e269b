package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Claim;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.Settlement;
import org.mem0queue.store.SyncJournal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/**
 * One pass: claims, sends, commits, until nothing is due or something stops it. Runs on its
 * caller's thread, who holds {@code sync.lock}; only the couriers have threads of their own.
 */
final class SyncPass {
    /** Results wait at most so long for more before they are committed; they are in the journal. */
    private static final Duration COMMIT_WITHIN = Duration.ofMillis(500);

    private static final Duration TICK = Duration.ofMillis(50);

    /** Nobody can tell, says the API: it is asked again this much later. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private final Syncer.Parts parts;
    private final QueueStore store;
    private final SyncJournal journal;
    private final SyncStop stop;
    private final Duration lockWait;
    private final Duration patience;
    private final Consumer<SyncProgress> progress;
    private final Courier courier;
    private final long started = System.nanoTime();

    private final Map<String, Flight> waiting = new LinkedHashMap<>();
    private final Map<String, Flight> running = new HashMap<>();
    private final Set<String> busyProjects = new HashSet<>();
    private final Set<String> tried = new HashSet<>();
    private final List<Landing> unwritten = new ArrayList<>();
    private final List<Exchange.Result> results = new ArrayList<>();
    private final BlockingQueue<Landing> landed = new LinkedBlockingQueue<>();
    private final SyncTally tally = new SyncTally();

    private long oldestResult;
    private boolean recovered;
    private boolean scanned;
    private long due;
    private @Nullable String stopped;
    private @Nullable String refused;
    private @Nullable LockStatus heldBy;

    SyncPass(
            Syncer.Parts parts,
            SyncJournal journal,
            SyncStop stop,
            Duration lockWait,
            Duration patience,
            Consumer<SyncProgress> progress) {
        this.parts = parts;
        this.store = parts.store();
        this.journal = journal;
        this.stop = stop;
        this.lockWait = lockWait;
        this.patience = patience;
        this.progress = progress;
        this.courier =
                new Courier(
                        journal,
                        parts.circuit(),
                        parts.retries(),
                        parts.maybeSent().get(),
                        stop,
                        parts.clock());
    }

    SyncResult run() throws InterruptedException {
        try {
            journal.open();
        } catch (IOException e) {
            return new SyncResult.Refused(
                    "The journal of what is sent cannot be read: " + e.getMessage(),
                    SyncReport.EMPTY);
        }
        try {
            while (step()) {
                progress.accept(tally.progress(running.size(), waiting.size() + due, started));
            }
        } finally {
            landAll();
        }
        tidy();
        if (stopped == null && due > 0) {
            stopped = parts.circuit().open().map(Circuit.Open::reason).orElse(null);
        }
        SyncReport report = tally.report(left(), stopped);
        progress.accept(tally.progress(0, 0, started));
        if (refused != null) {
            return new SyncResult.Refused(refused, report);
        }
        return heldBy != null
                ? new SyncResult.LockHeld(heldBy, report)
                : new SyncResult.Ran(report);
    }

    /** One turn; false when there is nothing left to do. */
    private boolean step() throws InterruptedException {
        stop.enforce();
        SyncSettings settings = parts.settings().get();
        boolean ending = isEnding(settings);
        if (ending) {
            release();
        }
        if (settings != null && !ending && !unwritten.isEmpty()) {
            ending = true; // nothing new while an outcome cannot be written down
        }
        if (mustExchange() && !exchange(ending ? null : settings)) {
            return !running.isEmpty() && await();
        }
        if (settings != null && !ending) {
            dispatch(settings);
        }
        if (running.isEmpty() && results.isEmpty() && unwritten.isEmpty()) {
            if (ending) {
                return false;
            }
            if (waiting.isEmpty() && !lookForMore(settings)) {
                return false;
            }
        }
        return await();
    }

    private boolean isEnding(@Nullable SyncSettings settings) {
        if (settings == null && stopped == null) {
            stopped = Syncer.NOT_CONFIGURED;
        }
        if (stop.stopped() && stopped == null) {
            stopped = "It was stopped.";
        }
        if (stopped == null && store.pauseFile().since().isPresent()) {
            stopped = "Sending was paused.";
        }
        return stopped != null || refused != null || heldBy != null;
    }

    /** What was claimed and not sent goes back. */
    private void release() {
        for (Flight flight : waiting.values()) {
            if (flight.task() == Flight.Task.UPLOAD) {
                add(new Exchange.Result(flight.memory(), new Settlement.Released()));
            }
        }
        waiting.clear();
    }

    private void add(Exchange.Result result) {
        if (results.isEmpty()) {
            oldestResult = System.nanoTime();
        }
        results.add(result);
    }

    private boolean mustExchange() {
        if (!recovered) {
            return true;
        }
        if (results.isEmpty()) {
            return false;
        }
        SyncSettings settings = parts.settings().get();
        int many = settings == null ? 1 : settings.concurrency();
        return results.size() >= many
                || (running.isEmpty() && waiting.isEmpty())
                || System.nanoTime() - oldestResult >= COMMIT_WITHIN.toNanos();
    }

    /**
     * Commits and claims; false if that could not be done now.
     *
     * @param settings null: nothing more is to be claimed
     */
    private boolean exchange(@Nullable SyncSettings settings) throws InterruptedException {
        int atMost = settings == null ? 0 : room(settings);
        Instant now = parts.clock().instant();
        Map<String, Integer> claims = new HashMap<>();
        waiting.values().forEach(f -> claims.merge(f.project(), 1, Integer::sum));
        running.values().forEach(f -> claims.merge(f.project(), 1, Integer::sum));
        boolean recovering = !recovered;
        Exchange request =
                new Exchange(
                        results,
                        memory -> recovering ? recover(memory) : null,
                        pending -> {
                            List<Memory> chosen =
                                    FairChoice.of(pending, atMost, claims, tried, now);
                            due = atMost == 0 ? 0 : dueIn(pending, now) - chosen.size();
                            return chosen;
                        },
                        UUID.randomUUID().toString());
        switch (exchangeWithin(request)) {
            case Exchange.Ending.Done done -> {
                journal.committed(results.stream().map(Exchange.Result::memory).toList());
                results.clear();
                recovered = true;
                for (Memory memory : done.claimed()) {
                    tried.add(memory.id());
                    waiting.put(memory.id(), Flight.of(memory, Flight.Task.UPLOAD));
                }
                tally.alreadyStored(done.alreadyStored().size());
                done.settled().forEach(result -> tally.count(result.settlement()));
                if (!done.claimed().isEmpty()) {
                    parts.listener().claimed(done.claimed());
                }
                if (!done.settled().isEmpty()) {
                    parts.listener().settled(done.settled());
                }
                if (recovering) {
                    forgetOldClaims();
                }
                return true;
            }
            case Exchange.Ending.LockHeld(LockStatus lock) -> heldBy = lock;
            case Exchange.Ending.Refused(String sentence) -> refused = sentence;
        }
        release();
        return false;
    }

    /** Waits for the queue lock in slices, so that a stop is obeyed. */
    private Exchange.Ending exchangeWithin(Exchange request) throws InterruptedException {
        long deadline = System.nanoTime() + lockWait.toNanos();
        while (true) {
            Duration left = Duration.ofNanos(Math.max(0, deadline - System.nanoTime()));
            Duration slice = left.compareTo(COMMIT_WITHIN) < 0 ? left : COMMIT_WITHIN;
            Exchange.Ending ending = store.exchange(request, slice);
            if (!(ending instanceof Exchange.Ending.LockHeld)
                    || left.compareTo(slice) <= 0
                    || stop.stopped()) {
                return ending;
            }
        }
    }

    /** How many more may be claimed: no more than twice what is under way are in flight. */
    private int room(SyncSettings settings) {
        int mayRun = parts.circuit().mayRun(settings.concurrency(), parts.clock().instant());
        boolean one = parts.circuit().open().isPresent();
        return Math.max(0, (one ? mayRun : 2 * mayRun) - waiting.size() - running.size());
    }

    private long dueIn(List<Memory> pending, Instant now) {
        return pending.stream()
                .filter(FairChoice::isSendable)
                .filter(memory -> FairChoice.isDue(memory, now))
                .filter(memory -> !tried.contains(memory.id()))
                .count();
    }

    /** What an earlier process left in flight. */
    private @Nullable Settlement recover(Memory memory) {
        Claim claim = Claim.of(memory);
        if (!claim.isOf(store.identity()) || claim.inDoubt() || claim.event() != null) {
            return null;
        }
        SyncJournal.Entry entry = journal.find(claim.id(), memory.id()).orElse(null);
        if (entry == null) {
            return new Settlement.Released();
        }
        return entry.settlement() != null
                ? entry.settlement()
                : new Settlement.Doubtful(
                        new Claim.Doubt(
                                "interrupted",
                                "The program ended while it was being sent.",
                                entry.at(),
                                entry.until(),
                                null));
    }

    /** The journal tells of nothing any more but of what other machines have in flight. */
    private void forgetOldClaims() {
        Set<String> foreign = new HashSet<>();
        for (Memory memory : inFlight()) {
            Claim claim = Claim.of(memory);
            if (!claim.isOf(store.identity())) {
                foreign.add(claim.id());
            }
        }
        journal.keepOnly(foreign);
    }

    private List<Memory> inFlight() {
        return store.queueFile().read().ok().map(QueueDocument::inFlight).orElse(List.of());
    }

    private void dispatch(SyncSettings settings) {
        if (waiting.isEmpty()) {
            return;
        }
        Api.Line ready = parts.api().found(settings).orElse(null);
        if (ready == null) {
            switch (parts.api().line(settings, stop.cancellation())) {
                case Api.Found.Ready(Api.Line found) -> ready = found;
                case Api.Found.Not(String reason) -> {
                    parts.circuit()
                            .unreachable(reason, settings.interval(), parts.clock().instant());
                    stopped = reason;
                    return;
                }
            }
        }
        Api.Line line = ready;
        int uploads = 0;
        for (Flight flight : running.values()) {
            uploads += flight.task() == Flight.Task.UPLOAD ? 1 : 0;
        }
        int mayRun = parts.circuit().mayRun(settings.concurrency(), parts.clock().instant());
        if (mayRun == 0 && running.isEmpty()) {
            parts.circuit().open().ifPresent(open -> stopped = open.reason());
            return;
        }
        for (Flight flight : List.copyOf(waiting.values())) {
            boolean upload = flight.task() == Flight.Task.UPLOAD;
            if (running.size() >= settings.concurrency()
                    || (upload && uploads >= mayRun)
                    || !busyProjects.add(flight.project())) {
                continue;
            }
            uploads += upload ? 1 : 0;
            waiting.remove(flight.memory().id());
            running.put(flight.memory().id(), flight);
            Thread.ofVirtual()
                    .name("upload-" + flight.memory().id())
                    .start(() -> landed.add(carry(flight, line, settings)));
        }
    }

    /** A bug in one flight must not leave the pass waiting for it. */
    private Landing carry(Flight flight, Api.Line ready, SyncSettings settings) {
        try {
            return courier.carry(flight, ready, settings);
        } catch (RuntimeException bug) {
            return Landing.unanswered(
                    flight, null, "This is a bug (" + bug.getClass().getName() + ").");
        }
    }

    /** Takes what has landed; waits a moment for it. */
    private boolean await() throws InterruptedException {
        Landing first = landed.poll(TICK.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            land(first);
            List<Landing> more = new ArrayList<>();
            landed.drainTo(more);
            more.forEach(this::land);
        }
        writeDown();
        return true;
    }

    private void land(Landing landing) {
        Flight flight = landing.flight();
        running.remove(flight.memory().id());
        busyProjects.remove(flight.project());
        SyncSettings settings = parts.settings().get();
        Duration interval = settings == null ? Duration.ofSeconds(30) : settings.interval();
        Instant now = parts.clock().instant();
        UploadResult answer = landing.answer();
        if (answer != null) {
            tally.sent();
            boolean cancelled = stop.stopped() && answer instanceof UploadResult.InDoubt;
            if (!cancelled) {
                parts.circuit().ended(answer, interval, now);
            }
            if (answer.probeAgain()) {
                parts.api().forget();
            }
        } else if (flight.task() == Flight.Task.POLL && landing.settlement() == null) {
            parts.polls().again(flight.memory().id(), now);
        }
        tally.ended();
        if (landing.problem() != null && answer == null) {
            if (flight.task() == Flight.Task.UPLOAD) {
                parts.circuit().unreachable(landing.problem(), interval, now);
            }
            stopped = stopped == null ? landing.problem() : stopped;
        }
        if (landing.journalDue()) {
            unwritten.add(landing);
        } else if (landing.settlement() != null) {
            add(new Exchange.Result(flight.memory(), landing.settlement()));
        }
    }

    /** What could not be written to the journal is tried again until it is there. */
    private void writeDown() {
        for (Landing landing : List.copyOf(unwritten)) {
            Settlement settlement = landing.settlement();
            if (settlement == null) {
                unwritten.remove(landing);
                continue;
            }
            try {
                journal.ended(
                        landing.flight().claim().id(), landing.flight().memory().id(), settlement);
            } catch (IOException e) {
                // Perhaps the queue file can be written all the same: it tells more.
                stopped = stopped == null ? landing.problem() : stopped;
            }
            unwritten.remove(landing);
            add(new Exchange.Result(landing.flight().memory(), settlement));
        }
    }

    /** Doubts and accepted ones whose time has come; false if there are none, nor soon. */
    private boolean lookForMore(@Nullable SyncSettings settings) throws InterruptedException {
        if (settings == null) {
            return false;
        }
        Instant now = parts.clock().instant();
        Instant soon = null;
        boolean found = false;
        for (Memory memory : inFlight()) {
            Claim claim = Claim.of(memory);
            if (!claim.isOf(store.identity()) || tried.contains("?" + memory.id())) {
                continue;
            }
            Claim.Doubt doubt = claim.doubt();
            if (doubt != null && !scanned) {
                if (isDue(doubt, settings, now)) {
                    tried.add("?" + memory.id());
                    waiting.put(memory.id(), Flight.of(memory, Flight.Task.LOOK_UP));
                    found = true;
                }
            } else if (claim.event() != null) {
                Instant next = parts.polls().next(memory.id(), now);
                if (!next.isAfter(now)) {
                    waiting.put(memory.id(), Flight.of(memory, Flight.Task.POLL));
                    found = true;
                } else if (soon == null || next.isBefore(soon)) {
                    soon = next;
                }
            }
        }
        scanned = true;
        if (found) {
            return true;
        }
        boolean worthWaiting = soon != null && System.nanoTime() - started < patience.toNanos();
        return worthWaiting;
    }

    private static boolean isDue(Claim.Doubt doubt, SyncSettings settings, Instant now) {
        Instant after = doubt.until().plus(settings.doubtWait());
        Duration longest = settings.client().deadlines().upload().plus(settings.doubtWait());
        boolean waited = !after.isAfter(now) || after.isAfter(now.plus(longest.multipliedBy(2)));
        Instant asked = doubt.asked();
        boolean askable =
                asked == null
                        || settings.resendDoubts()
                        || asked.isAfter(now)
                        || !asked.plus(ASK_AGAIN).isAfter(now);
        return waited && askable;
    }

    /** Nothing may be under way when {@code sync.lock} is given back. */
    private void landAll() throws InterruptedException {
        if (!running.isEmpty()) {
            stop.stop(Duration.ZERO);
            stop.enforce();
        }
        while (!running.isEmpty()) {
            land(landed.take());
            writeDown();
        }
    }

    private void tidy() {
        if (results.isEmpty() && recovered) {
            try {
                journal.tidy();
            } catch (IOException e) {
                // Longer than needed, not wrong: the next pass tries again.
            }
        }
    }

    private long left() {
        return store.queueFile()
                .read()
                .ok()
                .map(document -> document.pendingCount() + document.inFlightCount())
                .orElse(0L);
    }
}
