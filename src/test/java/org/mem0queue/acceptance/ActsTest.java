package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Retry, discard, edit, undo, restore, history, export, import and report, on real files. */
class ActsTest {
    private static final int PARTLY = 3;

    @TempDir Path folder;

    private ScratchQueue scratch;
    private JsonNode ids;

    @BeforeEach
    void write() {
        scratch = ScratchQueue.in(folder);
        ids = scratch.writeExample();
    }

    private Outcome run(String... arguments) {
        return SameJvm.run(scratch.program(), new byte[0], Arrays.asList(arguments));
    }

    private String failed(int number) {
        return ids.path("failed").get(number).asText();
    }

    private String pending(int number) {
        return ids.path("pending").get(number).asText();
    }

    private JsonNode status() {
        return run("status", "--json").json();
    }

    private long count(String name) {
        return status().path("counts").path(name).asLong();
    }

    private void assertBalanced() {
        JsonNode balance = status().path("balance");
        assertThat(balance.path("unaccounted").asLong()).as("%s", balance).isZero();
        assertThat(balance.path("since").isNull()).as("%s", balance).isFalse();
    }

    private static JsonNode entry(JsonNode list, String id) {
        for (JsonNode entry : list) {
            if (entry.path("id").asText().equals(id)) {
                return entry;
            }
        }
        throw new AssertionError(id + " is not in " + ScratchQueue.ids(list));
    }

    /** The queue as it stands, after Python has found nothing to stumble over. */
    private JsonNode asPythonSeesIt() {
        assertThat(scratch.asPythonSeesIt()).isNotEmpty();
        return scratch.queue();
    }

    private static String history(Outcome outcome) {
        return outcome.json().path("act").asText();
    }

    @Test
    void aFailedOneGoesBackIntoTheQueueFromTheBeginning() {
        JsonNode before = entry(scratch.queue().path("failed"), failed(0));

        run("retry", failed(0)).done();

        JsonNode after = entry(asPythonSeesIt().path("queue"), failed(0));
        assertThat(after.path("retries").asInt()).isZero();
        assertThat(after.path("content")).isEqualTo(before.path("content"));
        assertThat(after.path("timestamp")).isEqualTo(before.path("timestamp"));
        assertThat(ScratchQueue.ids(scratch.queue().path("failed"))).doesNotContain(failed(0));
        assertThat(scratch.queue().path("stats").path("total_failed").asInt()).isEqualTo(5);
        assertThat(scratch.queue().path("stats").path("total_queued").asInt()).isEqualTo(61);
        assertBalanced();
    }

    @Test
    void undoPutsItBackWhereItWasByteForByte() throws IOException {
        JsonNode before = scratch.queue();
        run("retry", failed(1), failed(0)).done();
        run("undo").done();
        assertThat(scratch.queue().path("failed")).isEqualTo(before.path("failed"));
        assertThat(scratch.queue().path("queue")).isEqualTo(before.path("queue"));
        assertThat(scratch.queue().path("stats")).isEqualTo(before.path("stats"));
        assertBalanced();
    }

    @Test
    void allOfAStateNeedYesOffATerminal() {
        run("retry", "--all", "--state", "failed").refused(2, "--yes");
        Outcome done = run("retry", "--all", "--state", "failed", "--yes", "--json").done();
        assertThat(ScratchQueue.texts(done.json().path("ids"))).hasSize(6);
        assertThat(done.json().path("skipped")).isEmpty();
        assertThat(count("failed")).isZero();
        assertThat(count("pending")).isEqualTo(46);
        assertBalanced();
    }

