package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Each kind of act with a fault at the n-th call that changes the disk, for every n until there is
 * none left: a failure, a crash, a full disk. Every memory must be in some file at every moment;
 * another process that does what is still to be done must end where the act without a fault ends.
 */
class ActCrashTest {
    private static final boolean EVERYTHING = Boolean.getBoolean("mem0queue.torture");
    private static final int MOST_CALLS = 300;

    /** So many calls are tried at once. */
    private static final int STEP = 8;

    private static final List<String> IDS =
            List.of(
                    "p0", "p1", "p2", "f0", "f1", "d0", "d1", "d2", "e0", "e1", "t0", "s0", "h0",
                    "h1");

    @TempDir Path folder;

    /** What is done to whom, and what state each is in afterwards. */
    private enum Act {
        RETRY(MovePlanner::retry, Map.of("f0", MemoryState.PENDING, "f1", MemoryState.PENDING)),
        RETRY_DEAD_LETTERS(
                MovePlanner::retry, Map.of("d0", MemoryState.PENDING, "d2", MemoryState.PENDING)),
        DRAIN(MovePlanner::retry, Map.of("e0", MemoryState.PENDING)),
        DISCARD(
                MovePlanner::discard,
                Map.of(
                        "p1",
                        MemoryState.TRASH,
                        "f0",
                        MemoryState.TRASH,
                        "d1",
                        MemoryState.TRASH,
                        "e1",
                        MemoryState.TRASH)),
        EDIT(
                memory -> MovePlanner.edit(memory, "edited", null, MovePlanner.Then.STAY),
                Map.of(
                        "p0",
                        MemoryState.PENDING,
                        "f1",
                        MemoryState.FAILED,
                        "d1",
                        MemoryState.DEAD_LETTER)),
        RESTORE(MovePlanner::restore, Map.of("t0", MemoryState.PENDING)),
        HOLD(MovePlanner::hold, Map.of("p0", MemoryState.HELD, "f1", MemoryState.HELD)),
        RELEASE(MovePlanner::release, Map.of("h0", MemoryState.PENDING)),
        DISCARD_HELD(MovePlanner::discard, Map.of("h0", MemoryState.TRASH)),
        EVERYTHING(
                memory ->
                        switch (memory.id()) {
                            case "p0", "f0", "d0", "e0" -> MovePlanner.discard(memory);
                            case "t0" -> MovePlanner.restore(memory);
                            case "p1" ->
                                    MovePlanner.edit(memory, "edited", null, MovePlanner.Then.STAY);
                            case "p2" -> MovePlanner.hold(memory);
                            case "h0" -> MovePlanner.release(memory);
                            case "h1" -> MovePlanner.discard(memory);
                            default -> MovePlanner.retry(memory);
                        },
                Map.ofEntries(
                        Map.entry("p0", MemoryState.TRASH),
                        Map.entry("f0", MemoryState.TRASH),
                        Map.entry("d0", MemoryState.TRASH),
                        Map.entry("e0", MemoryState.TRASH),
                        Map.entry("t0", MemoryState.PENDING),
                        Map.entry("p1", MemoryState.PENDING),
                        Map.entry("f1", MemoryState.PENDING),
                        Map.entry("d1", MemoryState.PENDING),
                        Map.entry("e1", MemoryState.PENDING),
                        Map.entry("p2", MemoryState.HELD),
                        Map.entry("h0", MemoryState.PENDING),
                        Map.entry("h1", MemoryState.TRASH)));

        private final Function<Memory, PlannedMove> plan;
        private final Map<String, MemoryState> then;

        Act(Function<Memory, PlannedMove> plan, Map<String, MemoryState> then) {
            this.plan = plan;
            this.then = then;
        }
    }

    private enum Kind {
        FAILURE,
        CRASH,
        FULL
    }

    @ParameterizedTest
    @EnumSource
    void aFaultAtAnyCallOfAnActLosesNothing(Act act) {
        atEveryCall(act, false);
    }

    @ParameterizedTest
    @EnumSource
    void aFaultAtAnyCallOfItsUndoLosesNothing(Act act) {
        atEveryCall(act, true);
    }

