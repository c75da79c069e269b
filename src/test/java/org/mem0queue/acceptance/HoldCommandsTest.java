package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Hold and release on the command line, beside the commands that must know of what is held. */
class HoldCommandsTest {
    private static final int PARTLY = 3;

    @TempDir Path folder;

    private ScratchQueue scratch;
    private JsonNode ids;

    @BeforeEach
    void write() throws IOException {
        Path home = Files.createDirectory(folder.resolve("home"));
        scratch = new ScratchQueue(Files.createDirectory(home.resolve(".claude")), home);
        ids = scratch.writeExample();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    private Outcome run(String... arguments) {
        return SameJvm.run(scratch.program(), new byte[0], Arrays.asList(arguments));
    }

    private String pending(int number) {
        return ids.path("pending").get(number).asText();
    }

    private String failed(int number) {
        return ids.path("failed").get(number).asText();
    }

    private List<String> held() {
        return ScratchQueue.ids(scratch.queue().path("held"));
    }

    private JsonNode status() {
        return run("status", "--json").done().json();
    }

    private void assertBalanced() {
        JsonNode balance = status().path("balance");
        assertThat(balance.path("unaccounted").asLong()).as("%s", balance).isZero();
        assertThat(balance.path("seen").asLong()).as("%s", balance).isEqualTo(61);
    }

    @Test
    void whatIsHeldCountsAmongThePendingAndCanBeListed() {
        Outcome done = run("hold", pending(3), failed(1), "--json").done();
        assertThat(ScratchQueue.texts(done.json().path("ids")))
                .containsExactly(pending(3), failed(1));
        assertThat(held()).containsExactly(pending(3), failed(1));
        JsonNode counts = status().path("counts");
        assertThat(counts.path("pending").asLong()).isEqualTo(41);
        assertThat(counts.path("held").asLong()).isEqualTo(2);
        assertThat(counts.path("failed").asLong()).isEqualTo(5);
        assertThat(run("status").done().out()).contains("2 of them on hold");
        assertThat(ScratchQueue.ids(run("list", "held", "--json").done().json()))
                .containsExactly(pending(3), failed(1));
        assertThat(run("list", "--json").done().json()).hasSize(39);
        assertThat(run("show", pending(3), "--json").done().json().path("state").asText())
                .isEqualTo("held");
        scratch.asPythonSeesIt();
        assertBalanced();

        run("release", pending(3), failed(1)).done();
        assertThat(held()).isEmpty();
        assertThat(status().path("counts").path("pending").asLong()).isEqualTo(41);
        assertBalanced();
    }

    @Test
    void whatIsHeldIsNoBacklog() {
        run("hold", "--all", "--yes").done();
        JsonNode status = status();
        assertThat(status.path("counts").path("held").asLong()).isEqualTo(40);
        assertThat(status.path("safe_to_save").asBoolean()).isTrue();
        assertThat(status.path("oldest_pending_s").isNull()).isTrue();
        assertThat(status.path("findings").findValuesAsText("code"))
                .noneMatch(code -> code.startsWith("pending"));
        run("wait", "--pending", "0", "--timeout", "1").done();
        assertThat(run("release", "--all", "--dry-run").done().out())
                .contains("Would be released: 40 memories.");
        assertThat(held()).hasSize(40);
        assertBalanced();
    }

    @Test
    void aRuleMeansWhatWaitsUnlessItNamesAState() {
        run("hold", "--all").refused(2, "--yes");
        run("hold", "--all", "--state", "failed", "--yes").done();
        assertThat(held()).hasSize(6);
        assertThat(scratch.queue().path("stats").path("total_failed").asInt()).isZero();
        String act = run("release", "--all", "--yes", "--json").done().json().path("act").asText();
        assertThat(held()).isEmpty();
        run("undo", act).done();
        assertThat(held()).hasSize(6);
        assertBalanced();
    }

    @Test
    void whatCannotBeHeldIsToldAndTheRestIsDone() {
        Outcome outcome = run("hold", pending(0), ids.path("dead_letters").get(0).asText());
        assertThat(outcome.exitCode()).isEqualTo(PARTLY);
        assertThat(outcome.err()).contains("is not sent unless you retry it");
        assertThat(held()).containsExactly(pending(0));
        run("hold", pending(0)).refused(1, "is on hold already");
        run("retry", pending(0)).refused(1, "is on hold: release it");
        run("release", pending(1)).refused(1, "is not on hold");
    }

    @Test
    void aPythonWorkerSendsEverythingElse() throws IOException {
        Needs.linux();
        StandInWorker worker = new StandInWorker(scratch, folder);
        run("hold", pending(0), pending(7), failed(0)).done();

        worker.runToItsEnd(StandInWorker.Run.of(StandInWorker.Manner.A), 1);
        worker.runToItsEnd(StandInWorker.Run.of(StandInWorker.Manner.B), 1);

        assertThat(worker.sent())
                .isNotEmpty()
                .extracting(StandInWorker.Sent::id)
                .doesNotContain(pending(0), pending(7), failed(0));
        assertThat(held()).containsExactly(pending(0), pending(7), failed(0));
        assertThat(ScratchQueue.ids(run("list", "held", "--json").done().json())).hasSize(3);
        assertBalanced();

        run("release", "--all", "--yes").done();
        worker.runToItsEnd(StandInWorker.Run.of(StandInWorker.Manner.A), 1);
        assertThat(worker.sent())
                .extracting(StandInWorker.Sent::id)
                .contains(pending(0), pending(7), failed(0));
        assertBalanced();
    }

    @Test
    void itsJourneyAndTheHistoryTellIt() {
        run("hold", pending(2)).done();
        run("release", pending(2)).done();
        assertThat(
                        run("show", pending(2), "--json")
                                .done()
                                .json()
                                .path("journey")
                                .findValuesAsText("kind"))
                .containsSubsequence("held", "hold-ended");
        assertThat(run("history", "--json").done().json().findValuesAsText("kind"))
                .contains("hold", "release");
    }

    @Test
    void oneThatWasJustSavedIsMergedHeldAndCounted() {
        String id =
                run("save", "--project", "p", "just saved", "--json")
                        .done()
                        .json()
                        .path("id")
                        .asText();
        run("hold", id).done();
        assertThat(held()).containsExactly(id);
        JsonNode balance = status().path("balance");
        assertThat(balance.path("unaccounted").asLong()).as("%s", balance).isZero();
        assertThat(balance.path("seen").asLong()).isEqualTo(62);
    }

    @Test
    void anImportLeavesOutWhatItsFileKeepsOnHold() throws IOException {
        run("hold", pending(3)).done();
        Path file = scratch.home().resolve("copy.json");
        Files.copy(scratch.path().resolve("mem0_queue.json"), file);
        Path other = Files.createDirectories(scratch.home().resolve("other/.claude"));
        try (ScratchQueue there = new ScratchQueue(other, other.getParent())) {
            List<String> asked = List.of("import", file.toString(), "--json");
            Outcome done = SameJvm.run(there.program(), new byte[0], asked).done();
            assertThat(ScratchQueue.texts(done.json().path("ids"))).doesNotContain(pending(3));
            JsonNode skipped = done.json().path("skipped").get(0);
            assertThat(skipped.path("id").asText()).isEqualTo(pending(3));
            assertThat(skipped.path("reason").asText()).isEqualTo("is on hold in the file");
            assertThat(there.queueIds()).doesNotContain(pending(3));

            Outcome told =
                    SameJvm.run(
                            there.program(),
                            new byte[0],
                            List.of("import", file.toString(), "--dry-run"));
            assertThat(told.out() + told.err()).contains("1 memory left out: on hold in the file.");

            List<String> whole = List.of("import", file.toString(), "--held", "--json");
            Outcome also = SameJvm.run(there.program(), new byte[0], whole).done();
            assertThat(ScratchQueue.texts(also.json().path("ids"))).containsExactly(pending(3));
            assertThat(there.queueIds()).contains(pending(3));
        }
    }
}