    @Test
    void aRetryOfWhatAnotherProgramTriedSaysThatItMayBeStored() {
        String words = "of these, which may already be stored: our sync looks that up";
        assertThat(run("retry", failed(0), failed(1), "--dry-run").done().out())
                .contains("Another program had tried 2 memories " + words);
        Outcome partly = run("retry", failed(0), pending(0));
        assertThat(partly.exitCode()).isEqualTo(PARTLY);
        assertThat(partly.out()).contains("Another program had tried 1 memory " + words);
        assertThat(entry(asPythonSeesIt().path("queue"), failed(0)).path("sync").path("look_up"))
                .as("our sync knows")
                .isEqualTo(BooleanNode.TRUE);
        String letter = ids.path("dead_letters").get(0).asText();
        assertThat(run("retry", letter).done().out()).contains("1 memory " + words);
        assertThat(run("retry", failed(1), "--json").done().out()).doesNotContain(words);

        String line = ids.path("emergency").get(0).asText();
        assertThat(run("retry", line).done().out())
                .as("nobody has ever sent from the emergency file")
                .doesNotContain("may already be stored");
    }

    @Test
    void whatCannotBeRetriedIsToldIdById() {
        Outcome partly = run("retry", "--json", failed(0), pending(0));
        assertThat(partly.exitCode()).isEqualTo(PARTLY);
        assertThat(ScratchQueue.texts(partly.json().path("ids"))).containsExactly(failed(0));
        JsonNode skipped = partly.json().path("skipped").get(0);
        assertThat(skipped.path("id").asText()).isEqualTo(pending(0));
        assertThat(skipped.path("reason").asText()).isEqualTo("is waiting already");
        run("retry", pending(0)).refused(1, pending(0), "is waiting already");
    }

    @Test
    void aDryRunChangesNothing() {
        FolderState before = FolderState.of(scratch.path());
        FolderState home = FolderState.of(scratch.home());
        for (List<String> command :
                List.of(
                        List.of("retry", failed(0), "--dry-run"),
                        List.of("discard", pending(0), "--dry-run"),
                        List.of("edit", pending(0), "--content", "x", "--dry-run"),
                        List.of("retry", "--all", "--dry-run"))) {
            Outcome outcome = run(command.toArray(String[]::new)).done();
            assertThat(outcome.out()).contains("Nothing was changed (--dry-run).");
        }
        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
        assertThat(FolderState.of(scratch.home())).isEqualTo(home);
    }

    @Test
    void whatIsDiscardedIsKeptAndComesBack() {
        JsonNode before = entry(scratch.queue().path("queue"), pending(3));

        run("discard", pending(3)).done();

        assertThat(scratch.queueIds()).doesNotContain(pending(3));
        assertThat(count("trash")).isEqualTo(1);
        assertThat(count("pending")).isEqualTo(39);
        JsonNode trash = run("list", "trash", "--json").done().json();
        assertThat(trash.get(0).path("content")).isEqualTo(before.path("content"));
        assertBalanced();

        run("restore", pending(3)).done();

        assertThat(entry(asPythonSeesIt().path("queue"), pending(3)).path("content"))
                .isEqualTo(before.path("content"));
        assertThat(count("trash")).isZero();
        assertThat(scratch.queue().path("stats").path("total_queued").asInt()).isEqualTo(61);
        assertBalanced();
    }

    @Test
    void undoOfADiscardPutsItBackIntoFailed() {
        JsonNode before = scratch.queue();
        String act = history(run("discard", failed(2), "--json").done());
        assertThat(scratch.queue().path("stats").path("total_failed").asInt()).isEqualTo(5);
        run("undo", act).done();
        assertThat(scratch.queue().path("failed")).isEqualTo(before.path("failed"));
        assertThat(scratch.queue().path("stats").path("total_failed").asInt()).isEqualTo(6);
        assertBalanced();
    }

    @Test
    void anEditChangesTheTextAndIsUndone() {
        JsonNode before = entry(scratch.queue().path("queue"), pending(5));
        run("edit", pending(5), "--content", "À refaire \uD83E\uDDE0").done();
        assertThat(entry(asPythonSeesIt().path("queue"), pending(5)).path("content").asText())
                .isEqualTo("À refaire \uD83E\uDDE0");
        run("undo").done();
        assertThat(entry(scratch.queue().path("queue"), pending(5))).isEqualTo(before);
        assertBalanced();
    }

