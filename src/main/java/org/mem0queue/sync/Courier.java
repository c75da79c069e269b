package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.LookUpBy;
import org.mem0queue.mem0.LookUpResult;
import org.mem0queue.mem0.Outgoing;
import org.mem0queue.mem0.TextFit;
import org.mem0queue.mem0.UploadResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryDetail;
import org.mem0queue.store.Claim;
import org.mem0queue.store.PauseFile;
import org.mem0queue.store.SendingHistory;
import org.mem0queue.store.Settlement;
import org.mem0queue.store.SyncJournal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;

/**
 * Carries one memory to the API and writes down, durably, that it is about to and how it went.
 * Blocks; each flight has a thread of its own.
 */
final class Courier {
    /** An attempt counts against a memory if another one was stored so recently. */
    private static final Duration RECENTLY = Duration.ofMinutes(10);

    /** The kind of doubt of what a page for people had answered. */
    private static final String PAGE = "page";

    /** Kinds of doubt that say nothing of the memory or the API. */
    static final Set<String> NOT_ITS_FAULT =
            Set.of(Recovery.INTERRUPTED, "cancelled", "unknown", "event", PAGE);

    /** A server that was asked so recently is taken for the same by a look-up. */
    private static final Duration RECENTLY_ASKED = Duration.ofSeconds(10);

    private final Api api;
    private final SyncJournal journal;
    private final PauseFile pause;
    private final Circuit circuit;
    private final RetryPolicy retries;
    private final Supplier<@Nullable SyncSettings> settings;
    private final Supplier<Predicate<Memory>> workerLog;
    private @Nullable Predicate<Memory> named;
    private final SyncStop stop;
    private final InstantSource clock;

    Courier(Syncer.Parts parts, SyncJournal journal, SyncStop stop) {
        this.api = parts.api();
        this.journal = journal;
        this.pause = parts.store().sending().pauseFile();
        this.circuit = parts.circuit();
        this.retries = parts.retries();
        this.settings = parts.settings();
        this.workerLog = parts.maybeSent();
        this.stop = stop;
        this.clock = parts.clock();
    }

    Landing carry(Flight flight, Api.Line line, SyncSettings settings) {
        MemoryDetail detail = flight.memory().detail();
        String content = detail.content();
        if (content == null) {
            return Landing.settled(
                    flight, new Settlement.Failed("It has no text that could be sent. Edit it."));
        }
        Outgoing outgoing =
                new Outgoing(
                        flight.memory().id(),
                        flight.project(),
                        content,
                        flight.memory().timestamp().orElse(null),
                        detail.source());
        return switch (flight.task()) {
            case UPLOAD -> upload(flight, outgoing, line, settings);
            case LOOK_UP -> lookUp(flight, outgoing, line, settings);
            case POLL -> poll(flight, outgoing, line, settings);
        };
    }

    private Landing upload(Flight flight, Outgoing outgoing, Api.Line line, SyncSettings settings) {
        SendingHistory history = SendingHistory.of(flight.memory());
        Landing known = knownOf(flight, history, outgoing, line, settings);
        if (known != null) {
            return known;
        }
        // Looking it up may have taken a while.
        if (stop.stopped()
                || pause.since().isPresent()
                || !isStill(settings)
                || api.standing(line) != Api.Standing.CURRENT) {
            return Landing.settled(flight, new Settlement.Released());
        }
        Claim claim = flight.claim();
        Instant at = clock.instant();
        Instant until = at.plus(settings.client().deadlines().upload());
        try {
            journal.sending(
                    claim.id(), outgoing.id(), claim.attempt(), outgoing.sha256(), at, until);
        } catch (IOException e) {
            return Landing.failed(flight, new Settlement.Released(), journalProblem(e));
        }
        UploadResult answer =
                believed(
                        line.client().upload(line.dialect(), outgoing, stop.uploads()),
                        outgoing,
                        line,
                        settings);
        return written(flight, settlement(history, answer, at, until), answer);
    }

