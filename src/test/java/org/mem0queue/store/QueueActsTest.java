package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Retry, edit, discard, restore and undo between queue, failed and trash. */
class QueueActsTest {
    @TempDir Path folder;

    private QueueFixture queue;
    private QueueDirectory files;
    private QueueStore store;

    @BeforeEach
    void open() {
        queue = new QueueFixture(folder);
        files = queue.directory();
        store = queue.store();
    }

    // ---- retry

    @Test
    void aFailedMemoryIsQueuedAgainFromTheBeginning() {
        queue.write(
                QueueFixture.pythonText(
                        QueueFixture.entries("p", 1),
                        List.of(
                                """
                                {"id": "f0", "project_id": "a", "content": "caf\\u00e9", \
                                "timestamp": 7, "x": 1e999, "retries": 3, \
                                "last_error": "503", "next_attempt": 9}\
                                """),
                        2,
                        0));
        Moved moved = done(MovePlanner.retry(one("f0"))).getFirst();
        assertThat(moved.from()).isEqualTo(MemoryState.FAILED);
        assertThat(moved.to()).isEqualTo(MemoryState.PENDING);
        assertThat(moved.after().text())
                .isEqualTo(
                        """
                        {"id": "f0", "project_id": "a", "content": "caf\\u00e9", \
                        "timestamp": 7, "x": 1e999, "retries": 0, \
                        "last_error": "503"}\
                        """);
        assertThat(queue.queuedIds()).containsExactly("p0", "f0");
        assertThat(failedIds()).isEmpty();
        assertThat(counters()).containsExactly(2, 0, 0);
        assertThat(queue.legacy("load")).contains("\"f0\"");
    }

