package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SyncJournal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * One pass: claims, sends, commits, until nothing is due or something stops it. Runs on its
 * caller's thread, who holds {@code sync.lock}; only the couriers have threads of their own.
 */
final class SyncPass {
    private static final Duration TICK = Duration.ofMillis(50);

    /** So many projects whose questions stay unanswered, and the API counts as unreachable. */
    private static final int SILENT = 3;

    private final Syncer.Parts parts;
    private final QueueStore store;
    private final SyncJournal journal;
    private final SyncStop stop;
    private final Duration patience;
    private final Consumer<SyncProgress> progress;
    private final Flights flights;
    private final Recovery recovery;
    private final Commits commits;
    private final long started = System.nanoTime();

    private final Set<String> silentProjects = new HashSet<>();
    private final Turns turns = new Turns();
    private final ServerWatch server;
    private final SyncTally tally = new SyncTally();

    private boolean recovered;

    private @Nullable String stopped;
    private @Nullable String unanswered;

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
        this.patience = patience;
        this.progress = progress;
        this.recovery = new Recovery(store, journal, parts.polls(), parts.clock());
        this.server = new ServerWatch(parts, turns, stop);
        this.commits = new Commits(store, journal, stop, lockWait);
        this.flights = new Flights(new Courier(parts, journal, stop));
    }

    SyncResult run() throws InterruptedException {
        try {
            journal.open();
        } catch (IOException e) {
            return new SyncResult.Refused(
                    "The journal of what is sent cannot be read: " + e.getMessage(),
                    SyncReport.EMPTY);
        }
        List<String> doubts = recovery.doubtsSinceStored();
        if (!doubts.isEmpty()) {
            parts.circuit().remembers(doubts.size(), doubts.getLast(), parts.clock().instant());
        }
        try {
            while (step()) {
                String why = commits.holdsUnwritten() ? commits.refused() : null;
                progress.accept(
                        tally.progress(
                                flights.running(), flights.waiting() + turns.due(), why, started));
            }
        } finally {
            landAll();
        }
        tidy();
        if (stopped == null) {
            stopped =
                    turns.due() > 0
                            ? parts.circuit().open().map(Circuit.Open::reason).orElse(unanswered)
                            : unanswered;
        }
        SyncReport report = tally.report(left(), stopped);
        progress.accept(tally.progress(0, 0, stopped, started));
        String refused = commits.refused();
        if (refused != null) {
            return new SyncResult.Refused(refused, report);
        }
        return commits.heldBy() != null
                ? new SyncResult.LockHeld(commits.heldBy(), report)
                : new SyncResult.Ran(report);
    }

    /** One turn; false when there is nothing left to do. */
    private boolean step() throws InterruptedException {
        stop.enforce();
        SyncSettings settings = parts.settings().get();
        if (settings != null) {
            parts.circuit().facing(settings.client());
        }
        boolean ending = isEnding(settings);
        if (ending) {
            flights.release(commits);
        }
        // Nothing new while an outcome is written nowhere.
        SyncSettings sending = ending || commits.holdsUnwritten() ? null : settings;
        if (sending != null) {
            server.askAgain(sending);
            dispatch(sending); // what is claimed need not wait for what others have to be told
            sending = stopped == null ? sending : null;
        }
        if (mustExchange(settings)) {
            boolean held = commits.holdsUnwritten();
            if (!exchange(sending)) {
                return (flights.running() > 0 || (held && !stop.stopped())) && await();
            }
            if (sending == null) {
                return true; // now it is written: perhaps it can go on
            }
        }
        if (flights.running() == 0 && commits.isEmpty()) {
            if (ending) {
                return false;
            }
            if (flights.waiting() == 0 && !lookForMore(settings)) {
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
        if (stopped == null && store.sending().pauseFile().since().isPresent()) {
            stopped = "Sending was paused.";
        }
        return stopped != null || (commits.failed() && !commits.holdsUnwritten());
    }

    private boolean mustExchange(@Nullable SyncSettings settings) {
        if (commits.waits() && !stop.stopped()) {
            return false;
        }
        return !recovered
                || commits.isDue(
                        settings == null ? 1 : settings.concurrency(),
                        flights.isEmpty() || (flights.running() == 0 && commits.holdsUnwritten()));
    }

    /**
     * Commits and claims; false if that could not be done now.
     *
     * @param settings null: nothing more is to be claimed
     */
    private boolean exchange(@Nullable SyncSettings settings) throws InterruptedException {
        int atMost = settings == null ? 0 : room(settings);
        Instant now = parts.clock().instant();
        Map<String, Integer> claims = flights.byProject();
        Set<String> last = parts.circuit().suspects();
        boolean recovering = !recovered;
        Function<Memory, Exchange.@Nullable Returned> returned = recovery.returned();
        int inFlightAtStart = recovering ? recovery.inFlight() : 0;
        Exchange.Ending ending =
                commits.exchange(
                        memory -> recovering ? recovery.settlementOf(memory) : null,
                        memory -> flights.holds(memory.id()) ? null : returned.apply(memory),
                        pending ->
                                settings == null
                                        ? turns.none(inFlightAtStart)
                                        : turns.choose(
                                                free(pending),
                                                inFlightAtStart,
                                                atMost,
                                                claims,
                                                last,
                                                now));
        if (!(ending instanceof Exchange.Ending.Done done)) {
            flights.release(commits);
            return false;
        }
        recovered = true;
        turns.had(done.claimed());
        done.claimed().forEach(memory -> flights.add(Flight.of(memory, Flight.Task.UPLOAD)));
        tally.alreadyStored(done.alreadyStored().size());
        done.settled().forEach(result -> tally.count(result.settlement()));
        if (recovering) {
            recovery.forgetOldClaims();
        }
        if (settings != null) {
            dispatch(settings); // nor for the ledger
        }
        if (!done.claimed().isEmpty()) {
            parts.listener().claimed(done.claimed());
        }
        if (!done.settled().isEmpty()) {
            parts.listener().settled(done.settled());
        }
        return true;
    }

    /**
     * What may be claimed of what is pending. Another program may have put back what is being asked
     * about, or what is in doubt as of this very exchange: the next one takes care of that.
     */
    private List<Memory> free(List<Memory> pending) {
        List<Memory> free =
                new ArrayList<>(
                        pending.stream()
                                .filter(m -> !flights.holds(m.id()) && !commits.keeps(m.id()))
                                .toList());
        if (parts.circuit().remembering()) {
            Collections.shuffle(free);
        }
        return free;
    }

    /** How many more may be claimed: no more than twice what is under way are in flight. */
    private int room(SyncSettings settings) {
        int mayRun = parts.circuit().mayRun(settings.concurrency(), parts.clock().instant());
        boolean one = parts.circuit().open().isPresent();
        return Math.max(0, (one ? mayRun : 2 * mayRun) - flights.waiting() - flights.running());
    }

    private void dispatch(SyncSettings settings) {
        if (flights.waiting() == 0) {
            return;
        }
        int mayRun = parts.circuit().mayRun(settings.concurrency(), parts.clock().instant());
        if (mayRun == 0) {
            if (flights.running() == 0) {
                parts.circuit().open().ifPresent(open -> stopped = open.reason());
            }
            return;
        }
        switch (parts.api().line(settings, stop.questions())) {
            case Api.Found.Ready(Api.Line line) -> flights.start(mayRun, line, settings);
            case Api.Found.Not(String reason) -> {
                if (!stop.stopped()) {
                    Instant now = parts.clock().instant();
                    parts.circuit().unreachable(null, reason, settings.interval(), now);
                    stopped = reason;
                }
            }
        }
    }

    /** Takes what has landed; waits a moment for it. */
    private boolean await() throws InterruptedException {
        flights.landed(TICK).forEach(this::land);
        return true;
    }

    private void land(Landing landing) {
        Flight flight = landing.flight();
        tally.ended();
        Instant now = parts.clock().instant();
        UploadResult answer = landing.answer();
        boolean tells = server.tellsOfTheApi(landing);
        if (answer != null) {
            tally.sent();
            boolean ours =
                    stop.stopped()
                            && (answer instanceof UploadResult.InDoubt
                                    || answer instanceof UploadResult.Retryable);
            if (!ours && tells) {
                parts.circuit().ended(flight.memory().id(), answer, interval(), now);
            }
        }
        if (flight.task() == Flight.Task.POLL && landing.settlement() == null) {
            parts.polls().again(flight.memory().id(), now);
        } else if (flight.task() == Flight.Task.POLL) {
            parts.polls().done(flight.memory().id());
        }
        if (landing.unanswered() != null && tells && !stop.stopped()) {
            unanswered(flight, landing.unanswered(), now);
        }
        if (landing.problem() != null && stopped == null && !landing.journalDue()) {
            stopped = landing.problem();
        }
        commits.add(landing);
    }

    private Duration interval() {
        SyncSettings settings = parts.settings().get();
        return settings == null ? Duration.ofSeconds(30) : settings.interval();
    }

    /** One project may be too large to be listed in time, so others get their turn. */
    private void unanswered(Flight flight, String reason, Instant now) {
        if (flight.task() == Flight.Task.LOOK_UP
                && (parts.circuit().open().isEmpty() || parts.circuit().remembering())) {
            unanswered = reason;
            silentProjects.add(flight.project());
            flights.dropLookUps(flight.project());
            if (silentProjects.size() < SILENT) {
                return;
            }
        }
        parts.circuit().unreachable(flight.memory().id(), reason, interval(), now);
        stopped = stopped == null ? reason : stopped;
    }

    /** Whether there is something to ask the API, now or soon. */
    private boolean lookForMore(@Nullable SyncSettings settings) {
        if (settings == null) {
            return false;
        }
        Recovery.Questions questions = recovery.questions(settings);
        Set<String> last = parts.circuit().suspects();
        for (boolean suspect : new boolean[] {false, true}) {
            for (Flight flight : questions.flights()) {
                if (last.contains(flight.memory().id()) == suspect) {
                    flights.add(flight);
                }
            }
        }
        return !questions.flights().isEmpty()
                || (questions.next().isPresent()
                        && System.nanoTime() - started < patience.toNanos());
    }

    /** Nothing may be under way when {@code sync.lock} is given back. */
    private void landAll() throws InterruptedException {
        if (flights.running() > 0) {
            stop.stop(Duration.ZERO);
        }
        while (flights.running() > 0) {
            await();
        }
        commits.writeDown();
    }

    private void tidy() {
        if (commits.isEmpty() && recovered) {
            try {
                journal.tidy();
            } catch (IOException e) {
                // Longer than needed, not wrong: the next pass tries again.
            }
        }
    }

    private @Nullable Long left() {
        OptionalLong left = Syncer.left(store);
        return left.isPresent() ? left.getAsLong() : null;
    }
}
