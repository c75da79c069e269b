package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.acceptance.UndoTable.Doing;
import org.mem0queue.acceptance.UndoTable.Later;
import org.mem0queue.acceptance.UndoTable.Place;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Undo, act by act, after everything that may have happened meanwhile: either the memory is back
 * where it was, as it was, or it is left alone and the reason is told. Nothing in between.
 */
class UndoTableTest {
    private static final String IMPORTED = "0c4b1a34-0000-4000-8000-00000000000a";

    @TempDir static Path template;
    private static JsonNode ids;

    @TempDir Path folder;
    private ScratchQueue scratch;
    private StandInWorker worker;
    private byte[] queueBefore;

    @BeforeAll
    static void writeTheExampleOnce() {
        Needs.linux();
        ids = new ScratchQueue(template, template).writeExample();
    }

    private void begin() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        scratch = new ScratchQueue(home.resolve(".claude"), home);
        Shell.run("cp", "-a", template.toString(), scratch.path().toString());
        worker = new StandInWorker(scratch, folder);
        run("flush").done();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    private Outcome run(String... arguments) {
        return SameJvm.run(scratch.program(), new byte[0], Arrays.asList(arguments));
    }

    /** Does it; the number of the act. */
    private String perform(Doing doing) throws IOException {
        String id = idOf(doing);
        if (!doing.first().isEmpty() && placeOf(id) != doing.before) {
            run(doing.first(), id).done();
        }
        queueBefore = Files.readAllBytes(scratch.queueFile());
        List<String> command = new ArrayList<>(doing.command);
        if (doing == Doing.IMPORT) {
            Path file = folder.resolve("some.jsonl");
            Files.writeString(
                    file,
                    "{\"id\": \"" + id + "\", \"project_id\": \"p\", \"content\": \"imported\"}\n");
            command.add(file.toString());
        } else {
            command.add(id);
        }
        command.add("--json");
        Outcome done = run(command.toArray(String[]::new)).done();
        assertThat(placeOf(id)).isEqualTo(doing.after);
        return done.json().path("act").asText();
    }

    private static String idOf(Doing doing) {
        return switch (doing) {
            case IMPORT -> IMPORTED;
            case RESTORE, EDIT_TRASH -> ids.path("pending").get(7).asText();
            default ->
                    switch (doing.before) {
                        case QUEUE, HELD -> ids.path("pending").get(5).asText();
                        case FAILED -> ids.path("failed").get(2).asText();
                        case DEAD_LETTERS -> ids.path("dead_letters").get(1).asText();
                        case EMERGENCY -> ids.path("emergency").get(0).asText();
                        case TRASH, NOWHERE -> throw new AssertionError(doing);
                    };
        };
    }

    private void happens(Later later, Doing doing, String act) throws IOException {
        String id = idOf(doing);
        switch (later) {
            case NOTHING -> {}
            case SYNCED -> worker.runToItsEnd(StandInWorker.Run.of(StandInWorker.Manner.A), 1);
            case EDITED -> run("edit", id, "--content", "edited since").done();
            case DISCARDED -> {
                Outcome outcome = run("discard", id);
                if (doing.after == Place.TRASH) {
                    outcome.refused(1, "is in the trash already");
                } else {
                    outcome.done();
                }
            }
            case REMOVED_BY_HAND -> removeByHand(id);
            case FILE_FROM_BACKUP -> Files.write(scratch.queueFile(), queueBefore);
            case UNDONE_ALREADY -> run("undo", act).done();
        }
    }

    /** With an editor, in all files, as the notes of the Python programs recommend. */
    private void removeByHand(String id) throws IOException {
        ObjectNode queue = (ObjectNode) scratch.queue();
        for (String list : List.of("queue", "failed", "held")) {
            ArrayNode left = Outcome.JSON.createArrayNode();
            queue.path(list)
                    .forEach(
                            entry -> {
                                if (!entry.path("id").asText().equals(id)) {
                                    left.add(entry);
                                }
                            });
            queue.set(list, left);
        }
        Files.write(
                scratch.queueFile(),
                Outcome.JSON
                        .writer()
                        .with(JsonWriteFeature.ESCAPE_NON_ASCII)
                        .writeValueAsBytes(queue));
        ObjectNode dead = (ObjectNode) Outcome.JSON.readTree(deadLetterFile().toFile());
        ArrayNode others = Outcome.JSON.createArrayNode();
        for (JsonNode letter : letters()) {
            if (!letter.path("id").asText().equals(id)) {
                others.add(letter);
            }
        }
        Outcome.JSON.writeValue(deadLetterFile().toFile(), dead.set("items", others));
        for (Path file : trashFiles()) {
            if (Files.readString(file).contains(id)) {
                Files.delete(file);
            }
        }
    }

    private List<Path> trashFiles() throws IOException {
        List<Path> found = new ArrayList<>();
        Path trash = scratch.path().resolve("mem0_queue.d/trash");
        if (Files.exists(trash)) {
            try (DirectoryStream<Path> files = Files.newDirectoryStream(trash, "*.json")) {
                files.forEach(found::add);
            }
        }
        return found;
    }

