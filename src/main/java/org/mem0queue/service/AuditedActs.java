package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.Ledger;
import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.NewAct;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.Skipped;
import org.mem0queue.store.QueueStore;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/**
 * Carries out what a person asked for. Each act is written into the audit trail before it is made,
 * with what an undo needs, and completed after; where the ledger cannot be written the act is made
 * all the same, and the report says what is missing.
 */
final class AuditedActs {
    private final QueueStore store;
    private final History history;
    private final InstantSource clock;

    AuditedActs(QueueStore store, History history, InstantSource clock) {
        this.store = store;
        this.history = history;
        this.clock = clock;
    }

    /**
     * One act.
     *
     * @param actor who asks, a word such as {@code cli}
     * @param detail what else to say in the audit trail, never text of a memory
     * @param before the entries as the person saw them, by id; may be empty
     * @param spooled ids of those that wait in the spool, which the act merges first
     * @param undoes the act that this one takes back, if it does
     */
    record Request(
            ActKind kind,
            String actor,
            String detail,
            List<PlannedMove> planned,
            Map<String, RawJson> before,
            Set<String> spooled,
            OptionalLong undoes) {}

    ActReport perform(Request request, Duration wait) throws InterruptedException {
        List<Move> moves = new ArrayList<>();
        List<Skipped> impossible = new ArrayList<>();
        for (PlannedMove planned : request.planned()) {
            switch (planned) {
                case PlannedMove.Ready(Move move) -> moves.add(move);
                case PlannedMove.Impossible(Skipped skipped) -> impossible.add(skipped);
            }
        }
        if (moves.isEmpty()) {
            return new ActReport.Done(
                    OptionalLong.empty(), request.kind(), List.of(), impossible, null);
        }
        LedgerResult<Long> begun = history.use(ledger -> ledger.beginAct(newAct(request, moves)));
        ActResult result = store.act(moves, wait);
        // Not from before the act: another process may have seen in between how it was.
        Instant now = clock.instant();
        List<Moved> done = result instanceof ActResult.Done(var all, var ignored) ? all : List.of();
        @Nullable String problem = begun.notDone().map(LedgerProblem::sentence).orElse(null);
        OptionalLong number = OptionalLong.empty();
        if (begun instanceof LedgerResult.Done<Long>(Long given)) {
            number = OptionalLong.of(given);
            LedgerResult<Boolean> ended =
                    history.use(
                            ledger ->
                                    ledger.completeAct(
                                            given,
                                            notes(done),
                                            steps(request, done, now, "act " + given)));
            problem = ended.notDone().map(LedgerProblem::sentence).orElse(null);
        }
        return switch (result) {
            case ActResult.Done(var ignored, List<Skipped> skipped) -> {
                List<Skipped> all = new ArrayList<>(impossible);
                all.addAll(skipped);
                yield new ActReport.Done(
                        done.isEmpty() ? OptionalLong.empty() : number,
                        request.kind(),
                        done,
                        all,
                        problem);
            }
            case ActResult.LockHeld(LockStatus lock) -> new ActReport.LockHeld(lock);
            case ActResult.Refused(String sentence) -> new ActReport.Refused(sentence);
        };
    }

    /**
     * Before the act it can only be told roughly how to take it back; after it, exactly. Should
     * this process end in between, roughly is better than not at all.
     */
    private NewAct newAct(Request request, List<Move> moves) {
        List<NewAct.Target> targets = new ArrayList<>(moves.size());
        Set<String> named = new HashSet<>();
        for (Move move : moves) {
            if (named.add(move.id())) {
                targets.add(new NewAct.Target(move.id(), roughly(move, request.before())));
            }
        }
        return new NewAct(
                clock.instant(),
                request.actor(),
                request.kind(),
                request.detail(),
                targets,
                request.undoes());
    }

    private static String roughly(Move move, Map<String, RawJson> before) {
        boolean part = move.from() == MemoryState.SPOOLED;
        RawJson entry = part ? move.after() : before.get(move.id());
        return entry == null
                ? "{}"
                : UndoNote.of(
                        new Moved(
                                        move.id(),
                                        move.from(),
                                        move.to(),
                                        entry,
                                        move.after(),
                                        null,
                                        move.id())
                                .reversed());
    }

    private static List<NewAct.Target> notes(List<Moved> done) {
        return done.stream()
                .map(moved -> new NewAct.Target(moved.id(), UndoNote.of(moved.reversed())))
                .toList();
    }