    @Test
    void anEditOfAFailedOneCanSendItAtOnce() {
        run("edit", failed(0), "--content", "shorter", "--retry").done();
        assertThat(entry(scratch.queue().path("queue"), failed(0)).path("content").asText())
                .isEqualTo("shorter");
        assertBalanced();
    }

    @Test
    void deadLettersGoBackWhileNoEndlessWorkerLives() throws IOException {
        String id = ids.path("dead_letters").get(0).asText();
        run("retry", id).done();
        assertThat(scratch.queueIds()).contains(id);
        JsonNode letters =
                Outcome.JSON.readTree(
                        Files.readAllBytes(scratch.path().resolve("mem0_queue_dlq.json")));
        assertThat(ScratchQueue.ids(letters.path("items"))).hasSize(2).doesNotContain(id);
        assertBalanced();
    }

    @Test
    void emergencyLinesAreDrainedAndKept() {
        Outcome done = run("retry", "--all", "--state", "emergency", "--yes", "--json").done();
        assertThat(ScratchQueue.texts(done.json().path("ids"))).hasSize(2);
        assertThat(scratch.queueIds()).containsAll(ScratchQueue.texts(ids.path("emergency")));
        assertThat(count("emergency")).isZero();
        assertThat(scratch.path().resolve("mem0_emergency.json")).doesNotExist();
        assertBalanced();
    }

    @Test
    void historyTellsEveryActAndWhatBecameOfIt() {
        run("discard", pending(0), pending(1)).done();
        run("retry", failed(0)).done();
        run("undo", "1").done();
        JsonNode acts = run("history", "--json").done().json();
        assertThat(acts).hasSize(3);
        assertThat(acts.get(0).path("kind").asText()).isEqualTo("undo");
        assertThat(acts.get(0).path("undoes").asInt()).isEqualTo(1);
        assertThat(acts.get(2).path("undone_by").asInt()).isEqualTo(3);
        assertThat(ScratchQueue.texts(acts.get(2).path("ids")))
                .containsExactly(pending(0), pending(1));
        assertThat(run("history").done().out()).contains("taken back by 3", "retry");
        assertThat(run("undo", "1").exitCode()).isEqualTo(1);
        assertThat(run("undo", "99").err()).contains("There is no act 99");
    }

    @Test
    void undoTellsWhatHasMovedOn() {
        run("retry", failed(0), failed(1)).done();
        run("edit", failed(0), "--content", "another text").done();
        Outcome partly = run("undo", "1", "--json");
        assertThat(partly.exitCode()).isEqualTo(PARTLY);
        assertThat(ScratchQueue.texts(partly.json().path("ids"))).containsExactly(failed(1));
        assertThat(partly.json().path("skipped").get(0).path("reason").asText())
                .contains("changed");
    }

    @Test
    void theJourneyOfAMemoryIsTold() {
        run("discard", pending(0)).done();
        run("restore", pending(0)).done();
        JsonNode journey = run("show", pending(0), "--json").done().json().path("journey");
        List<String> kinds = new ArrayList<>();
        journey.forEach(step -> kinds.add(step.path("kind").asText()));
        assertThat(kinds).containsExactly("queued-by-another", "discarded", "restored");
    }

