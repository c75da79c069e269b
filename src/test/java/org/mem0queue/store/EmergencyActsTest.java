package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.ReadResult;
import org.mem0queue.queue.Skipped;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Taking chosen lines out of the emergency file. */
class EmergencyActsTest {
    @TempDir Path folder;

    private QueueFixture queue;
    private QueueDirectory files;
    private QueueStore store;

    @BeforeEach
    void setUp() {
        queue = new QueueFixture(folder);
        files = queue.directory();
        store = queue.store();
        queue.pythonQueue(1, 0);
    }

    @Test
    void chosenLinesEnterTheQueueAndTheOthersStay() throws IOException {
        lines(line("e0", "zero"), line("e1", "one"), line("e2", "two"));
        String live = Files.readString(files.emergencyFile());
        List<Moved> moved = done(MovePlanner.retry(emergency("e1")));
        assertThat(queue.queuedIds()).containsExactly("p0", "e1");
        assertThat(queue.queueJson().path("queue").path(1).has("emergency")).isFalse();
        assertThat(queue.queueJson().path("stats").path("total_queued").asInt()).isEqualTo(2);
        assertThat(QueueFixture.ids(queue.queueJson().path("last_100"))).contains("e1");
        assertThat(files.emergencyFile()).doesNotExist();
        assertThat(QueueFixture.files(files.drained())).hasSize(1);
        assertThat(Files.readString(QueueFixture.files(files.drained()).getFirst()))
                .isEqualTo(live);
        assertThat(openIds()).containsExactly("e0", "e2");
        queue.legacy("load");

        // what was edited or sent since then does not come back
        queue.write(QueueFixture.pythonText(List.of(), List.of(), 2, 2));
        assertThat(openIds()).containsExactly("e0", "e2");
        ActResult.Done gone = act(moved.getFirst().reversed());
        assertThat(gone.skipped()).containsExactly(new Skipped("e1", ActReasons.GONE));
        done(MovePlanner.retry(emergency("e0")), MovePlanner.retry(emergency("e2")));
        assertThat(openIds()).isEmpty();
    }

    @Test
    void aServerThatHadItOpenMayStillAppend() throws IOException {
        lines(line("e0", "zero"));
        try (OutputStream server =
                Files.newOutputStream(files.emergencyFile(), StandardOpenOption.APPEND)) {
            done(MovePlanner.retry(emergency("e0")));
            server.write((line("e1", "late") + "\n").getBytes(US_ASCII));
        }
        assertThat(openIds()).containsExactly("e1");
        lines(line("e2", "new file"), line("e3", "torn").substring(0, 20));
        assertThat(openIds()).containsExactly("e1", "e2");
        done(MovePlanner.retry(emergency("e1")), MovePlanner.discard(emergency("e2")));
        assertThat(openIds()).isEmpty();
        assertThat(queue.queuedIds()).containsExactly("p0", "e0", "e1");
        assertThat(QueueFixture.files(files.drained())).hasSize(2);
    }

    @Test
    void undoLeavesThemToTheEmergencyFileAgain() throws IOException {
        lines(line("e0", "zero"), line("e1", "one"), "{\"project_id\": \"a\", \"content\": \"x\"}");
        List<Memory> all = open();
        List<Moved> moved =
                done(
                        MovePlanner.retry(all.get(0)),
                        MovePlanner.discard(all.get(1)),
                        MovePlanner.retry(all.get(2)));
        assertThat(open()).isEmpty();
        assertThat(queue.queuedIds()).containsExactly("p0", "e0", all.get(2).id());
        ActResult.Done result = act(moved.stream().map(Moved::reversed).toArray(Move[]::new));
        assertThat(result.skipped()).isEmpty();
        assertThat(open()).extracting(Memory::id).containsExactlyElementsOf(ids(all));
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(QueueFixture.files(files.trash())).isEmpty();
        result = act(result.done().stream().map(Moved::reversed).toArray(Move[]::new));
        assertThat(result.skipped()).isEmpty();
        assertThat(open()).isEmpty();
    }