    /**
     * A memory that is rejected goes to {@code failed[]}; so it is looked who says so, if the
     * server said it. It is not stored, whoever it was.
     */
    private UploadResult believed(
            UploadResult answer, Outgoing outgoing, Api.Line line, SyncSettings settings) {
        if (!(answer instanceof UploadResult.Rejected)
                || settings.client().limit().check(outgoing.content()) instanceof TextFit.TooLong) {
            return answer;
        }
        return switch (api.confirm(line, settings, System.nanoTime(), stop.questions())) {
            case Api.Confirmation.Same _ -> answer;
            case Api.Confirmation.Another(String reason) ->
                    new UploadResult.Misconfigured(UploadResult.Cause.DIALECT, reason);
            case Api.Confirmation.Unanswered(String reason) ->
                    new UploadResult.Retryable(reason, null);
        };
    }

    /** What another server has or has not says nothing of this one. */
    private LookUpResult found(
            Api.Line line,
            Outgoing outgoing,
            LookUpBy by,
            @Nullable Instant sent,
            SyncSettings settings) {
        long since = System.nanoTime() - RECENTLY_ASKED.toNanos();
        LookUpResult found =
                line.client().lookUp(line.dialect(), outgoing, by, sent, stop.questions());
        return switch (found) {
            case LookUpResult.Present _, LookUpResult.Unanswered _ -> found;
            case LookUpResult.Absent _, LookUpResult.CannotTell _ ->
                    switch (api.confirm(line, settings, since, stop.questions())) {
                        case Api.Confirmation.Same _ -> found;
                        case Api.Confirmation.Another(String reason) ->
                                new LookUpResult.Unanswered(reason);
                        case Api.Confirmation.Unanswered(String reason) ->
                                new LookUpResult.Unanswered(reason);
                    };
        };
    }

    /** Whether what it is sent with, and to whom, is what is set now. */
    private boolean isStill(SyncSettings known) {
        SyncSettings now = settings.get();
        return now != null
                && now.client().equals(known.client())
                && Objects.equals(now.dialect(), known.dialect());
    }

    /** The worker's logs are read with the first upload of a pass: most passes have none. */
    private synchronized boolean maybeSent(Memory memory) {
        Predicate<Memory> told = named;
        if (told == null) {
            told = workerLog.get();
            named = told;
        }
        return told.test(memory);
    }

    /**
     * Looks up what an earlier attempt, ours or another program's, may have stored; null if it is
     * to be sent.
     */
    private @Nullable Landing knownOf(
            Flight flight,
            SendingHistory history,
            Outgoing outgoing,
            Api.Line line,
            SyncSettings settings) {
        boolean byAnother = history.lookUp() || maybeSent(flight.memory());
        Instant sent = history.sent();
        if (sent == null && !byAnother) {
            return null;
        }
        LookUpResult found =
                found(
                        line,
                        outgoing,
                        byAnother ? LookUpBy.CONTENT : LookUpBy.OUR_ID,
                        byAnother ? null : sent,
                        settings);
        return switch (found) {
            case LookUpResult.Present _ -> Landing.settled(flight, new Settlement.Stored());
            case LookUpResult.Unanswered(String reason) ->
                    Landing.unanswered(flight, new Settlement.Released(), reason);
            case LookUpResult.Absent _ -> null;
            case LookUpResult.CannotTell(String reason) ->
                    sent == null || byAnother || settings.resendDoubts()
                            ? null // a person or the Python worker wants it sent again
                            : Landing.settled(
                                    flight,
                                    new Settlement.Doubtful(
                                            new Claim.Doubt(PAGE, reason, sent, sent, null)));
        };
    }

    private Landing written(Flight flight, Settlement settlement, UploadResult answer) {
        try {
            journal.ended(flight.claim().id(), flight.memory().id(), settlement);
            return Landing.answered(flight, settlement, answer);
        } catch (IOException e) {
            return Landing.unwritten(flight, settlement, answer, journalProblem(e));
        }
    }

    private static String journalProblem(IOException e) {
        return "The journal of what is sent cannot be written: " + e.getMessage();
    }

