package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Every command with a ledger that is gone, damaged, held by another, not writable or from a newer
 * version: what it does to the queue is the same as ever, only history is missing, and where that
 * matters it is said.
 */
class LedgerTroubleTest {
    /** What is wrong, and how it is told where something cannot be remembered. */
    private enum Trouble {
        /** The measure for the others. */
        NONE(""),
        DELETED(""),
        TRUNCATED("damaged"),
        ALL_ZERO("damaged"),
        HELD_BY_ANOTHER("another process has kept it locked"),
        READ_ONLY("it can be read, but not written"),
        FROM_A_NEWER_VERSION("a newer version of this program wrote it");

        private final String words;

        Trouble(String words) {
            this.words = words;
        }

        boolean isTheLedgerOutOfSight() {
            return this == HELD_BY_ANOTHER || this == FROM_A_NEWER_VERSION;
        }

        /** The others are replaced by a new ledger at the next use: only the past is missing. */
        boolean isToldByActs() {
            return isTheLedgerOutOfSight() || this == READ_ONLY;
        }
    }

    /** What changes the queue and is to be undone one day. */
    private static final List<String> ACTS =
            List.of("retry", "discard", "edit", "restore", "import");

    /** What is nothing without a ledger. */
    private static final List<String> ONLY_HISTORY = List.of("history", "report");

    @TempDir Path folder;
    private JsonNode ids;

    private Map<String, List<String>> commands() throws IOException {
        Path file = folder.resolve("some.jsonl");
        Files.writeString(file, "{\"id\": \"i\", \"project_id\": \"p\", \"content\": \"c\"}\n");
        Map<String, List<String>> all = new LinkedHashMap<>();
        String pending = ids.path("pending").get(4).asText();
        all.put("status", List.of("status", "--json"));
        all.put("list", List.of("list", "all", "--json"));
        all.put("show", List.of("show", pending, "--json"));
        all.put("export", List.of("export", "pending"));
        all.put("snapshots", List.of("snapshots", "--json"));
        all.put("doctor", List.of("doctor", "--json"));
        all.put("history", List.of("history"));
        all.put("report", List.of("report"));
        all.put("save", List.of("save", "--project", "p", "text"));
        all.put("flush", List.of("flush"));
        all.put("retry", List.of("retry", ids.path("failed").get(1).asText()));
        all.put("discard", List.of("discard", pending));
        all.put("edit", List.of("edit", ids.path("pending").get(5).asText(), "--content", "new"));
        all.put("restore", List.of("restore", ids.path("pending").get(0).asText()));
        all.put("import", List.of("import", file.toString()));
        all.put("log", List.of("log", "-n", "5"));
        all.put("wait", List.of("wait", "--pending", "1000"));
        all.put("config", List.of("config", "list"));
        all.put("pause", List.of("pause"));
        all.put("resume", List.of("resume"));
        return all;
    }

    @ParameterizedTest
    @EnumSource
    void onlyHistoryIsMissingAndThatIsSaid(Trouble trouble) throws Exception {
        ScratchQueue sound = prepare("sound");
        ScratchQueue scratch = prepare("troubled");
        Path ledger = InProcess.ledger(scratch).file();
        for (Map.Entry<String, List<String>> each : commands().entrySet()) {
            Outcome expected = run(sound, each.getValue());
            assertThat(expected.exitCode()).as("%s", expected).isZero();
            Outcome got;
            try (AutoCloseable _ = make(trouble, ledger)) {
                got = run(scratch, each.getValue());
            }
            assertThat(got.err()).doesNotContain("Exception", "this is a bug");
            if (ONLY_HISTORY.contains(each.getKey())) {
                isTold(trouble, got);
            } else {
                assertThat(got.exitCode()).as("%s", got).isZero();
                assertThat(asPeopleSeeIt(scratch)).isEqualTo(asPeopleSeeIt(sound));
                if (trouble.isToldByActs() && ACTS.contains(each.getKey())) {
                    assertThat(got.err())
                            .contains("this is not in the history, so `undo` does not know it")
                            .contains(ledger.toString(), trouble.words);
                }
            }
            if (each.getKey().equals("status") || each.getKey().equals("doctor")) {
                assertThat(got.out().contains("ledger-unavailable"))
                        .as("%s", got)
                        .isEqualTo(trouble.isTheLedgerOutOfSight());
            }
        }
    }

