package org.mem0queue.ui.activity;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.UndoPlan;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What taking an act back would do, memory by memory, as the files were at one look. The act itself
 * checks all of it again under the lock.
 *
 * @param plan as the service made it
 * @param memories by id, in the order of the act
 */
public record UndoPreview(UndoPlan plan, Map<String, Fate> memories) {

    /** What would become of one memory. */
    public sealed interface Fate {
        /** It still is as the act left it. */
        record Ready() implements Fate {}

        /**
         * It was changed, or went elsewhere, since.
         *
         * @param now where it is; null if it is in no file
         */
        record MovedOn(@Nullable MemoryState now) implements Fate {}

        /**
         * It cannot be taken back at all.
         *
         * @param reason to stand behind its id
         */
        record Impossible(String reason) implements Fate {}
    }

    /** Compares a plan with what stands in the files. */
    public static UndoPreview of(UndoPlan plan, QueueSnapshot now) {
        Set<String> meant = new HashSet<>();
        for (PlannedMove planned : plan.planned()) {
            if (planned instanceof PlannedMove.Ready(Move move)) {
                meant.add(move.id());
            }
        }
        Map<String, Map<MemoryState, Memory>> here = find(meant, now);
        Map<String, Fate> fates = new LinkedHashMap<>();
        for (PlannedMove planned : plan.planned()) {
            switch (planned) {
                case PlannedMove.Ready(Move move) ->
                        fates.put(
                                move.id(),
                                now.countsOnly()
                                        ? new Fate.Ready()
                                        : fate(move, here.getOrDefault(move.id(), Map.of())));
                case PlannedMove.Impossible(var skipped) ->
                        fates.put(skipped.id(), new Fate.Impossible(skipped.reason()));
            }
        }
        return new UndoPreview(plan, fates);
    }

    private static Map<String, Map<MemoryState, Memory>> find(Set<String> ids, QueueSnapshot now) {
        Map<String, Map<MemoryState, Memory>> found = new HashMap<>();
        for (MemoryState state : MemoryState.values()) {
            for (Memory memory : now.in(state)) {
                if (ids.contains(memory.id())) {
                    found.computeIfAbsent(memory.id(), id -> new EnumMap<>(MemoryState.class))
                            .put(state, memory);
                }
            }
        }
        return found;
    }

    private static Fate fate(Move move, Map<MemoryState, Memory> here) {
        for (MemoryState state : List.of(move.from(), MemoryState.SPOOLED)) {
            Memory memory = here.get(state);
            boolean spooled = state == MemoryState.SPOOLED && move.from() == MemoryState.PENDING;
            if (memory != null
                    && (state == move.from() || spooled)
                    && Move.hashOf(memory).equals(move.sha256())) {
                return new Fate.Ready();
            }
        }
        return new Fate.MovedOn(here.keySet().stream().findFirst().orElse(null));
    }

    /** How many would be taken back. */
    public int ready() {
        return (int) memories.values().stream().filter(Fate.Ready.class::isInstance).count();
    }

    /** How many went elsewhere or were changed since. */
    public int movedOn() {
        return (int) memories.values().stream().filter(Fate.MovedOn.class::isInstance).count();
    }

    /** How many cannot be taken back for another reason. */
    public int impossible() {
        return memories.size() - ready() - movedOn();
    }

    /** The part that can be taken back: exactly what a button with that number does. */
    UndoPlan readyPlan() {
        List<PlannedMove> ready = new ArrayList<>();
        for (PlannedMove planned : plan.planned()) {
            if (planned instanceof PlannedMove.Ready(Move move)
                    && memories.get(move.id()) instanceof Fate.Ready) {
                ready.add(planned);
            }
        }
        return new UndoPlan(plan.act(), ready, plan.whyNot());
    }
}