    @Test
    void exportAndImportAreEachOthersInverse() throws IOException {
        for (String format : List.of("json", "jsonl", "csv")) {
            Path file = folder.resolve("all." + format);
            Outcome export = run("export", "pending", "--output", file.toString());
            assertThat(export.exitCode()).as("%s", export).isZero();
            ScratchQueue other = ScratchQueue.in(folder.resolve(format));
            Outcome done =
                    SameJvm.run(
                                    other.program(),
                                    new byte[0],
                                    List.of("import", file.toString(), "--json"))
                            .done();
            assertThat(ScratchQueue.texts(done.json().path("ids")))
                    .as(format)
                    .isEqualTo(ScratchQueue.texts(ids.path("pending")));
            for (String id : other.queueIds()) {
                JsonNode there = entry(other.queue().path("queue"), id);
                JsonNode here = entry(scratch.queue().path("queue"), id);
                boolean half =
                        !StandardCharsets.UTF_8
                                .newEncoder()
                                .canEncode(here.path("content").asText());
                if (half && format.equals("csv")) {
                    assertThat(export.err()).contains("half a character");
                    continue;
                }
                for (String field : List.of("project_id", "content", "timestamp")) {
                    assertThat(there.path(field)).as(format).isEqualTo(here.path(field));
                }
            }
        }
        run("export", "--output", folder.resolve("all.csv").toString())
                .refused(1, "exists already");
    }

    @Test
    void anImportAddsNothingTwiceAndIsUndone() throws IOException {
        Path file = folder.resolve("some.jsonl");
        Files.writeString(
                file,
                "{\"id\": \"one\", \"project_id\": \"p\", \"content\": \"first\"}\n"
                        + "{\"project\": \"p\", \"text\": \"second\", \"timestamp\": 1764460800}\n"
                        + "not json\n"
                        + "{\"id\": \"x\", \"content\": \"no project\"}\n");
        Outcome partly = run("import", file.toString(), "--json");
        assertThat(partly.exitCode()).isEqualTo(PARTLY);
        assertThat(partly.err()).contains("Line 3 is not valid JSON", "Line 4: The project is");
        assertThat(partly.json().path("ids")).hasSize(2);
        assertThat(scratch.queueIds()).hasSize(42).contains("one");

        Outcome again = run("import", file.toString(), "--json");
        assertThat(again.json().path("skipped").get(0).path("id").asText()).isEqualTo("one");

        run("undo", history(partly)).done();
        assertThat(scratch.queueIds()).doesNotContain("one");
        assertThat(count("trash")).isEqualTo(2);
        assertBalanced();
    }

    @Test
    void aReportAddsUp() {
        run("discard", pending(0)).done();
        JsonNode report = run("report", "--json").done().json();
        long sum = 0;
        for (String term :
                List.of(
                        "synced_confirmed",
                        "synced_reported",
                        "pending",
                        "sending",
                        "failed",
                        "unclear",
                        "discarded",
                        "lost")) {
            sum += report.path(term).asLong();
        }
        assertThat(sum).isEqualTo(report.path("seen").asLong()).isEqualTo(61);
        assertThat(report.path("discarded").asLong()).isEqualTo(1);
        assertThat(report.path("unaccounted").asLong()).isZero();
    }

    @Test
    void withTheLockHeldNothingIsChangedAndTheHolderIsNamed() {
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            run("discard", pending(0), "--wait", "0").refused(1, "pid " + holder.pid());
        }
        assertThat(scratch.queueIds()).contains(pending(0));
        assertThat(count("trash")).isZero();
    }

    @Test
    void withoutALedgerOnlyHistoryIsMissing() throws IOException {
        run("retry", failed(0)).done();
        Path ledgers =
                Files.walk(scratch.home())
                        .filter(p -> p.getFileName().toString().equals("ledger"))
                        .findFirst()
                        .orElseThrow();
        try (Stream<Path> files = Files.list(ledgers)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(ledgers);
        Files.write(ledgers, "in the way".getBytes(StandardCharsets.UTF_8));
        Outcome retry = run("retry", failed(1));
        assertThat(retry.exitCode()).isZero();
        assertThat(retry.err()).contains("this is not in the history", ledgers.toString());
        assertThat(scratch.queueIds()).contains(failed(1));
        run("undo").refused(1);
        assertThat(run("status", "--json").done().json().path("counts").path("failed").asInt())
                .isEqualTo(4);
    }
}