    private static void isTold(Trouble trouble, Outcome got) {
        assertThat(got.exitCode()).as("%s", got).isBetween(0, 1);
        switch (trouble) {
            case NONE -> got.done();
            case DELETED ->
                    assertThat(got.out() + got.err())
                            .containsAnyOf(
                                    "Nothing was done here yet.",
                                    "There is no history of",
                                    "No act is known yet.");
            default ->
                    assertThat(got.err() + (trouble == Trouble.READ_ONLY ? trouble.words : ""))
                            .as("%s", got)
                            .contains(trouble.words);
        }
    }

    @ParameterizedTest
    @EnumSource
    void undoDoesItOrSaysThatItCannotKnow(Trouble trouble) throws Exception {
        ScratchQueue scratch = prepare("queue");
        List<Object> before = asPeopleSeeIt(scratch);
        Outcome undo;
        try (AutoCloseable _ = make(trouble, InProcess.ledger(scratch).file())) {
            undo = run(scratch, List.of("undo", "2"));
        }
        if (trouble == Trouble.NONE || trouble == Trouble.READ_ONLY) {
            assertThat(undo.exitCode()).as("%s", undo).isZero();
            assertThat(undo.err()).contains(trouble.words);
            assertThat(asPeopleSeeIt(scratch)).isNotEqualTo(before);
        } else {
            assertThat(undo.exitCode()).as("%s", undo).isOne();
            assertThat(undo.err())
                    .contains(trouble.words)
                    .containsAnyOf(
                            "The history cannot be read", "There is no act 2", "No act is known");
            assertThat(asPeopleSeeIt(scratch)).isEqualTo(before);
        }
    }

    /** A save knows nothing of the ledger: not even that it is there. */
    @Test
    void aSaveNeverTouchesTheLedger() throws Exception {
        ScratchQueue scratch = prepare("queue");
        Path ledger = InProcess.ledger(scratch).file();
        FolderState before = FolderState.of(ledger.getParent());
        String id;
        try (AutoCloseable _ = make(Trouble.HELD_BY_ANOTHER, ledger)) {
            Outcome saved = run(scratch, List.of("save", "--project", "p", "text")).done();
            id = saved.savedId();
        }
        assertThat(scratch.queueIds()).contains(id);
        assertThat(FolderState.of(ledger.getParent()).entries().keySet())
                .isEqualTo(before.entries().keySet());
    }

