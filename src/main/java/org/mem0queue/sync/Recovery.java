package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Move;
import org.mem0queue.store.Claim;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.QueueDocument;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.Settlement;
import org.mem0queue.store.SyncJournal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What stands in flight and is not being sent: what an earlier process left there, what is in
 * doubt, what the API has accepted. Confined to the pass's thread.
 */
final class Recovery {
    /** The kind of doubt of a request whose process ended. */
    static final String INTERRUPTED = "interrupted";

    /** Nobody can tell, says the API: it is asked again this much later. */
    private static final Duration ASK_AGAIN = Duration.ofHours(1);

    private final QueueStore store;
    private final SyncJournal journal;
    private final Polls polls;
    private final InstantSource clock;
    private final Set<String> lookedUp = new HashSet<>();
    private boolean looked;

    /**
     * What there is to ask.
     *
     * @param flights whose time has come
     * @param next when the next one's comes, if that is soon
     */
    record Questions(List<Flight> flights, Optional<Instant> next) {}

    Recovery(QueueStore store, SyncJournal journal, Polls polls, InstantSource clock) {
        this.store = store;
        this.journal = journal;
        this.polls = polls;
        this.clock = clock;
    }

    /** The reasons of the doubts of earlier passes that have come since anything was stored. */
    List<String> doubtsSinceStored() {
        QueueDocument document = store.queueFile().read().ok().orElse(null);
        if (document == null) {
            return List.of();
        }
        // Longer ago it says nothing of the API any more.
        Instant yesterday = clock.instant().minus(Duration.ofDays(1));
        Instant stored =
                document.stats().lastSyncAt().filter(yesterday::isBefore).orElse(yesterday);
        List<String> reasons = new ArrayList<>();
        for (Memory memory : document.inFlight()) {
            Claim claim = Claim.of(memory);
            Claim.Doubt doubt = claim.doubt();
            if (doubt != null
                    && claim.isOf(store.identity())
                    && !Courier.NOT_ITS_FAULT.contains(doubt.kind())
                    && doubt.sent().isAfter(stored)) {
                reasons.add(doubt.reason());
            }
        }
        return reasons;
    }

    /** How many earlier passes have left in flight: some will come back to be sent. */
    int inFlight() {
        return store.queueFile().read().ok().map(d -> d.inFlight().size()).orElse(0);
    }

    /** What becomes of an entry that an earlier process left in flight; null: it stays. */
    @Nullable Settlement settlementOf(Memory memory) {
        Claim claim = Claim.of(memory);
        if (!claim.isOf(store.identity()) || claim.inDoubt() || claim.event() != null) {
            return null;
        }
        SyncJournal.Entry entry = journal.find(claim.id(), memory.id()).orElse(null);
        if (entry == null) {
            return new Settlement.Released();
        }
        return entry.settlement() != null ? entry.settlement() : interrupted(entry);
    }

    /**
     * Tells of a pending memory whether it was sent: another program has then put it back by
     * writing an older copy of the queue.
     */
    Function<Memory, Exchange.@Nullable Returned> returned() {
        Set<String> sent = journal.ids();
        return memory -> sent.contains(memory.id()) ? returned(memory) : null;
    }

    private Exchange.@Nullable Returned returned(Memory memory) {
        SyncJournal.Sent sent = journal.lastSent(memory.id(), Move.hashOf(memory)).orElse(null);
        if (sent == null) {
            return null;
        }
        Settlement settlement =
                switch (sent.entry().settlement()) {
                    case null -> interrupted(sent.entry());
                    case Settlement.Stored stored -> stored;
                    case Settlement.Doubtful doubtful -> doubtful;
                    case Settlement.Accepted accepted -> accepted;
                    // It is where it belongs.
                    case Settlement.Released _, Settlement.Again _, Settlement.Failed _ -> null;
                };
        return settlement == null
                ? null
                : new Exchange.Returned(sent.claim(), sent.entry().at(), settlement);
    }

    private static Settlement interrupted(SyncJournal.Entry entry) {
        return new Settlement.Doubtful(
                new Claim.Doubt(
                        INTERRUPTED,
                        "The program ended while it was being sent.",
                        entry.at(),
                        entry.until(),
                        null));
    }

    /**
     * The journal tells of nothing any more but of what is in flight: other machines' claims, and
     * ours in doubt, should another program write back a file from before that was known.
     */
    void forgetOldClaims() {
        List<Memory> inFlight =
                store.queueFile().read().ok().map(QueueDocument::inFlight).orElse(null);
        if (inFlight != null) {
            Set<String> open = new HashSet<>();
            inFlight.forEach(memory -> open.add(Claim.of(memory).id()));
            journal.keepOnly(open);
        }
    }

    /** Doubts, once a pass, and accepted ones whose time has come. */
    Questions questions(SyncSettings settings) {
        Instant now = clock.instant();
        Instant next = null;
        List<Flight> flights = new ArrayList<>();
        List<Memory> inFlight =
                store.queueFile().read().ok().map(QueueDocument::inFlight).orElse(List.of());
        for (Memory memory : inFlight) {
            Claim claim = Claim.of(memory);
            if (!claim.isOf(store.identity())) {
                continue;
            }
            Claim.Doubt doubt = claim.doubt();
            if (doubt != null) {
                if (!looked && isDue(doubt, settings, now) && lookedUp.add(memory.id())) {
                    flights.add(Flight.of(memory, Flight.Task.LOOK_UP));
                }
            } else if (claim.event() != null) {
                Instant then = polls.next(memory.id(), now);
                if (!then.isAfter(now)) {
                    flights.add(Flight.of(memory, Flight.Task.POLL));
                } else if (next == null || then.isBefore(next)) {
                    next = then;
                }
            }
        }
        looked = true;
        return new Questions(flights, Optional.ofNullable(next));
    }

    private static boolean isDue(Claim.Doubt doubt, SyncSettings settings, Instant now) {
        Instant after = doubt.until().plus(settings.doubtWait());
        Duration longest = settings.client().deadlines().upload().plus(settings.doubtWait());
        // Far away only because the clock was set back.
        boolean waited = !after.isAfter(now) || after.isAfter(now.plus(longest.multipliedBy(2)));
        Instant asked = doubt.asked();
        boolean askable =
                asked == null
                        || settings.resendDoubts()
                        || asked.isAfter(now)
                        || !asked.plus(ASK_AGAIN).isAfter(now);
        return waited && askable;
    }
}