    private static List<JourneyEvent> steps(
            Request request, List<Moved> done, Instant time, String detail) {
        ActKind kind = request.kind();
        List<JourneyEvent> steps = new ArrayList<>();
        for (Moved moved : done) {
            if (request.spooled().contains(moved.id())) {
                // Or the ledger would wonder what total_queued has counted.
                steps.add(new JourneyEvent(moved.id(), time, JourneyKind.MERGED, detail));
            }
            if (kind == ActKind.EDIT) {
                steps.add(new JourneyEvent(moved.idNow(), time, JourneyKind.EDITED, detail));
            }
            if (moved.from() != moved.to()) {
                steps.add(new JourneyEvent(moved.idNow(), time, step(moved), detail));
            } else if (kind != ActKind.EDIT) {
                steps.add(new JourneyEvent(moved.idNow(), time, JourneyKind.RETRIED, detail));
            }
        }
        return steps;
    }

    private static JourneyKind step(Moved moved) {
        // An emergency line was never counted as queued; from now on it is.
        if (moved.to() == MemoryState.SYNCED) {
            return JourneyKind.SYNCED_REPORTED; // a person said so
        }
        return moved.from() == MemoryState.EMERGENCY && moved.to() == MemoryState.PENDING
                ? JourneyKind.MERGED
                : JourneyKind.between(moved.from(), moved.to());
    }

    /**
     * Plans to take an act back, id by id.
     *
     * @param number the act; empty for the latest that can be taken back
     */
    LedgerResult<UndoPlan> planUndo(OptionalLong number, QueueSnapshot now) {
        return history.ask(
                        ledger -> {
                            try {
                                return new LedgerResult.Done<>(plan(ledger, number, now));
                            } catch (HistoryMissing missing) {
                                return new LedgerResult.NotDone<>(missing.problem());
                            }
                        })
                .orElseGet(() -> new LedgerResult.Done<>(UndoPlan.nothing("No act is known yet.")));
    }

    private static UndoPlan plan(Ledger ledger, OptionalLong number, QueueSnapshot now)
            throws HistoryMissing {
        Optional<Act> found =
                number.isPresent()
                        ? HistoryMissing.orStop(ledger.act(number.getAsLong()))
                        : latestUndoable(ledger);
        if (found.isEmpty()) {
            return UndoPlan.nothing(
                    number.isPresent()
                            ? "There is no act "
                                    + number.getAsLong()
                                    + ". See `mem0-queue history`."
                            : "There is nothing to undo. See `mem0-queue history`.");
        }
        Act act = found.get();
        if (!UndoPlan.CAN_BE_UNDONE.contains(act.kind())) {
            return UndoPlan.nothing(
                    "Act "
                            + act.number()
                            + " ("
                            + act.kind().word()
                            + ") cannot be taken back: "
                            + UndoPlan.whyNot(act.kind()));
        }
        Map<String, String> notes = new HashMap<>();
        HistoryMissing.orStop(ledger.undo(act.number()))
                .forEach(target -> notes.put(target.id(), target.undo()));
        List<PlannedMove> planned = new ArrayList<>();
        for (Act.Target target : act.targets()) {
            if (!target.done()) {
                continue;
            }
            Optional<Move> move = UndoNote.read(notes.getOrDefault(target.id(), "{}"));
            if (target.undoneBy().isPresent()) {
                planned.add(
                        impossible(
                                target.id(),
                                "was taken back already by act " + target.undoneBy().getAsLong()));
            } else if (move.isEmpty()) {
                planned.add(impossible(target.id(), "has nothing kept to take it back with"));
            } else {
                planned.add(withEntry(move.get(), now));
            }
        }
        return new UndoPlan(Optional.of(act), planned, "");
    }

    /**
     * What an import saved had no entry yet when that was written down: it has one now, in the
     * queue or still in the spool, which is merged before the act.
     */
    private static PlannedMove withEntry(Move move, QueueSnapshot now) {
        if (move.to() != MemoryState.TRASH || move.after().length() > Imports.NO_ENTRY.length()) {
            return new PlannedMove.Ready(move);
        }
        for (MemoryState state : List.of(move.from(), MemoryState.SPOOLED)) {
            for (Memory memory : now.in(state)) {
                if (memory.id().equals(move.id())) {
                    return new PlannedMove.Ready(
                            new Move(
                                    move.id(),
                                    move.from(),
                                    move.sha256(),
                                    move.to(),
                                    memory.raw()));
                }
            }
        }
        return new PlannedMove.Ready(move); // the act tells where it is instead
    }

    private static Optional<Act> latestUndoable(Ledger ledger) throws HistoryMissing {
        for (Act act : HistoryMissing.orStop(ledger.acts(UndoPlan.LOOK_BACK))) {
            if (UndoPlan.CAN_BE_UNDONE.contains(act.kind())
                    && act.kind() != ActKind.UNDO
                    && !act.undoableIds().isEmpty()) {
                return Optional.of(act);
            }
        }
        return Optional.empty();
    }

    private static PlannedMove impossible(String id, String reason) {
        return new PlannedMove.Impossible(new Skipped(id, reason));
    }
}