    @ParameterizedTest
    @EnumSource
    void whatIsSentIsSentAsEver(Trouble trouble) throws Exception {
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS)) {
            scene.set("in_doubt.wait", "1 h");
            String unclear = scene.preload(1, "unclear", "q").getFirst().id();
            scene.api().weather((n, content) -> StubDay.SILENT);
            scene.here("sync");
            assertThat(scene.inDoubt()).containsExactly(unclear);
            scene.api().weather((n, content) -> StubDay.GOOD);
            List<SyncScene.Saved> clear = scene.preload(3, "clear", "p");
            Outcome sync;
            Outcome resolve;
            Outcome verify;
            try (AutoCloseable _ = make(trouble, InProcess.ledger(scene.scratch()).file())) {
                sync = scene.here("sync");
                resolve = scene.here("resolve", unclear, "--resend");
                verify = scene.here("verify");
            }
            for (Outcome one : List.of(sync, resolve, verify)) {
                assertThat(one.err()).doesNotContain("Exception", "this is a bug");
            }
            scene.assertStoredOnce(SyncScene.texts(clear));
            assertThat(resolve.exitCode()).as("%s", resolve).isZero();
            assertThat(scene.scratch().queueIds()).containsExactly(unclear);
            if (trouble.isToldByActs()) {
                assertThat(resolve.err()).contains("this is not in the history", trouble.words);
            }
            assertThat(verify.exitCode())
                    .as("%s", verify)
                    .isEqualTo(trouble.isTheLedgerOutOfSight() ? 1 : 0);
            if (trouble.isTheLedgerOutOfSight()) {
                assertThat(verify.err()).contains("Nothing was compared", trouble.words);
            }
        }
    }

    @Test
    void whatOurSyncSawStoredIsKnownToANewLedger() throws Exception {
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS)) {
            String ours = scene.here("save", "--project", "p", "one").done().savedId();
            String python = scene.preload(1, "two", "p").getFirst().id();
            scene.here("sync").done();
            JsonNode before = scene.counts();
            assertThat(before.path("synced_confirmed").asInt()).isEqualTo(2);

            make(Trouble.DELETED, InProcess.ledger(scene.scratch()).file()).close();
            scene.here("sync").done(); // writes a look down

            assertThat(scene.counts()).isEqualTo(before);
            assertThat(ScratchQueue.ids(scene.here("list", "synced", "--json").done().json()))
                    .containsExactlyInAnyOrder(ours, python);
            for (String id : List.of(ours, python)) {
                assertThat(scene.here("show", id).done().out()).contains("our sync saw it stored");
            }
            JsonNode report = scene.here("report", "--json").done().json();
            assertThat(report.path("synced_confirmed").asInt()).as("%s", report).isEqualTo(2);
            assertThat(report.path("synced_reported").asInt()).as("%s", report).isZero();
        }
    }

    @Test
    void whatAWorkerLoggedAsSentIsKnownToANewLedger() throws Exception {
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS)) {
            String sent = scene.preload(1, "one", "p").getFirst().id();
            new StandInWorker(scene.scratch(), folder.resolve("worker"))
                    .runToItsEnd(StandInWorker.Run.of(StandInWorker.Manner.A), 1);
            String waiting = scene.preload(1, "two", "p").getFirst().id();

            scene.here("discard", waiting).done(); // the ledger begins

            assertThat(scene.here("show", sent).done().out()).contains("the worker's log says");
            assertThat(ScratchQueue.ids(scene.here("list", "synced", "--json").done().json()))
                    .containsExactly(sent);
            assertThat(scene.counts().path("synced_reported").asInt()).isOne();
            assertThat(scene.counts().path("synced_confirmed").asInt()).isZero();
        }
    }

    private ScratchQueue prepare(String name) throws IOException {
        ScratchQueue scratch = ScratchQueue.in(folder.resolve(name));
        ids = scratch.writeExample();
        run(scratch, List.of("discard", ids.path("pending").get(0).asText())).done();
        run(scratch, List.of("retry", ids.path("failed").get(0).asText())).done();
        return scratch;
    }

    /** Everything that a person would call the queue; what a save was named is left to chance. */
    private List<Object> asPeopleSeeIt(ScratchQueue scratch) {
        JsonNode queue = scratch.queue();
        List<String> contents = new ArrayList<>();
        queue.path("queue").forEach(entry -> contents.add(entry.path("content").asText()));
        return List.of(
                contents,
                ScratchQueue.ids(queue.path("failed")),
                queue.path("stats").path("total_queued"),
                queue.path("stats").path("total_failed"),
                ScratchQueue.ids(run(scratch, List.of("list", "trash", "--json")).json()));
    }

    private Outcome run(ScratchQueue scratch, List<String> command) {
        return SameJvm.run(scratch.program(), new byte[0], command);
    }

    private static AutoCloseable make(Trouble trouble, Path ledger) throws IOException {
        switch (trouble) {
            case NONE -> {}
            case DELETED -> {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(ledger.getParent())) {
                    for (Path file : files) {
                        Files.delete(file);
                    }
                }
            }
            case TRUNCATED -> Shell.run("truncate", "--size", "50000", ledger.toString());
            case ALL_ZERO -> Files.write(ledger, new byte[(int) Files.size(ledger)]);
            case FROM_A_NEWER_VERSION -> Python.run("ledger_trouble.py", ledger, "newer");
            case HELD_BY_ANOTHER -> {
                RunningProcess holder = Python.start("ledger_trouble.py", ledger, "hold");
                holder.awaitLine("held");
                return () -> holder.endInput().outcome(Duration.ofSeconds(20));
            }
            case READ_ONLY -> {
                Mounted.needs();
                return Mounted.again(ledger.getParent(), ledger.getParent()).readOnly();
            }
        }
        return () -> {};
    }
}
