package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.ActResult;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.PlannedMove;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Parts take the place of a memory that is too long, and its text is never in no place. */
class SplitTest extends ActingStore {
    private static final List<String> PARTS = List.of("text ", "of ", "f1");

    private static List<Move> split(Memory memory) {
        return MovePlanner.split(memory, PARTS).stream()
                .map(planned -> ((PlannedMove.Ready) planned).move())
                .toList();
    }

    private List<JsonNode> parts() {
        List<JsonNode> parts = new ArrayList<>();
        for (JsonNode entry : queue.queueJson().path("queue")) {
            if (entry.has("part")) {
                parts.add(entry);
            }
        }
        return parts;
    }

    private boolean wholeIsInTrash() throws IOException {
        return trash().stream().anyMatch(d -> d.memory().id().equals("f1"));
    }

    @Test
    void partsKeepProjectAndTimeAndNameTheWhole() throws IOException {
        queue.pythonQueue(1, 2);
        JsonNode whole = queue.queueJson().path("failed").get(1);
        List<Integer> before = counters();

        ActResult.Done done = act(split(one("f1")));

        assertThat(done.skipped()).isEmpty();
        assertThat(failedIds()).containsExactly("f0");
        assertThat(wholeIsInTrash()).isTrue();
        assertThat(parts()).extracting(p -> p.path("content").asText()).isEqualTo(PARTS);
        assertThat(parts()).extracting(p -> p.path("part").asInt()).containsExactly(1, 2, 3);
        assertThat(parts())
                .allMatch(p -> p.path("parts").asInt() == 3)
                .allMatch(p -> p.path("original_id").asText().equals("f1"))
                .allMatch(p -> p.path("project_id").equals(whole.path("project_id")))
                .allMatch(p -> p.path("timestamp").equals(whole.path("timestamp")))
                .allMatch(p -> p.path("retries").asInt(-1) == 0)
                .noneMatch(p -> p.has("last_error"));
        assertThat(parts()).extracting(p -> p.path("id").asText()).doesNotHaveDuplicates();
        assertThat(counters())
                .as("three more were queued, one left failed")
                .containsExactly(before.get(0) + 3, before.get(1), before.get(2) - 1);
    }

    @Test
    void undoTakesThePartsAwayAndPutsTheWholeBack() throws IOException {
        queue.pythonQueue(1, 2);
        String before = queue.queueJson().path("failed").toString();
        List<Moved> done = act(split(one("f1"))).done();

        ActResult.Done undone = act(done.stream().map(Moved::reversed).toList());

        assertThat(undone.skipped()).isEmpty();
        assertThat(queue.queueJson().path("failed").toString()).isEqualTo(before);
        assertThat(parts()).isEmpty();
        assertThat(trash()).extracting(d -> d.memory().detail().content()).hasSize(3);

        act(undone.done().stream().map(Moved::reversed).toList());
        assertThat(parts()).hasSize(3);
        assertThat(failedIds()).containsExactly("f0");
    }

    @Test
    void withoutTheWholeThereAreNoParts() {
        queue.pythonQueue(1, 2);
        List<Move> moves = split(one("f1"));
        queue.write(queue.queueText().replace("text of f1", "another text"));

        ActResult.Done done = act(moves);

        assertThat(done.done()).isEmpty();
        assertThat(done.skipped()).hasSize(4);
        assertThat(done.skipped().getLast().reason()).isEqualTo(ActReasons.WHOLE_STAYS);
        assertThat(parts()).isEmpty();
    }

    @Test
    void twiceAddsNothing() {
        queue.pythonQueue(1, 2);
        List<Move> moves = split(one("f1"));
        act(moves);

        ActResult.Done again = act(moves);

        assertThat(again.done()).isEmpty();
        assertThat(parts()).hasSize(3);
    }

    @Test
    void oneWithoutAProjectIsLeftAlone() {
        Memory without = one("{\"id\": \"x\", \"content\": \"long\"}", MemoryState.FAILED);
        assertThat(MovePlanner.split(without, PARTS))
                .singleElement()
                .isInstanceOf(PlannedMove.Impossible.class);
    }

    private enum Kind {
        FAILURE,
        CRASH,
        FULL
    }

    @ParameterizedTest
    @EnumSource
    void aFaultAtAnyCallLeavesTheWholeOrAllItsParts(Kind kind) throws IOException {
        int call = 0;
        boolean happened = true;
        while (happened) {
            assertThat(++call).isLessThan(100);
            Path here = Files.createDirectory(folder.resolve("run-" + call));
            queue = new QueueFixture(here);
            queue.pythonQueue(1, 2);
            List<Move> moves = split(one("f1"));
            Faults.AtCall fault =
                    switch (kind) {
                        case FAILURE -> Faults.AtCall.fails(call);
                        case CRASH -> Faults.AtCall.crashes(call);
                        case FULL -> Faults.AtCall.full(call);
                    };
            try {
                queue.store(Disk.withFaults(fault)).act(moves, Duration.ZERO);
            } catch (Faults.Crash gone) {
                // whoever comes next finds it as it is
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            happened = fault.happened();
            store = queue.store();

            Set<String> texts =
                    parts().stream()
                            .map(p -> p.path("content").asText())
                            .collect(Collectors.toSet());
            boolean whole = failedIds().contains("f1");
            assertThat(texts).as(fault.where()).hasSize(whole ? 0 : 3);
            assertThat(whole || wholeIsInTrash()).as(fault.where()).isTrue();

            act(moves); // what is not done yet is done now
            assertThat(parts()).as(fault.where()).hasSize(3);
            assertThat(failedIds()).as(fault.where()).containsExactly("f0");
            assertThat(wholeIsInTrash()).as(fault.where()).isTrue();
        }
        assertThat(call).isGreaterThan(8);
    }

    /** They stand in files of their own, which are written before the queue file. */
    @ParameterizedTest
    @ValueSource(strings = {"d1", "e1"})
    void deadLettersAndEmergencyLinesAreSplitToo(String id) throws IOException {
        queue.pythonQueue(1, 0);
        String entry = QueueFixture.entry(id, "text of f1");
        boolean letter = id.equals("d1");
        QueueFixture.write(
                letter ? files.deadLetterFile() : files.emergencyFile(),
                (letter ? "{\"items\": [" + entry + "]}" : entry.replaceAll("\n *", " ") + "\n")
                        .getBytes(UTF_8));
        Memory memory = one(entry, letter ? MemoryState.DEAD_LETTER : MemoryState.EMERGENCY);
        store =
                new QueueStore(
                        files,
                        Disk.real(),
                        QueueFixture.HERE,
                        queue.clock(),
                        QueueStore.Access.MANAGE,
                        () -> QueueFile.DEFAULT_LIMIT_BYTES,
                        Optional::empty);

        ActResult.Done done = act(split(memory));

        assertThat(done.skipped()).isEmpty();
        assertThat(parts()).hasSize(3);
        assertThat(trash()).extracting(d -> d.memory().id()).containsExactly(id);
    }
}
