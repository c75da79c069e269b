package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ContentHash;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.NewAct;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.SaveResult;
import org.mem0queue.store.QueueStore;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Saves many memories from elsewhere, and writes that down as one act. */
final class Imports {
    /** An entry that does not exist yet, in an undo note. */
    static final String NO_ENTRY = "{}";

    /** One batch file of the spool holds so many at most. */
    private static final int PART = 500;

    private final QueueStore store;
    private final History history;
    private final InstantSource clock;

    Imports(QueueStore store, History history, InstantSource clock) {
        this.store = store;
        this.history = history;
        this.clock = clock;
    }

    private record Split(List<NewMemory> fresh, List<NewMemory> there) {}

    /** An id that is there already is left alone: an undo must not take away what was before. */
    private static Split split(List<NewMemory> memories, QueueSnapshot now) {
        Set<String> here = new HashSet<>();
        for (MemoryState state : MemoryState.values()) {
            for (Memory memory : now.in(state)) {
                here.add(memory.id());
            }
        }
        List<NewMemory> fresh = new ArrayList<>();
        List<NewMemory> there = new ArrayList<>();
        for (NewMemory memory : memories) {
            boolean known = memory.id() != null && !here.add(memory.id());
            (known ? there : fresh).add(memory);
        }
        return new Split(fresh, there);
    }

    ImportReport plan(List<NewMemory> memories, QueueSnapshot now) {
        Split split = split(memories, now);
        return new ImportReport(
                split.fresh().size(), List.of(), split.there(), OptionalLong.empty(), null, null);
    }

    ImportReport save(List<NewMemory> memories, QueueSnapshot now, String actor, String detail) {
        Split split = split(memories, now);
        List<NewAct.Target> saved = new ArrayList<>();
        String problem = null;
        for (int from = 0; from < split.fresh().size() && problem == null; from += PART) {
            List<NewMemory> part =
                    split.fresh().subList(from, Math.min(split.fresh().size(), from + PART));
            switch (store.spool().accept(part)) {
                case SaveResult.Accepted(List<String> ids) -> {
                    for (int i = 0; i < part.size(); i++) {
                        saved.add(target(ids.get(i), part.get(i)));
                    }
                }
                case SaveResult.NotSaved(String reason) -> problem = reason;
                case SaveResult.MaybeSaved(var ignored, String reason) -> problem = reason;
            }
        }
        List<String> ids = saved.stream().map(NewAct.Target::id).toList();
        if (ids.isEmpty()) {
            return new ImportReport(
                    split.fresh().size(), ids, split.there(), OptionalLong.empty(), problem, null);
        }
        LedgerResult<Long> recorded =
                history.use(
                        ledger ->
                                ledger.recordAct(
                                        new NewAct(
                                                clock.instant(),
                                                actor,
                                                ActKind.IMPORT,
                                                detail,
                                                saved,
                                                OptionalLong.empty())));
        @Nullable String untold = recorded.notDone().map(LedgerProblem::sentence).orElse(null);
        return new ImportReport(
                split.fresh().size(),
                ids,
                split.there(),
                recorded.done().map(OptionalLong::of).orElse(OptionalLong.empty()),
                problem == null ? null : problem + " " + ids.size() + " were saved before that.",
                untold);
    }

    private static NewAct.Target target(String id, NewMemory memory) {
        return new NewAct.Target(
                id,
                UndoNote.of(
                        new Move(
                                id,
                                MemoryState.PENDING,
                                HexFormat.of().formatHex(ContentHash.of(memory.content())),
                                MemoryState.TRASH,
                                RawJson.of(NO_ENTRY))));
    }
}
