package org.mem0queue.service;

import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.ledger.ProjectText;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the ledger tells of earlier times. Creates none; without one there is nothing to tell. Safe
 * for several threads; blocks for as long as the disk takes.
 */
public final class Past {
    /** The end of a period is not part of it, and what was just recorded is. */
    private static final Duration MOMENT = Duration.ofSeconds(1);

    private final History history;
    private final InstantSource clock;

    Past(History history, InstantSource clock) {
        this.history = history;
        this.clock = clock;
    }

    /**
     * The counts over time, in its order, evenly spread. Recorded only while somebody watches: a
     * gap means that nobody did.
     */
    public LedgerResult<List<CountsSample>> samples(Instant since, int atMost) {
        return ask(ledger -> ledger.samples(since, clock.instant().plus(MOMENT), atMost));
    }

    /** What happened to any memory, the latest first. */
    public LedgerResult<List<JourneyEvent>> events(Instant since, int atMost) {
        return ask(ledger -> ledger.events(since, clock.instant().plus(MOMENT), atMost));
    }

    /** Which of these texts are synced already, under whatever id; empty if nobody can tell. */
    public Optional<Set<ProjectText>> sentBefore(Set<ProjectText> texts) {
        return history.ask(ledger -> ledger.synced(texts))
                .orElseGet(() -> new LedgerResult.Done<>(Set.of()))
                .done();
    }

    private <T> LedgerResult<List<T>> ask(Function<Ledger, LedgerResult<List<T>>> question) {
        return history.ask(question).orElseGet(() -> new LedgerResult.Done<>(List.of()));
    }
}
