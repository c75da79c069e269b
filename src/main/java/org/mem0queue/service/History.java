package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.LedgerLocation;
import org.mem0queue.ledger.LedgerOpening;
import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;

import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;

/**
 * The ledger, opened when it is first needed. Whatever is wrong with it, only history is missing:
 * every call answers why instead of throwing. Safe for several threads; none that a person or an
 * agent waits for should come here without need.
 */
final class History implements AutoCloseable {
    /** A ledger that could not be opened is tried again after this long. */
    private static final Duration PAUSE = Duration.ofSeconds(30);

    private final @Nullable LedgerLocation location;
    private final InstantSource clock;
    private @Nullable Ledger ledger;
    private @Nullable LedgerProblem problem;
    private @Nullable Instant tried;
    private @Nullable String note;

    /**
     * @param location null: no ledger at all, for commands that must not wait for one
     */
    History(@Nullable LedgerLocation location, InstantSource clock) {
        this.location = location;
        this.clock = clock;
    }

    /** Asks a ledger that exists; creates none. Empty if there is none yet. */
    <T> Optional<LedgerResult<T>> ask(Function<Ledger, LedgerResult<T>> question) {
        LedgerLocation place = location;
        if (place == null || (!isOpen() && !Files.exists(place.file()))) {
            return Optional.empty();
        }
        return Optional.of(use(question));
    }

    /** Asks or tells the ledger; creates it if it is missing. */
    <T> LedgerResult<T> use(Function<Ledger, LedgerResult<T>> work) {
        Ledger open;
        synchronized (this) {
            open = open();
            if (open == null) {
                return new LedgerResult.NotDone<>(
                        problem == null ? closed("there is no ledger here") : problem);
            }
        }
        LedgerResult<T> result = work.apply(open);
        synchronized (this) {
            problem = result.notDone().orElse(null);
            open.takeNote().ifPresent(text -> note = text);
        }
        return result;
    }

    private synchronized boolean isOpen() {
        return ledger != null;
    }

    private @Nullable Ledger open() {
        LedgerLocation place = location;
        if (ledger != null || place == null) {
            return ledger;
        }
        Instant now = clock.instant();
        if (tried != null && now.isAfter(tried) && now.isBefore(tried.plus(PAUSE))) {
            return null;
        }
        tried = now;
        switch (Ledger.open(place, clock)) {
            case LedgerOpening.Opened(Ledger opened, @Nullable String told) -> {
                ledger = opened;
                problem = null;
                // That it cannot be written is told by whatever has to be.
                note = told == null || !Files.isWritable(place.file()) ? note : told;
            }
            case LedgerOpening.Newer(String sentence) ->
                    problem = new LedgerProblem(LedgerProblem.Kind.NEWER, sentence);
            case LedgerOpening.Unavailable(String sentence) ->
                    problem = new LedgerProblem(LedgerProblem.Kind.FAILED, sentence);
        }
        return ledger;
    }

    private static LedgerProblem closed(String sentence) {
        return new LedgerProblem(LedgerProblem.Kind.CLOSED, sentence);
    }

    /** Changes when the ledger was made anew: whoever feeds it begins from the beginning. */
    synchronized Optional<String> identity() {
        return ledger == null ? Optional.empty() : Optional.of(ledger.identity());
    }

    /** Why nothing is being remembered; null while all is well or nobody has asked. */
    synchronized @Nullable LedgerProblem problem() {
        return problem;
    }

    /** What happened to the ledger, to be told to a person once; null if nothing. */
    synchronized @Nullable String takeNote() {
        String told = note;
        note = null;
        return told;
    }

    @Override
    public synchronized void close() {
        if (ledger != null) {
            ledger.close();
        }
    }
}
