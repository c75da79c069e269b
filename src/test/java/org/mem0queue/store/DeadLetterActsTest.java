package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Acts on dead letters, which a living worker would undo. */
class DeadLetterActsTest {
    private static final String PYTHON_READS =
            """
            import json, sys
            letters = json.load(open(sys.argv[1]))
            print([e["id"] for e in letters["items"]], letters["last_update"], sorted(letters))
            """;

    @TempDir Path folder;

    private QueueFixture queue;
    private QueueDirectory files;
    private @Nullable String worker;
    private QueueStore store;

    @BeforeEach
    void open() throws IOException {
        queue = new QueueFixture(folder);
        files = queue.directory();
        store = open(Disk.real());
        queue.pythonQueue(1, 1);
        letters(letter("d0", 0), letter("d1", 1), letter("d2", 2));
    }

    private QueueStore open(Disk disk) {
        return new QueueStore(
                files,
                disk,
                QueueFixture.HERE,
                queue.clock(),
                QueueStore.Access.MANAGE,
                () -> QueueFile.DEFAULT_LIMIT_BYTES,
                () -> Optional.ofNullable(worker));
    }

    @Test
    void aDeadLetterIsQueuedAgain() throws IOException {
        Files.setPosixFilePermissions(
                files.deadLetterFile(), PosixFilePermissions.fromString("rw-r-----"));
        Moved moved = done(MovePlanner.retry(letter("d1"))).getFirst();
        assertThat(queue.queuedIds()).containsExactly("p0", "d1");
        JsonNode entry = queue.queueJson().path("queue").path(1);
        assertThat(entry.path("retries").asInt()).isZero();
        assertThat(entry.has("retry_count")).isFalse();
        assertThat(entry.has("moved_to_dlq_at")).isFalse();
        assertThat(entry.has("last_attempt")).isFalse();
        assertThat(entry.path("kept").asText()).isEqualTo("x");
        assertThat(letterIds()).containsExactly("d0", "d2");
        assertThat(QueueFixture.json(files.deadLetterFile()).path("other").path("a").asInt())
                .isEqualTo(1);
        assertThat(Python.run(PYTHON_READS, files.deadLetterFile()))
                .startsWith("['d0', 'd2'] 2026-11-23T")
                .endsWith("['items', 'last_update', 'other']");
        assertThat(
                        PosixFilePermissions.toString(
                                Files.getPosixFilePermissions(files.deadLetterFile())))
                .isEqualTo("rw-r-----");
        assertThat(stats()).containsExactly(2, 0, 1);

        undo(List.of(moved));
        assertThat(letterIds()).containsExactly("d0", "d1", "d2");
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(new String(QueueFixture.bytes(files.deadLetterFile()), US_ASCII))
                .contains(letter("d1", 1));
        assertThat(stats()).containsExactly(2, 0, 1);
        queue.legacy("load");
    }

    @Test
    void oneIsDiscardedEditedAndPutBack() throws IOException {
        List<Moved> moved =
                done(
                        MovePlanner.discard(letter("d0")),
                        MovePlanner.edit(letter("d2"), "new", null, MovePlanner.Then.STAY));
        assertThat(letterIds()).containsExactly("d1", "d2");
        assertThat(letter("d2").detail().content()).isEqualTo("new");
        assertThat(store.trash().list(List.of()))
                .extracting(Trash.Discarded::from)
                .containsExactly(MemoryState.DEAD_LETTER);
        undo(moved);
        assertThat(letterIds()).containsExactly("d0", "d1", "d2");
        assertThat(letter("d2").detail().content()).isEqualTo("text of d2");
        assertThat(QueueFixture.files(files.trash())).isEmpty();
    }

    @Test
    void whileAWorkerLivesItIsToldWhenThatTriesAgain() {
        List<PlannedMove> planned =
                List.of(
                        MovePlanner.retry(letter("d1")),
                        MovePlanner.discard(letter("d0")),
                        MovePlanner.discard(pending("p0")));
        worker = "the endless worker is running (pid 4711)";
        byte[] before = QueueFixture.bytes(files.deadLetterFile());
        ActResult.Done result = act(planned);
        assertThat(result.done()).extracting(Moved::id).containsExactly("p0");
        assertThat(result.skipped())
                .containsExactly(
                        new Skipped(
                                "d1",
                                "is left to the worker: the endless worker is running (pid 4711)"
                                        + " and tries it again in 51 s; stop it to do this"),
                        new Skipped(
                                "d0",
                                "is left to the worker: the endless worker is running (pid 4711)"
                                        + " and tries it again in 21 s; stop it to do this"));
        assertThat(QueueFixture.bytes(files.deadLetterFile())).isEqualTo(before);
        assertThat(QueueFixture.files(files.trash())).hasSize(1);
    }

    @Test
    void withoutAGateNothingIsChanged() {
        ActResult.Done result = act(queue.store(), List.of(MovePlanner.retry(letter("d1"))));
        assertThat(result.done()).isEmpty();
        assertThat(result.skipped().getFirst().reason()).contains("is not known whether");
    }