    private Settlement settlement(
            SendingHistory history, UploadResult answer, Instant sent, Instant until) {
        return switch (answer) {
            case UploadResult.Stored _, UploadResult.NothingNew _ -> new Settlement.Stored();
            case UploadResult.Accepted(String event) -> new Settlement.Accepted(event);
            case UploadResult.Rejected(String reason) -> new Settlement.Failed(reason);
            case UploadResult.Misconfigured(UploadResult.Cause cause, String _) ->
                    new Settlement.Released(cause == UploadResult.Cause.PAGE ? sent : null);
            // Our own doing: nothing is held against it.
            case UploadResult.Retryable(String _, @Nullable Duration after)
                    when after == null && stop.stopped() ->
                    new Settlement.Released();
            case UploadResult.Retryable(String reason, @Nullable Duration after) ->
                    again(history, reason, after);
            case UploadResult.InDoubt lost ->
                    new Settlement.Doubtful(
                            new Claim.Doubt(
                                    lost.doubt().name().toLowerCase(Locale.ROOT),
                                    lost.reason(),
                                    sent,
                                    lost.doubt() == UploadResult.Doubt.TIME_OUT
                                            ? clock.instant()
                                            : until,
                                    null));
        };
    }

    private Settlement again(SendingHistory history, String reason, @Nullable Duration after) {
        Instant now = clock.instant();
        boolean counted = circuit.othersAreStored(now, RECENTLY);
        int attempts = history.attempts() + 1;
        if (counted && RetryPolicy.givesUp(attempts, history.since(), now)) {
            return new Settlement.Failed(reason);
        }
        return new Settlement.Again(
                now.plus(retries.pause(attempts, after)),
                reason,
                counted ? Settlement.Counted.YES : Settlement.Counted.NO);
    }

    private Landing lookUp(Flight flight, Outgoing outgoing, Api.Line line, SyncSettings settings) {
        Claim.Doubt doubt = flight.claim().doubt();
        if (doubt == null) {
            return Landing.settled(flight, new Settlement.Released());
        }
        LookUpResult found =
                found(
                        line,
                        outgoing,
                        // Without a claim nobody knows under which id it went out.
                        flight.claim().id().isEmpty() ? LookUpBy.CONTENT : LookUpBy.OUR_ID,
                        doubt.sent(),
                        settings);
        return switch (found) {
            case LookUpResult.Present _ -> Landing.settled(flight, new Settlement.Stored());
            case LookUpResult.Absent _ ->
                    Landing.settled(
                            flight,
                            NOT_ITS_FAULT.contains(doubt.kind())
                                    ? new Settlement.Released()
                                    : again(
                                            SendingHistory.of(flight.memory()),
                                            doubt.reason(),
                                            null));
            case LookUpResult.Unanswered(String reason) -> Landing.unanswered(flight, null, reason);
            case LookUpResult.CannotTell(String reason) ->
                    Landing.settled(
                            flight,
                            settings.resendDoubts()
                                    ? new Settlement.Released()
                                    : new Settlement.Doubtful(
                                            new Claim.Doubt(
                                                    doubt.kind(),
                                                    reason,
                                                    doubt.sent(),
                                                    doubt.until(),
                                                    clock.instant())));
        };
    }

    private Landing poll(Flight flight, Outgoing outgoing, Api.Line line, SyncSettings settings) {
        String event = flight.claim().event();
        if (event == null || !(line.dialect() instanceof Dialect.Platform platform)) {
            // Another API than the one that accepted it: it knows nothing of the event.
            return Landing.settled(
                    flight,
                    new Settlement.Doubtful(
                            new Claim.Doubt(
                                    "event",
                                    "The API that accepted it is not the one that is set now.",
                                    flight.claim().at(),
                                    flight.claim()
                                            .at()
                                            .plus(settings.client().deadlines().upload()),
                                    null)));
        }
        UploadResult answer = line.client().poll(platform, outgoing, event, stop.questions());
        Instant at = flight.claim().at();
        return switch (answer) {
            case UploadResult.Accepted _ -> Landing.undecided(flight);
            // The question was not let through, which says nothing of the memory.
            case UploadResult.Misconfigured(var _, String reason) ->
                    Landing.unanswered(flight, null, reason);
            default ->
                    Landing.settled(
                            flight, settlement(SendingHistory.of(flight.memory()), answer, at, at));
        };
    }
}