    @Test
    void whatWaitsForItsNextAttemptIsSentNow() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "x"),
                                """
                                {"id": "p1", "project_id": "a", "content": "t", "timestamp": 7, \
                                "next_attempt": 99, "retries": 2}\
                                """,
                                QueueFixture.entry("p2", "y")),
                        List.of(),
                        3,
                        0));
        assertThat(skipped(MovePlanner.retry(one("p0")))).isEqualTo("is waiting already");
        done(MovePlanner.retry(one("p1")));
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2");
        JsonNode entry = queue.queueJson().path("queue").path(1);
        assertThat(entry.has("next_attempt")).isFalse();
        assertThat(entry.path("retries").asInt()).isZero();
    }

    @Test
    void anEntryThatWouldStopTheWorkerIsMended() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(),
                        List.of(
                                "{\"project_id\": \"a\", \"content\": \"no id\"}",
                                "{\"id\": \"f1\", \"content\": \"no project\"}"),
                        2,
                        0));
        List<Memory> failed = document().failed();
        ActResult.Done result =
                act(MovePlanner.retry(failed.get(0)), MovePlanner.retry(failed.get(1)));
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped(
                                "f1", "has no project, so no worker could send it: edit it first"));
        JsonNode entry = queue.queueJson().path("queue").path(0);
        assertThat(entry.path("id").asText()).isEqualTo(failed.getFirst().id());
        assertThat(entry.path("timestamp").asLong()).isEqualTo(QueueFixture.START.getEpochSecond());
        assertThat(entry.path("retries").isInt()).isTrue();
        done(MovePlanner.edit(one("f1"), null, "b", MovePlanner.Then.RETRY));
        assertThat(queue.queuedIds()).containsExactly(failed.getFirst().id(), "f1");
        queue.legacy("load");
    }

    // ---- edit

    @Test
    void anEditKeepsThePlaceAndWhatItDoesNotKnow() {
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "x"),
                                """
                                {"id": "p1", "k": [1,  2], "project_id": "a", "content": "old", \
                                "timestamp": 7, "retries": 2}\
                                """,
                                QueueFixture.entry("p2", "y")),
                        QueueFixture.entries("f", 2),
                        5,
                        0));
        done(MovePlanner.edit(one("p1"), "n\u00e9w \ud83d", "b", MovePlanner.Then.STAY));
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2");
        Memory edited = one("p1");
        assertThat(edited.detail().content()).isEqualTo("n\u00e9w \ud83d");
        assertThat(edited.projectId()).contains("b");
        assertThat(edited.retries()).isZero();
        assertThat(edited.detail().extra()).containsOnlyKeys("k");
        assertThat(queue.queueText()).isASCII();

        done(MovePlanner.edit(one("f0"), "other", null, MovePlanner.Then.STAY));
        assertThat(failedIds()).containsExactly("f0", "f1");
        done(MovePlanner.edit(one("f0"), "again", null, MovePlanner.Then.RETRY));
        assertThat(failedIds()).containsExactly("f1");
        assertThat(queue.queuedIds()).containsExactly("p0", "p1", "p2", "f0");
        assertThat(counters()).containsExactly(5, 0, 1);
        queue.legacy("load");
    }

    @Test
    void whatIsSpooledIsMergedFirstAndThenEdited() {
        queue.pythonQueue(1, 0);
        String id = QueueFixture.save(store, "typo").getFirst();
        Memory spooled =
                LineFile.read(QueueFixture.files(files.spool()).getFirst(), MemoryState.SPOOLED)
                        .ok()
                        .orElseThrow()
                        .memories()
                        .getFirst();
        assertThat(skipped(MovePlanner.retry(spooled))).isEqualTo("is waiting already");
        done(MovePlanner.edit(spooled, "right", null, MovePlanner.Then.STAY));
        assertThat(queue.queuedIds()).containsExactly("p0", id);
        assertThat(one(id).detail().content()).isEqualTo("right");
        assertThat(QueueFixture.files(files.spool())).isEmpty();
        assertThat(QueueFixture.flush(queue.store()).merged()).isZero();
    }

    // ---- discard, restore

    @Test
    void whatIsDiscardedLiesInTheTrashByteForByte() throws IOException {
        queue.pythonQueue(3, 2);
        byte[] bytes = one("p1").raw().bytes();
        done(MovePlanner.discard(one("p1")), MovePlanner.discard(one("f0")));
        assertThat(queue.queuedIds()).containsExactly("p0", "p2");
        assertThat(failedIds()).containsExactly("f1");
        assertThat(counters()).containsExactly(5, 0, 1);
        List<Trash.Discarded> trash = trash();
        assertThat(trash).extracting(d -> d.memory().id()).containsExactlyInAnyOrder("p1", "f0");
        Trash.Discarded pending =
                trash.stream().filter(d -> d.memory().id().equals("p1")).findFirst().orElseThrow();
        assertThat(QueueFixture.bytes(pending.file())).isEqualTo(bytes);
        assertThat(pending.from()).isEqualTo(MemoryState.PENDING);
        assertThat(pending.when()).isEqualTo(QueueFixture.START);
        assertThat(pending.memory().state()).isEqualTo(MemoryState.TRASH);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(pending.file())))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(files.trash())))
                .isEqualTo("rwx------");

        done(MovePlanner.restore(pending.memory()));
        assertThat(queue.queuedIds()).containsExactly("p0", "p2", "p1");
        assertThat(counters()).containsExactly(5, 0, 1);
        assertThat(trash()).extracting(d -> d.memory().id()).containsExactly("f0");
        assertThat(skipped(MovePlanner.restore(pending.memory())))
                .isEqualTo("is waiting in the queue already");
        queue.legacy("load");
    }

    @Test
    void aTrashFileOfWhatStillStandsInTheQueueIsNoTrash() throws IOException {
        queue.pythonQueue(2, 0);
        Disk disk = Disk.real();
        disk.ensureFolder(files.own());
        disk.ensureFolder(files.trash());
        store.trash().write(one("p0").raw(), MemoryState.PENDING, disk);
        assertThat(trash()).isEmpty();
        done(MovePlanner.edit(one("p0"), "other text", null, MovePlanner.Then.STAY));
        assertThat(trash()).hasSize(1);
    }

    @Test
    void aRestoreOfAnIdThatAnotherTextHasGetsItsOwn() {
        queue.pythonQueue(1, 0);
        Memory old = one("p0");
        done(MovePlanner.discard(old));
        queue.write(
                QueueFixture.pythonText(
                        List.of(QueueFixture.entry("p0", "another")), List.of(), 2, 0));
        Moved moved = done(MovePlanner.restore(old.in(MemoryState.TRASH))).getFirst();
        assertThat(moved.idNow()).startsWith("p0~");
        assertThat(queue.queuedIds()).containsExactly("p0", moved.idNow());
        assertThat(queue.queueJson().path("queue").path(1).path("original_id").asText())
                .isEqualTo("p0");
        undo(List.of(moved));
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    // ---- undo

    @Test
    void undoPutsEachBackWhereItStood() {
        queue.pythonQueue(5, 5);
        String before = queue.queueText();
        List<Moved> first =
                done(
                        MovePlanner.retry(one("f1")),
                        MovePlanner.retry(one("f2")),
                        MovePlanner.discard(one("p0")),
                        MovePlanner.discard(one("p3")),
                        MovePlanner.discard(one("f4")),
                        MovePlanner.edit(one("p1"), "x", null, MovePlanner.Then.STAY),
                        MovePlanner.edit(one("f0"), "y", "z", MovePlanner.Then.RETRY));
        assertThat(counters()).containsExactly(10, 0, 1);
        List<Moved> back = undo(first);
        assertThat(queue.queueText()).isEqualTo(before);
        assertThat(QueueFixture.files(files.trash())).isEmpty();
        undo(back);
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p1", "p2", "p4", "f0", "f1", "f2");
        assertThat(failedIds()).containsExactly("f3");
        queue.legacy("load");
    }

    @Test
    void anUndoSaysWhatHappenedMeanwhile() {
        queue.pythonQueue(0, 5);
        List<Moved> moved =
                done(
                        MovePlanner.retry(one("f0")),
                        MovePlanner.retry(one("f1")),
                        MovePlanner.retry(one("f2")),
                        MovePlanner.retry(one("f3")),
                        MovePlanner.discard(one("f4")));
        done(MovePlanner.edit(one("f1"), "edited", null, MovePlanner.Then.STAY));
        done(MovePlanner.discard(one("f2")));
        // f0 was sent, f3 is claimed
        String text = queue.queueText();
        Memory claimed = one("f3");
        queue.write(
                "{\"queue\": ["
                        + one("f1").raw().text()
                        + "], \"in_flight\": ["
                        + claimed.raw().text()
                        + "], \"failed\": [], \"last_100\": [], \"stats\": {\"total_queued\": 5,"
                        + " \"total_synced\": 1, \"total_failed\": 0, \"last_sync\": null}}");
        assertThat(text).isNotEqualTo(queue.queueText());
        ActResult.Done result = act(moved.stream().map(Moved::reversed).toList());
        assertThat(result.done()).extracting(Moved::id).containsExactly("f4");
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("f0", ActReasons.GONE),
                        new Skipped("f1", "was changed since you looked"),
                        new Skipped("f2", "was discarded meanwhile"),
                        new Skipped("f3", "is being uploaded now: try again when that has ended"));
        assertThat(failedIds()).containsExactly("f4");
        assertThat(counters()).containsExactly(5, 1, 1);
    }

    // ---- preconditions

    @Test
    void onlyWhatIsAsThePersonSawItIsChanged() {
        queue.pythonQueue(3, 2);
        List<PlannedMove> planned =
                List.of(
                        MovePlanner.discard(one("p0")),
                        MovePlanner.discard(one("p1")),
                        MovePlanner.discard(one("p2")),
                        MovePlanner.retry(one("f0")),
                        MovePlanner.retry(one("f1")));
        queue.write(
                QueueFixture.pythonText(
                        List.of(
                                QueueFixture.entry("p0", "somebody changed it"),
                                QueueFixture.entry("f0", "text of f0")),
                        List.of(
                                QueueFixture.entry("p1", "text of p1"),
                                QueueFixture.entry("f1", "text of f1")),
                        5,
                        1));
        ActResult.Done result = act(planned.toArray(PlannedMove[]::new));
        assertThat(result.done()).extracting(Moved::id).containsExactly("f1");
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("p0", "was changed since you looked"),
                        new Skipped("p1", "has failed meanwhile"),
                        new Skipped("p2", "was sent meanwhile or taken out by another program"),
                        new Skipped("f0", "is waiting in the queue already"));
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void oneIdTwiceInAnActIsDoneOnce() {
        queue.pythonQueue(1, 1);
        ActResult.Done result =
                act(
                        MovePlanner.retry(one("f0")),
                        MovePlanner.retry(one("f0")),
                        MovePlanner.discard(one("p0")),
                        MovePlanner.discard(one("p0")));
        assertThat(result.done()).hasSize(2);
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped("f0", "is waiting in the queue already"),
                        new Skipped("p0", "was discarded meanwhile"));
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
    }

    @Test
    void inFlightAndInDoubtAreRefusedByThePlan() {
        Memory memory = one(QueueFixture.entry("x", "t"), MemoryState.IN_FLIGHT);
        assertThat(skipped(MovePlanner.retry(memory))).isEqualTo(ActReasons.IN_FLIGHT);
        assertThat(skipped(MovePlanner.discard(memory))).isEqualTo(ActReasons.IN_FLIGHT);
        assertThat(skipped(MovePlanner.edit(memory, "n", null, MovePlanner.Then.STAY)))
                .isEqualTo(ActReasons.IN_FLIGHT);
        Memory doubt = memory.in(MemoryState.IN_DOUBT);
        assertThat(skipped(MovePlanner.retry(doubt))).isEqualTo(ActReasons.IN_DOUBT);
        assertThat(skipped(MovePlanner.discard(doubt))).isEqualTo(ActReasons.IN_DOUBT);
    }

    @Test
    void aDamagedQueueFileIsNeverReplaced() {
        queue.pythonQueue(1, 1);
        PlannedMove move = MovePlanner.discard(one("f0"));
        queue.write("{\"queue\": [");
        assertThat(result(List.of(((PlannedMove.Ready) move).move())))
                .isInstanceOfSatisfying(
                        ActResult.Refused.class,
                        refused ->
                                assertThat(refused.sentence())
                                        .contains("mem0_queue.json")
                                        .contains("`restore`"));
        assertThat(queue.queueText()).isEqualTo("{\"queue\": [");
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void whileSomebodyHoldsTheLockNothingIsChanged() {
        queue.pythonQueue(1, 1);
        PlannedMove move = MovePlanner.discard(one("f0"));
        String before = queue.queueText();
        try (Python python = Python.legacy("hold", folder)) {
            python.await("held");
            assertThat(result(List.of(((PlannedMove.Ready) move).move())))
                    .isInstanceOf(ActResult.LockHeld.class);
        }
        assertThat(queue.queueText()).isEqualTo(before);
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void ofManyAtOnceExactlyOneDoesIt() {
        queue.pythonQueue(1, 20);
        try (ExecutorService threads = Executors.newFixedThreadPool(4)) {
            for (int i = 0; i < 20; i++) {
                Memory memory = one("f" + i);
                PlannedMove retry = MovePlanner.retry(memory);
                PlannedMove discard = MovePlanner.discard(memory);
                List<CompletableFuture<ActResult>> acts = new ArrayList<>();
                for (PlannedMove move : List.of(retry, discard, retry, discard)) {
                    acts.add(
                            CompletableFuture.supplyAsync(
                                    () ->
                                            result(
                                                    queue.store(),
                                                    List.of(((PlannedMove.Ready) move).move()),
                                                    Duration.ofSeconds(30)),
                                    threads));
                }
                List<ActResult> results = acts.stream().map(CompletableFuture::join).toList();
                assertThat(results).allMatch(r -> r instanceof ActResult.Done);
                assertThat(results.stream().mapToInt(r -> ((ActResult.Done) r).done().size()).sum())
                        .isEqualTo(1);
            }
        }
        assertThat(failedIds()).isEmpty();
        assertThat(counters()).containsExactly(21, 0, 0);
        assertThat(queue.queuedIds().size() + QueueFixture.files(files.trash()).size())
                .isEqualTo(21);
    }

    // ---- outcomes

    @Test
    void aRebuildLeavesOutWhatWasDiscarded() throws IOException, InterruptedException {
        queue.pythonQueue(2, 1);
        String mine = QueueFixture.save(store, "mine").getFirst();
        QueueFixture.flush(store);
        store.keepGoodState();
        done(MovePlanner.discard(one("p0")), MovePlanner.discard(one(mine)));
        Files.delete(files.queueFile());
        QueueCopy good =
                store.copies().stream()
                        .filter(copy -> copy.number() > 0 && copy.pending() == 3)
                        .findFirst()
                        .orElseThrow();
        for (boolean purged : new boolean[] {false, true}) {
            if (purged) {
                for (Path file : QueueFixture.files(files.trash())) {
                    Files.delete(file);
                }
            }
            QueueRestore.Preview preview =
                    queue.store().restore().plan(good.file(), good.time(), Set.of());
            assertThat(((QueueRestore.Preview.Planned) preview).plan().toQueue())
                    .extracting(Memory::id)
                    .containsExactly("p1");
        }
    }

    @Test
    void whatWasDiscardedWasNotTakenOutByAnotherProgram() throws IOException {
        queue.pythonQueue(1, 0);
        String first = queue.queueText();
        List<String> ids = QueueFixture.save(store, "one", "two");
        QueueFixture.flush(store);
        done(MovePlanner.discard(one(ids.getFirst())));
        queue.write(first); // an older state comes back
        assertThat(OverwrittenMemories.find(store, document()))
                .extracting(Memory::id)
                .containsExactly(ids.getLast());
    }

    @Test
    void aGivenIdThatIsStoredIsNotMergedAgain() throws IOException {
        queue.pythonQueue(1, 0);
        Memory stored = one(QueueFixture.entry("g1", "given"), MemoryState.PENDING);
        store.outcomes()
                .append(
                        List.of(
                                Outcomes.Line.of(
                                        TextKey.of(stored),
                                        Outcomes.Outcome.STORED,
                                        QueueFixture.START)),
                        Disk.real());
        QueueFixture.accept(
                store,
                List.of(QueueFixture.memory("g1", "given"), QueueFixture.memory("g2", "new")));
        assertThat(QueueFixture.flush(store).merged()).isEqualTo(1);
        assertThat(queue.queuedIds()).containsExactly("p0", "g2");
    }

    @Test
    void tornAndDamagedOutcomesArePassedOver() throws IOException {
        queue.pythonQueue(0, 3);
        done(MovePlanner.discard(one("f0")));
        Files.writeString(
                files.outcomes(),
                "{\"id\": \"f9\", \"outc",
                US_ASCII,
                java.nio.file.StandardOpenOption.APPEND);
        assertThat(store.outcomes().latest("f0").orElseThrow().outcome())
                .isEqualTo(Outcomes.Outcome.DISCARDED);
        done(MovePlanner.discard(one("f1")));
        done(MovePlanner.restore(trashed("f0")));
        Files.writeString(
                files.outcomes(),
                "{\"id\": \"f1\", \"sha256\": \"\", \"outcome\": \"unheard-of\", \"time\": \"\"}\n",
                US_ASCII,
                java.nio.file.StandardOpenOption.APPEND);
        for (Outcomes outcomes : List.of(store.outcomes(), queue.store().outcomes())) {
            assertThat(outcomes.latest("f0").orElseThrow().outcome())
                    .isEqualTo(Outcomes.Outcome.RESTORED);
            assertThat(outcomes.latest("f1").orElseThrow().outcome())
                    .isEqualTo(Outcomes.Outcome.DISCARDED);
            assertThat(outcomes.latest("f9")).isEmpty();
            assertThat(outcomes.all()).hasSize(2);
        }
    }

    // ---- helpers

    private Memory one(String id) {
        QueueDocument document = document();
        for (List<Memory> list : List.of(document.queue(), document.failed())) {
            for (Memory memory : list) {
                if (memory.id().equals(id)) {
                    return memory;
                }
            }
        }
        throw new AssertionError(id + " is in no list");
    }

    private Memory trashed(String id) throws IOException {
        return trash().stream()
                .map(Trash.Discarded::memory)
                .filter(memory -> memory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private static Memory one(String entry, MemoryState state) {
        return EntryReader.read(org.mem0queue.queue.RawJson.of(entry), state);
    }

    private QueueDocument document() {
        return queue.store().queueFile().read().ok().orElseThrow();
    }

    private List<Trash.Discarded> trash() throws IOException {
        QueueDocument document = document();
        return store.trash().list(List.of(document.queue(), document.failed()));
    }

    private List<Moved> done(PlannedMove... planned) {
        ActResult.Done result = act(planned);
        assertThat(result.skipped()).isEmpty();
        assertThat(result.done()).hasSize(planned.length);
        return result.done();
    }

    private ActResult.Done act(PlannedMove... planned) {
        List<Move> moves = new ArrayList<>();
        for (PlannedMove move : planned) {
            moves.add(((PlannedMove.Ready) move).move());
        }
        return act(moves);
    }

    private ActResult.Done act(List<Move> moves) {
        ActResult result = result(moves);
        assertThat(result).isInstanceOf(ActResult.Done.class);
        return (ActResult.Done) result;
    }

    private List<Moved> undo(List<Moved> moved) {
        ActResult.Done result = act(moved.reversed().stream().map(Moved::reversed).toList());
        assertThat(result.skipped()).isEmpty();
        return result.done();
    }

    private String skipped(PlannedMove planned) {
        return switch (planned) {
            case PlannedMove.Impossible(Skipped skipped) -> skipped.reason();
            case PlannedMove.Ready(Move move) -> {
                ActResult.Done result = act(List.of(move));
                assertThat(result.done()).isEmpty();
                yield result.skipped().getFirst().reason();
            }
        };
    }

    private ActResult result(List<Move> moves) {
        return result(store, moves, Duration.ZERO);
    }

    private static ActResult result(QueueStore store, List<Move> moves, Duration wait) {
        try {
            return store.act(moves, wait);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private List<String> failedIds() {
        return QueueFixture.ids(queue.queueJson().path("failed"));
    }

    private List<Integer> counters() {
        JsonNode stats = queue.queueJson().path("stats");
        return List.of(
                stats.path("total_queued").asInt(),
                stats.path("total_synced").asInt(),
                stats.path("total_failed").asInt());
    }
}