    @Test
    void anUnreadableFileIsNeverReplaced() {
        PlannedMove move = MovePlanner.retry(letter("d1"));
        QueueFixture.write(files.deadLetterFile(), "{\"items\": [".getBytes(US_ASCII));
        ActResult.Done result = act(List.of(move));
        assertThat(result.skipped().getFirst().reason()).contains("mem0_queue_dlq.json");
        assertThat(QueueFixture.bytes(files.deadLetterFile()))
                .isEqualTo("{\"items\": [".getBytes(US_ASCII));
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    /** The worker starts between our write of the queue and that of its file. */
    @Test
    void aWorkerThatComesInBetweenKeepsItsFileUntilItIsGone() {
        PlannedMove move = MovePlanner.retry(letter("d1"));
        QueueStore crossed =
                open(
                        Disk.withFaults(
                                (call, path) -> {
                                    if (path.equals(files.queueFile())) {
                                        worker = "the endless worker is running (pid 4711)";
                                    }
                                }));
        assertThat(act(crossed, List.of(move)).done()).hasSize(1);
        assertThat(letterIds()).containsExactly("d0", "d1", "d2");
        assertThat(queue.queuedIds()).containsExactly("p0", "d1");
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(letterIds()).containsExactly("d0", "d1", "d2");
        worker = null;
        QueueFixture.save(store, "two");
        QueueFixture.flush(store);
        assertThat(letterIds()).containsExactly("d0", "d2");
        done(MovePlanner.retry(letter("d2")));
        assertThat(QueueFixture.ids(queue.queueJson().path("queue")))
                .contains("d1", "d2")
                .doesNotHaveDuplicates();
    }

    /** It failed again after it was queued: then the dead letter is all there is. */
    @Test
    void aDeadLetterThatCameBackIsNotTakenForACopy() {
        done(MovePlanner.retry(letter("d1")));
        assertThat(queue.queueText()).contains("requeued");
        queue.write(queue.queueText().replaceAll("\"id\": \"d1\"", "\"id\": \"other\""));
        letters(letter("d1", 1));
        QueueFixture.save(store, "one");
        QueueFixture.flush(store);
        assertThat(letterIds()).containsExactly("d1");
        done(MovePlanner.discard(pending("p0")));
        assertThat(letterIds()).containsExactly("d1");
    }

    // ---- helpers

    private void letters(String... letters) {
        QueueFixture.write(
                files.deadLetterFile(),
                ("{\n  \"items\": [\n    "
                                + String.join(",\n    ", letters)
                                + "\n  ],\n  \"other\": {\n    \"a\": 1\n  },\n"
                                + "  \"last_update\": \"2025-12-01T10:00:00.000001\"\n}")
                        .getBytes(US_ASCII));
    }

    private static String letter(String id, int attempts) {
        return "{\n      \"id\": \""
                + id
                + "\",\n      \"project_id\": \"a\",\n      \"content\": \"text of "
                + id
                + "\",\n      \"timestamp\": 1764460800,\n      \"retries\": 5,\n"
                + "      \"moved_to_dlq_at\": "
                + (QueueFixture.START.getEpochSecond() - 10)
                + ".25,\n      \"retry_count\": "
                + attempts
                + ",\n      \"last_attempt\": "
                + (QueueFixture.START.getEpochSecond() - 10)
                + ".25,\n      \"kept\": \"x\"\n    }";
    }

    private Memory letter(String id) {
        return DeadLetterFile.read(files.deadLetterFile()).ok().orElseThrow().memories().stream()
                .filter(memory -> memory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private Memory pending(String id) {
        return queue.store().queueFile().read().ok().orElseThrow().queue().stream()
                .filter(memory -> memory.id().equals(id))
                .findFirst()
                .orElseThrow();
    }

    private List<String> letterIds() {
        return QueueFixture.ids(QueueFixture.json(files.deadLetterFile()).path("items"));
    }

    private List<Integer> stats() {
        JsonNode stats = queue.queueJson().path("stats");
        return List.of(
                stats.path("total_queued").asInt(),
                stats.path("total_synced").asInt(),
                stats.path("total_failed").asInt());
    }

    private List<Moved> done(PlannedMove... planned) {
        ActResult.Done result = act(List.of(planned));
        assertThat(result.skipped()).isEmpty();
        return result.done();
    }

    private void undo(List<Moved> moved) {
        ActResult result = result(store, moved.stream().map(Moved::reversed).toList());
        assertThat(result).isInstanceOf(ActResult.Done.class);
        assertThat(((ActResult.Done) result).skipped()).isEmpty();
    }

    private ActResult.Done act(List<PlannedMove> planned) {
        return act(store, planned);
    }

    private static ActResult.Done act(QueueStore store, List<PlannedMove> planned) {
        List<Move> moves = new ArrayList<>();
        for (PlannedMove move : planned) {
            moves.add(((PlannedMove.Ready) move).move());
        }
        ActResult result = result(store, moves);
        assertThat(result).isInstanceOf(ActResult.Done.class);
        return (ActResult.Done) result;
    }

    private static ActResult result(QueueStore store, List<Move> moves) {
        try {
            return store.act(moves, Duration.ZERO);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