    private void atEveryCall(Act act, boolean undo) {
        // The act that does everything is undone with a fault at each call in every build.
        int every = EVERYTHING || !undo || act == Act.EVERYTHING ? 1 : 2;
        try (ExecutorService threads = Executors.newFixedThreadPool(8)) {
            for (Kind kind : kinds(act)) {
                List<Integer> harmless = Collections.synchronizedList(new ArrayList<>());
                for (int first = 1; harmless.isEmpty(); first += every * STEP) {
                    assertThat(first).isLessThan(MOST_CALLS);
                    List<CompletableFuture<Void>> some = new ArrayList<>();
                    for (int n = first; n < first + every * STEP; n += every) {
                        int call = n;
                        some.add(
                                CompletableFuture.runAsync(
                                        () -> {
                                            if (!new Run(folder, act, kind, call).survives(undo)) {
                                                harmless.add(call);
                                            }
                                        },
                                        threads));
                    }
                    some.forEach(CompletableFuture::join);
                }
                assertThat(Collections.min(harmless)).as("calls of " + act).isGreaterThan(8);
            }
        }
    }

    /** Which faults at every call; all of them where it takes minutes. */
    private static List<Kind> kinds(Act act) {
        return EVERYTHING || act == Act.EVERYTHING ? List.of(Kind.values()) : List.of(Kind.CRASH);
    }

    private static final class Run {
        private final QueueFixture queue;
        private final QueueDirectory files;
        private final Act act;
        private final Faults.AtCall fault;
        private final String name;

