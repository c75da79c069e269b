package org.mem0queue.service;

import static org.mem0queue.service.HistoryMissing.orStop;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.Observation;
import org.mem0queue.ledger.LastLook;
import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.LedgerBatch;
import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.ledger.Sighting;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Baseline;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.Outcomes;
import org.mem0queue.store.QueueStore;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps the ledger at what the looks show. The first look at a directory feeds it from the files
 * (queue, spool, kept, trash, outcomes, logs) and sets the baseline; every later one adds what is
 * new. Several processes may do so at once: whoever comes second adds nothing.
 *
 * <p>Confined to one thread at a time; blocks for as long as the disk takes.
 */
final class LedgerFeed {
    /** Another process judged in between: reckon again, a few times. */
    private static final int TRIES = 3;

    /** Looks so far apart may have missed a whole run of a worker. */
    private static final Duration CLOSE = Duration.ofSeconds(5);

    private final QueueStore store;
    private final History history;
    private @Nullable Observation last;
    private @Nullable Instant quietSince;

    /** What was recorded last, so that an entry that changed in its place is noticed. */
    private final Map<String, Memory> recorded = new HashMap<>();

    private String identity = "";

    LedgerFeed(QueueStore store, History history) {
        this.store = store;
        this.history = history;
    }

    /**
     * Writes down what a look shows.
     *
     * @return what the ledger adds to the snapshot, or why it could not
     */
    LedgerResult<Remembered> record(Observation seen, QueueSnapshot snapshot) {
        return history.use(
                ledger -> {
                    try {
                        return new LedgerResult.Done<>(record(ledger, seen, snapshot));
                    } catch (HistoryMissing missing) {
                        return new LedgerResult.NotDone<>(missing.problem());
                    }
                });
    }

    private Remembered record(Ledger ledger, Observation seen, QueueSnapshot snapshot)
            throws HistoryMissing {
        if (!identity.equals(ledger.identity())) {
            identity = ledger.identity();
            recorded.clear();
        }
        Optional<Baseline> found = orStop(ledger.baseline());
        Baseline baseline = found.isPresent() ? found.get() : begin(ledger, seen, snapshot);
        if (baseline == null) {
            return new Remembered(snapshot.balance(), 0, snapshot.counts().syncedReported(), 0, 0);
        }
        quietSince = quietSince(seen);
        Remembered remembered = null;
        for (int i = 0; i < TRIES && remembered == null; i++) {
            Reckoning reckoning =
                    Reckoning.of(
                            ledger,
                            baseline,
                            seen,
                            snapshot,
                            new Reckoning.Hints(
                                    this::mayHaveChanged,
                                    quietSince,
                                    this::leftTrash,
                                    this::outcome));
            // What passed through must be known before it is told where it went.
            orStop(ledger.record(LedgerBatch.ofSightings(reckoning.sightings())));
            LastLook to = reckoning.to();
            if (to == null
                    || orStop(
                            ledger.judged(
                                    LedgerBatch.ofEvents(reckoning.events()),
                                    reckoning.from(),
                                    to))) {
                remembered = reckoning.remembered();
            }
        }
        if (remembered == null) {
            throw new HistoryMissing(
                    new LedgerProblem(
                            LedgerProblem.Kind.BUSY,
                            ledger.file() + ": other processes keep writing it. Try again."));
        }
        remember(snapshot);
        if (couldBeCounted(seen, snapshot)) {
            orStop(
                    ledger.addSample(
                            new CountsSample(
                                    seen.now(),
                                    SnapshotAssembler.with(remembered, snapshot).counts())));
        }
        return remembered;
    }

    /**
     * Since when these looks have followed each other closely without a sign of a worker: no
     * process, no lock held, no line in the log. Null if there is a sign now.
     */
    private @Nullable Instant quietSince(Observation seen) {
        Observation before = last;
        last = seen;
        if (!seen.workers().isEmpty() || !seen.lock().free()) {
            quietSince = null;
        } else if (quietSince == null
                || before == null
                || seen.now().isBefore(before.now())
                || seen.now().isAfter(before.now().plus(CLOSE))
                || !Objects.equals(before.logModified(), seen.logModified())) {
            quietSince = seen.now();
        }
        return quietSince;
    }