    @Test
    void undoIsRefusedWhereTheLineIsGone() throws IOException {
        lines(line("e0", "zero"));
        Moved moved = done(MovePlanner.retry(emergency("e0"))).getFirst();
        Files.delete(QueueFixture.files(files.drained()).getFirst());
        assertThat(act(moved.reversed()).skipped())
                .containsExactly(new Skipped("e0", ActReasons.NO_LINE));
        assertThat(queue.queuedIds()).containsExactly("p0", "e0");
    }

    @Test
    void anIdThatAnotherTextHasGetsItsOwn() {
        lines(line("p0", "not the text of p0"), line("e0", "same"), line("e0", "same"));
        Moved moved = done(MovePlanner.retry(emergency("p0"))).getFirst();
        assertThat(queue.queuedIds()).containsExactly("p0", moved.idNow());
        assertThat(moved.idNow()).startsWith("p0~");
        assertThat(openIds()).containsExactly("e0");
        assertThat(act(moved.reversed()).skipped()).isEmpty();
        assertThat(openIds()).containsExactly("p0", "e0");
        assertThat(queue.queuedIds()).containsExactly("p0");
    }

    @Test
    void whatIsThereAlreadyIsNotOpen() {
        lines(line("p0", "text of p0"), line("e0", "zero"));
        assertThat(openIds()).containsExactly("e0");
        QueueFixture.accept(store, List.of(QueueFixture.memory("e0", "zero")));
        QueueFixture.flush(store);
        queue.write(QueueFixture.pythonText(List.of(), List.of(), 2, 2)); // both are sent
        assertThat(openIds()).as("kept tells of e0").containsExactly("p0");
    }

    @Test
    void aLinkIsLeftWhereItIs() throws IOException {
        lines(line("e0", "zero"), line("e1", "one"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere")).resolve("x.json");
        Files.move(files.emergencyFile(), elsewhere);
        Files.createSymbolicLink(files.emergencyFile(), Path.of("elsewhere", "x.json"));
        done(MovePlanner.retry(emergency("e0")));
        assertThat(files.emergencyFile()).isSymbolicLink();
        assertThat(openIds()).containsExactly("e1");
    }

    @Test
    void editingALinePutsItIntoTheQueue() {
        lines(line("e0", "zero"));
        done(MovePlanner.edit(emergency("e0"), "better", null, MovePlanner.Then.STAY));
        assertThat(queue.queuedIds()).containsExactly("p0", "e0");
        assertThat(openIds()).isEmpty();
    }

    // ---- helpers

    private void lines(String... lines) {
        QueueFixture.write(
                files.emergencyFile(), String.join("\n", lines).concat("\n").getBytes(US_ASCII));
    }

    private static String line(String id, String content) {
        return "{\"id\": \""
                + id
                + "\", \"project_id\": \"trace-hub\", \"content\": \""
                + content
                + "\", \"timestamp\": 1764460800, \"retries\": 0, \"emergency\": true}";
    }

    private List<Memory> open() {
        QueueDocument document = queue.store().queueFile().read().ok().orElseThrow();
        ReadResult<LineFile.Lines> read =
                store.emergency().read(List.of(document.queue(), document.failed()));
        return read.ok().map(LineFile.Lines::memories).orElse(List.of());
    }

    private List<String> openIds() {
        return ids(open());
    }

    private static List<String> ids(List<Memory> memories) {
        return memories.stream().map(Memory::id).toList();
    }

    private Memory emergency(String id) {
        Memory found =
                open().stream().filter(memory -> memory.id().equals(id)).findFirst().orElseThrow();
        assertThat(found.state()).isEqualTo(MemoryState.EMERGENCY);
        return found;
    }

    private List<Moved> done(PlannedMove... planned) {
        List<Move> moves = new ArrayList<>();
        for (PlannedMove move : planned) {
            moves.add(((PlannedMove.Ready) move).move());
        }
        ActResult.Done result = act(moves.toArray(Move[]::new));
        assertThat(result.skipped()).isEmpty();
        return result.done();
    }

    private ActResult.Done act(Move... moves) {
        try {
            ActResult result = store.act(List.of(moves), Duration.ZERO);
            assertThat(result).isInstanceOf(ActResult.Done.class);
            return (ActResult.Done) result;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