    /** Where the files have it, each place at most once. */
    private Place placeOf(String id) throws IOException {
        List<Place> found = new ArrayList<>();
        JsonNode queue = scratch.queue();
        count(found, Place.QUEUE, ScratchQueue.ids(queue.path("queue")), id);
        count(found, Place.HELD, ScratchQueue.ids(queue.path("held")), id);
        count(found, Place.FAILED, ScratchQueue.ids(queue.path("failed")), id);
        count(found, Place.DEAD_LETTERS, ScratchQueue.ids(letters()), id);
        count(found, Place.EMERGENCY, listed("emergency"), id);
        count(found, Place.TRASH, listed("trash"), id);
        assertThat(found).as("places of %s", id).hasSizeLessThanOrEqualTo(1);
        return found.isEmpty() ? Place.NOWHERE : found.getFirst();
    }

    private static void count(List<Place> found, Place place, List<String> there, String id) {
        there.stream().filter(id::equals).forEach(one -> found.add(place));
    }

    private List<String> listed(String state) {
        return ScratchQueue.ids(run("list", state, "--json").done().json());
    }

    private JsonNode letters() throws IOException {
        return Outcome.JSON.readTree(deadLetterFile().toFile()).path("items");
    }

    private Path deadLetterFile() {
        return scratch.path().resolve("mem0_queue_dlq.json");
    }

    /** Everything that a person would call the queue. */
    private List<Object> asPeopleSeeIt() throws IOException {
        JsonNode queue = scratch.queue();
        return List.of(
                queue.path("queue"),
                queue.path("failed"),
                ScratchQueue.ids(queue.path("held")),
                queue.path("stats"),
                letters(),
                listed("emergency"),
                listed("trash"));
    }

    private static List<Object> withoutStats(List<Object> all) {
        return all.stream().filter(part -> !(part instanceof ObjectNode)).toList();
    }

    @ParameterizedTest(name = "{0}, then {1}: {2}")
    @MethodSource("org.mem0queue.acceptance.UndoTable#cases")
    void undoDoesItOrSaysWhyNot(Doing doing, Later later, String reason) throws IOException {
        begin();
        String id = idOf(doing);
        String act = perform(doing);
        happens(later, doing, act);
        Place there = placeOf(id);
        List<Object> before = asPeopleSeeIt();

        Outcome undo = run("undo", act);

        if (reason.equals(UndoTable.UNDONE)) {
            undo.done();
            assertThat(undo.out()).contains("Act " + act, "is taken back: 1 memory.");
            assertThat(placeOf(id)).isEqualTo(doing.before);
        } else {
            undo.refused(1, id + " " + reason);
            assertThat(placeOf(id)).isEqualTo(there);
            assertThat(asPeopleSeeIt()).isEqualTo(before);
        }
        scratch.asPythonSeesIt();
        JsonNode status = run("status", "--json").done().json();
        assertThat(status.path("balance").path("unaccounted").asLong()).as("%s", status).isZero();
    }

    @ParameterizedTest
    @EnumSource
    void undoneItIsAsItWasByteForByteAndUndoneAgainAsTheActMadeIt(Doing doing) throws IOException {
        begin();
        String id = idOf(doing);
        if (!doing.first().isEmpty()) {
            run(doing.first(), id).done();
        }
        List<Object> before = asPeopleSeeIt();
        String act = perform(doing);
        List<Object> after = asPeopleSeeIt();

        String undo = run("undo", act, "--json").done().json().path("act").asText();

        if (doing.before == Place.EMERGENCY && doing.after == Place.QUEUE) {
            // It was queued once, and total_queued never goes back.
            assertThat(withoutStats(asPeopleSeeIt())).isEqualTo(withoutStats(before));
        } else if (doing != Doing.IMPORT) {
            // What an import saved goes to the trash, and was nowhere before.
            assertThat(asPeopleSeeIt()).isEqualTo(before);
        }
        assertThat(placeOf(id)).isEqualTo(doing.before);

        run("undo", undo).done();

        assertThat(asPeopleSeeIt()).isEqualTo(after);
        run("undo", undo).refused(1, id + " " + UndoTable.TAKEN_BACK);
        if (doing.changesText()) {
            JsonNode shown = run("show", id, "--json").done().json();
            assertThat(shown.path("content").asText()).isEqualTo("new text");
        }
        scratch.asPythonSeesIt();
    }

    @Test
    void undoWithoutANumberTakesBackTheLatestThatIsNotTakenBack() throws IOException {
        begin();
        perform(Doing.RETRY_FAILED);
        perform(Doing.DISCARD_PENDING);
        assertThat(run("undo").done().out()).contains("(discard)");
        assertThat(run("undo").done().out()).contains("(retry)");
        run("undo").refused(1, "There is nothing to undo");
    }
}