    /** The same id in the same state: only another object can say something else. */
    @SuppressWarnings("ReferenceEquality") // what was not read again is the same object
    private boolean mayHaveChanged(Memory memory) {
        Memory before = recorded.get(memory.id());
        return before != memory
                && !recorded.isEmpty()
                && (before == null || !before.raw().equals(memory.raw()));
    }

    /** In the same map: of ten thousand mostly one has changed. */
    private void remember(QueueSnapshot snapshot) {
        Set<String> here = new HashSet<>();
        for (List<Memory> memories : snapshot.memories().values()) {
            for (Memory memory : memories) {
                here.add(memory.id());
                recorded.put(memory.id(), memory);
            }
        }
        if (recorded.size() > here.size()) {
            recorded.keySet().retainAll(here);
        }
    }

    /**
     * The first look: what is here counts from now on, what the files tell of earlier times is
     * remembered. Null while the queue file cannot be read: a balance must not begin with a gap.
     */
    private @Nullable Baseline begin(Ledger ledger, Observation seen, QueueSnapshot snapshot)
            throws HistoryMissing {
        if (!couldBeCounted(seen, snapshot)) {
            return null;
        }
        List<Sighting> here = new ArrayList<>();
        snapshot.memories()
                .forEach(
                        (state, memories) ->
                                memories.forEach(
                                        m -> here.add(new Sighting(m.in(state), seen.now()))));
        orStop(ledger.record(LedgerBatch.ofSightings(here)));
        EarlierTimes earlier = EarlierTimes.of(store, seen.queueFile().ok().orElse(null), snapshot);
        orStop(ledger.record(LedgerBatch.ofSightings(earlier.sightings())));
        orStop(ledger.record(LedgerBatch.ofEvents(earlier.events())));
        return orStop(ledger.baseline(new Baseline(seen.now(), before(snapshot))));
    }

    /** A queue file that could not be read has no numbers; one that is missing has none in it. */
    private static boolean couldBeCounted(Observation seen, QueueSnapshot snapshot) {
        return seen.queueFile().ok().isPresent() || snapshot.queueFile().state().equals("missing");
    }

    /** From the files alone: an earlier ledger's baseline is gone with it. */
    private static Balance.Before before(QueueSnapshot snapshot) {
        Counts counts = snapshot.counts();
        return new Balance.Before(
                snapshot.stats().totalQueued().orElse(0),
                snapshot.stats().totalSynced().orElse(0),
                counts.pending()
                        + counts.inFlight()
                        + counts.inDoubt()
                        + counts.failed()
                        + counts.deadLetters());
    }

    private boolean leftTrash(String id) {
        try {
            return store.outcomes()
                    .latest(id)
                    .map(line -> line.outcome() != Outcomes.Outcome.DISCARDED)
                    .orElse(true);
        } catch (IOException unreadable) {
            return false;
        }
    }

    private Outcomes.@Nullable Outcome outcome(String id) {
        try {
            return store.outcomes().latest(id).map(Outcomes.Line::outcome).orElse(null);
        } catch (IOException unreadable) {
            return null;
        }
    }

    /** For a process that only looks: what the ledger says, without writing to it. */
    Optional<Remembered> look(Observation seen, QueueSnapshot snapshot) {
        Reckoning.Hints hints =
                new Reckoning.Hints(memory -> false, null, this::leftTrash, this::outcome);
        return history.<Optional<Remembered>>ask(
                        ledger -> {
                            try {
                                Optional<Baseline> baseline = orStop(ledger.baseline());
                                return new LedgerResult.Done<>(
                                        baseline.isEmpty()
                                                ? Optional.empty()
                                                : Optional.of(
                                                        Reckoning.of(
                                                                        ledger,
                                                                        baseline.get(),
                                                                        seen,
                                                                        snapshot,
                                                                        hints)
                                                                .remembered()));
                            } catch (HistoryMissing missing) {
                                return new LedgerResult.NotDone<>(missing.problem());
                            }
                        })
                .flatMap(LedgerResult::done)
                .flatMap(found -> found);
    }
}
