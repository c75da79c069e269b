package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What must hold after a scenario: in the files, in the ledger, and in the balance. */
final class ScenarioCheck {
    private final ScratchQueue scratch;
    private final StandInWorker worker;
    private final ExpectedMemories expected;
    private final QueueService service;
    private final ForeignKeys foreign;

    ScenarioCheck(
            ScratchQueue scratch,
            StandInWorker worker,
            ExpectedMemories expected,
            QueueService service,
            ForeignKeys foreign) {
        this.scratch = scratch;
        this.worker = worker;
        this.expected = expected;
        this.service = service;
        this.foreign = foreign;
    }

    /** Fails if a memory is elsewhere than the acts say, or if a count says otherwise. */
    void verify() throws IOException {
        QueueSnapshot now = service.look();
        Map<String, Map<String, String>> places = places(now);
        expected.verify(places);
        scratch.asPythonSeesIt();
        assertThat(scratch.queue().path("x_team")).isEqualTo(foreign.team());
        ledgerAgrees(now);
        balanceIsExact();
    }

    /** For each id in which places it stands, each with the text there. */
    private Map<String, Map<String, String>> places(QueueSnapshot now) throws IOException {
        Map<String, Map<String, String>> places = new HashMap<>();
        JsonNode queue = scratch.queue();
        put(places, "pending", queue.path("queue"));
        put(places, "failed", queue.path("failed"));
        put(places, "held", queue.path("held"));
        Path letters = scratch.path().resolve("mem0_queue_dlq.json");
        put(
                places,
                "dead-letters",
                buriedOnce(Outcome.JSON.readTree(letters.toFile()).path("items")));
        List<JsonNode> trash = new ArrayList<>();
        Path folder = scratch.path().resolve("mem0_queue.d/trash");
        if (Files.exists(folder)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.json")) {
                for (Path file : files) {
                    trash.add(Outcome.JSON.readTree(file.toFile()));
                }
            }
        }
        put(places, "trash", trash);
        // Which lines of the emergency file still count, only the program can tell.
        for (Memory memory : now.in(MemoryState.EMERGENCY)) {
            places.computeIfAbsent(memory.id(), id -> new HashMap<>())
                    .put("emergency", memory.detail().contentText().orElse(""));
        }
        assertThat(scratch.spooledIds()).isEmpty();
        return places;
    }

    /**
     * An endless worker that starts in the very moment of a retry has read the dead letter before
     * it leaves its file, and buries the memory a second time when it fails again. The two copies
     * tell the times of it; nothing of ours writes such a time.
     */
    private static List<JsonNode> buriedOnce(JsonNode items) {
        Map<String, JsonNode> once = new LinkedHashMap<>();
        for (JsonNode item : items) {
            JsonNode other = once.putIfAbsent(item.path("id").asText(), item);
            if (other != null) {
                assertThat(item.path("content")).isEqualTo(other.path("content"));
                assertThat(item.path("moved_to_dlq_at"))
                        .as("%s stands twice in the dead letters", item.path("id"))
                        .isNotEqualTo(other.path("moved_to_dlq_at"));
            }
        }
        return List.copyOf(once.values());
    }

    private void put(
            Map<String, Map<String, String>> places, String place, Iterable<JsonNode> entries) {
        for (JsonNode entry : entries) {
            String id = entry.path("id").asText();
            String before =
                    places.computeIfAbsent(id, any -> new HashMap<>())
                            .put(place, entry.path("content").asText());
            assertThat(before).as("%s stands twice in %s", id, place).isNull();
            if (foreign.noted().contains(id)) {
                assertThat(entry.path("x_note").asText()).isEqualTo("note of " + id);
            }
        }
    }

    private void ledgerAgrees(QueueSnapshot now) {
        for (MemoryState state : MemoryState.values()) {
            Set<String> known = known(state);
            switch (state) {
                case LOST -> assertThat(known).as("called lost").isEmpty();
                case SYNCED -> {
                    Set<String> sent =
                            worker.sent().stream()
                                    .map(StandInWorker.Sent::id)
                                    .collect(Collectors.toSet());
                    assertThat(sent).as("called synced").containsAll(known);
                }
                case UNCERTAIN -> {}
                default ->
                        assertThat(known)
                                .as("%s in the ledger", state)
                                .isEqualTo(
                                        now.in(state).stream()
                                                .map(Memory::id)
                                                .collect(Collectors.toSet()));
            }
        }
    }

    private Set<String> known(MemoryState state) {
        return service.knownIn(state, 10_000).done().orElseThrow().stream()
                .map(KnownMemory::memory)
                .map(Memory::id)
                .filter(id -> expected.ids().contains(id))
                .collect(Collectors.toSet());
    }

    private void balanceIsExact() {
        JsonNode status =
                SameJvm.run(scratch.program(), new byte[0], List.of("status", "--json"))
                        .done()
                        .json();
        JsonNode balance = status.path("balance");
        Set<String> never = new HashSet<>(expected.ids());
        for (MemoryState state : MemoryState.values()) {
            never.removeAll(known(state));
        }
        assertThat(never).as("never written down").isEmpty();
        JsonNode counts = status.path("counts");
        assertThat(counts.path("lost").asLong()).isZero();
        assertThat(balance.path("unaccounted").asLong()).as("%s", status).isZero();
        assertThat(balance.path("seen").asLong())
                .as("%s", status)
                .isEqualTo(balance.path("accounted").asLong())
                .isEqualTo(10 + expected.ids().size());
        long sum = 0;
        for (String state :
                List.of(
                        "spooled",
                        "pending",
                        "in_flight",
                        "in_doubt",
                        "synced_confirmed",
                        "synced_reported",
                        "failed",
                        "dead_letters",
                        "emergency",
                        "uncertain",
                        "trash")) {
            sum += counts.path(state).asLong();
        }
        assertThat(sum).as("%s", status).isEqualTo(balance.path("seen").asLong());
    }

    /**
     * What another program has written and nobody of us knows.
     *
     * @param team the value of a key of the file
     * @param noted the ids of entries that have a note
     */
    record ForeignKeys(JsonNode team, Set<String> noted) {
        /** Keys of another program, in the file and in its entries. */
        static ForeignKeys addedTo(ScratchQueue scratch) throws IOException {
            ObjectNode queue = (ObjectNode) scratch.queue();
            JsonNode team = Outcome.JSON.readTree("{\"who\": [1, {\"é\": null}], \"n\": 1e2}");
            queue.set("x_team", team);
            Set<String> noted = new HashSet<>();
            for (String list : List.of("queue", "failed")) {
                for (JsonNode entry : queue.path(list)) {
                    ((ObjectNode) entry).put("x_note", "note of " + entry.path("id").asText());
                    noted.add(entry.path("id").asText());
                }
            }
            Files.write(
                    scratch.queueFile(),
                    Outcome.JSON
                            .writer()
                            .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                            .writeValueAsBytes(queue));
            return new ForeignKeys(team, noted);
        }
    }
}