        Run(Path folder, Act act, Kind kind, int n) {
            try {
                queue = new QueueFixture(Files.createTempDirectory(folder, act + "-" + n + "-"));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            this.files = queue.directory();
            this.act = act;
            this.fault =
                    switch (kind) {
                        case FAILURE -> Faults.AtCall.fails(n);
                        case CRASH -> Faults.AtCall.crashes(n);
                        case FULL -> Faults.AtCall.full(n);
                    };
            this.name = act + ", " + kind + " at ";
        }

        /** Answers false if there was no n-th call. */
        boolean survives(boolean undo) {
            prepare();
            Map<String, MemoryState> before = states();
            assertThat(before.keySet()).as("the scene").containsAll(IDS);
            List<Moved> done = undo ? act(open(Disk.real())).done() : List.of();
            Map<String, MemoryState> wanted = new HashMap<>(before);
            if (!undo) {
                wanted.putAll(act.then);
            }
            wanted.put("s0", MemoryState.PENDING);

            List<Move> moves = undo ? reversed(done) : moves();
            try {
                open(Disk.withFaults(fault)).act(moves, Duration.ZERO);
            } catch (Faults.Crash crash) {
                // this process is gone
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            Map<String, MemoryState> after = states();
            assertThat(after.keySet()).as(where()).containsAll(IDS);
            countersAgree();

            QueueStore next = open(Disk.real());
            QueueFixture.save(next, "another");
            QueueFixture.flush(next);
            assertThat(states().keySet()).as(where()).containsAll(IDS);
            twiceNowhere();

            // what is not done yet is done now, and what is done is not done again
            ActResult.Done again = undo ? result(next, moves) : act(next);
            for (Skipped skipped : again.skipped()) {
                assertThat(states().get(skipped.id()))
                        .as(where() + ": " + skipped)
                        .isEqualTo(wanted.get(skipped.id()));
            }
            assertThat(states()).as(where()).containsAllEntriesOf(wanted);
            twiceNowhere();
            countersAgree();
            if (act == Act.EDIT) {
                assertThat(queue.queueText().contains("edited")).as(where()).isEqualTo(!undo);
            }
            QueueFixture.save(next, "one more");
            QueueFixture.flush(next);
            noTrashOfWhatStands();
            return fault.happened();
        }

        private String where() {
            return name + fault.where();
        }

        private void prepare() {
            queue.pythonQueue(3, 2);
            queue.write(
                    queue.queueText()
                            .replaceFirst(
                                    "\\{",
                                    "{\"held\": ["
                                            + String.join(", ", QueueFixture.entries("h", 2))
                                            + "],"));
            QueueFixture.write(
                    files.deadLetterFile(),
                    ("{\"items\": ["
                                    + String.join(", ", QueueFixture.entries("d", 3))
                                    + "], \"last_update\": \"2025-12-01T10:00:00.000001\"}")
                            .getBytes(UTF_8));
            QueueFixture.write(
                    files.emergencyFile(),
                    (QueueFixture.entry("e0", "text of e0").replaceAll("\n *", " ")
                                    + "\n"
                                    + QueueFixture.entry("e1", "text of e1").replaceAll("\n *", " ")
                                    + "\n")
                            .getBytes(UTF_8));
            queue.write(
                    queue.queueText()
                            .replaceFirst(
                                    "\"queue\": \\[",
                                    "\"queue\": [" + QueueFixture.entry("t0", "t") + ","));
            QueueStore store = open(Disk.real());
            Memory pending = memories().get("t0");
            result(store, List.of(((PlannedMove.Ready) MovePlanner.discard(pending)).move()));
            QueueFixture.accept(store, List.of(QueueFixture.memory("s0", "spooled")));
        }

        private QueueStore open(Disk disk) {
            return new QueueStore(
                    files,
                    disk,
                    QueueFixture.HERE,
                    queue.clock(),
                    QueueStore.Access.MANAGE,
                    () -> QueueFile.DEFAULT_LIMIT_BYTES,
                    Optional::empty);
        }

        private ActResult.Done act(QueueStore store) {
            return result(store, moves());
        }

        /** What is still to be done, planned from what can be seen now. */
        private List<Move> moves() {
            List<Move> moves = new ArrayList<>();
            Map<String, Memory> now = memories();
            act.then.forEach(
                    (id, then) -> {
                        Memory memory = now.get(id);
                        if (act.plan.apply(memory) instanceof PlannedMove.Ready(Move move)
                                && (memory.state() != then || move.from() == move.to())) {
                            moves.add(move);
                        }
                    });
            return moves;
        }

        private static List<Move> reversed(List<Moved> done) {
            return done.reversed().stream().map(Moved::reversed).toList();
        }

        private static ActResult.Done result(QueueStore store, List<Move> moves) {
            try {
                ActResult result = store.act(moves, Duration.ZERO);
                assertThat(result).isInstanceOf(ActResult.Done.class);
                return (ActResult.Done) result;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }

        /** Each memory as the screens show it: of several states the first. */
        private Map<String, Memory> memories() {
            Map<String, Memory> memories = new HashMap<>();
            everything().forEach(list -> list.forEach(m -> memories.putIfAbsent(m.id(), m)));
            return memories;
        }

        private Map<String, MemoryState> states() {
            Map<String, MemoryState> states = new HashMap<>();
            memories().forEach((id, memory) -> states.put(id, memory.state()));
            return states;
        }

        /** Pending, failed, dead letters, held; then emergency, spooled, trash. */
        private List<List<Memory>> everything() {
            QueueStore store = open(Disk.real());
            QueueDocument document = store.queueFile().read().ok().orElseThrow();
            List<Memory> letters =
                    DeadLetterFile.read(files.deadLetterFile()).ok().orElseThrow().memories();
            List<List<Memory>> standing =
                    List.of(document.queue(), document.failed(), letters, document.held());
            List<List<Memory>> all = new ArrayList<>(standing);
            try {
                store.emergency().read(standing).ok().ifPresent(lines -> all.add(lines.memories()));
                for (SpoolFile file : store.spool().list()) {
                    all.add(
                            LineFile.read(file.path(), MemoryState.SPOOLED)
                                    .ok()
                                    .orElseThrow()
                                    .memories());
                }
                all.add(
                        store.trash().list(standing).stream()
                                .map(Trash.Discarded::memory)
                                .toList());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return all;
        }

        /**
         * No worker may find a memory in two of the files that it sends from, or find a held one.
         */
        private void twiceNowhere() {
            List<String> ids = new ArrayList<>();
            everything().subList(0, 4).forEach(list -> list.forEach(m -> ids.add(m.id())));
            assertThat(ids).as(where()).doesNotHaveDuplicates();
        }

        /** Sent or edited one day, its memory must not come back out of the trash. */
        private void noTrashOfWhatStands() {
            List<String> ids = new ArrayList<>();
            everything().subList(0, 4).forEach(list -> list.forEach(m -> ids.add(m.id())));
            try {
                assertThat(open(Disk.real()).trash().ids())
                        .as(where())
                        .doesNotContainAnyElementsOf(ids);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private void countersAgree() {
            JsonNode json = queue.queueJson();
            assertThat(json.path("stats").path("total_failed").asInt())
                    .as(where())
                    .isEqualTo(json.path("failed").size());
        }
    }
}
