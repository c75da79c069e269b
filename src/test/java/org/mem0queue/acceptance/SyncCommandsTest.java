package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;

/** {@code sync}, {@code pause} and {@code resume} as people meet them. */
class SyncCommandsTest extends OssScene {
    @Test
    void sendsEverythingAndSaysSo() {
        List<String> texts = SyncScene.texts(scene.preload(5, "here", "one", "two"));

        Outcome dry = scene.here("sync", "--dry-run").done();
        assertThat(dry.out()).contains("Would send 5 memories to " + api.address());
        assertThat(
                        scene.here("sync", "--dry-run", "--json")
                                .done()
                                .json()
                                .path("would_send")
                                .asInt())
                .isEqualTo(5);
        assertThat(api.adds()).isEmpty();

        Outcome sent = scene.program().run("sync").done();

        assertThat(sent.out()).isEqualTo("5 synced.\n");
        scene.assertStoredOnce(texts);
        JsonNode again = scene.program().run("sync", "--json").done().json();
        for (String field : List.of("sent", "synced", "failed", "in_doubt", "left")) {
            assertThat(again.path(field).isIntegralNumber()).as(field).isTrue();
            assertThat(again.path(field).asInt(-1)).as(field).isZero();
        }
        JsonNode seen = scratch.asPythonSeesIt();
        assertThat(seen.path("stats").path("total_synced").asInt()).isEqualTo(5);
        assertThat(seen.path("stats").path("last_sync").asText()).isNotEmpty();
        assertThat(scene.counts().path("synced_confirmed").asInt()).isEqualTo(5);
    }

    @Test
    void mergesTheSpoolFirst() {
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            scene.here("save", "--project", "p", "still spooled").done();
            assertThat(scratch.spooledIds()).hasSize(1);
            scratch.close(); // nobody else merges it
        }

        assertThat(scene.here("sync").done().out()).isEqualTo("1 synced.\n");

        scene.assertStoredOnce(List.of("still spooled"));
    }

    @Test
    void withoutAnApiTheNextStepIsNamed() {
        RealProgram bare = RealProgram.in(folder.resolve("queue"), scratch.path());
        scene.preload(1, "here", "p");
        FolderState before = FolderState.of(scratch.path());
        for (String command : List.of("sync", "worker", "verify", "sync --dry-run")) {
            Outcome refused = SameJvm.run(bare, new byte[0], List.of(command.split(" ")));
            refused.refused(1, "No API is configured", "config set api.url");
            refused = SameJvm.run(bare, new byte[0], List.of((command + " --json").split(" ")));
            refused.refused(1, "No API is configured");
        }
        assertThat(FolderState.of(scratch.path())).isEqualTo(before);
    }

    @Test
    void anAddressOrKeyThatCannotBeUsed() {
        scene.preload(1, "here", "p");
        for (String bad :
                List.of("ftp://h", "nonsense", "http://", "http://u:p@h/", "http://h?q=1")) {
            Outcome refused = scene.here("sync", "--api", bad);
            assertThat(refused.exitCode()).as("%s", refused).isIn(1, 2);
            assertThat(refused.out()).isEmpty();
            refused.complained("api");
        }
        Outcome key =
                SameJvm.run(
                        scene.program().with("MEM0_API_KEY", "two words"),
                        new byte[0],
                        List.of("sync"));
        key.refused(1, "API key");
        assertThat(key.err()).doesNotContain("two words");
        assertThat(api.adds()).isEmpty();
        assertThat(scratch.queueIds()).hasSize(1);
    }

    @Test
    void theApiIsDown() {
        scene.preload(3, "here", "p");
        URI address = api.address();
        api.close();

        Outcome down = scene.here("sync");

        assertThat(down.exitCode()).as("%s", down).isEqualTo(1);
        assertThat(down.out() + down.err()).contains("3 left").contains(address.getAuthority());
        JsonNode json = scene.here("sync", "--json").json();
        assertThat(json.path("left").asInt()).isEqualTo(3);
        assertThat(json.path("stopped").asText()).isNotEmpty();
        untouched(3);
        scene.here("verify").refused(1, address.getAuthority());
    }

    /** Pending, each without an attempt to its name. */
    private void untouched(int number) {
        assertThat(scratch.queueIds()).hasSize(number);
        assertThat(scene.inFlight()).isEmpty();
        scratch.queue()
                .path("queue")
                .forEach(
                        entry -> {
                            assertThat(entry.path("retries").asInt()).isZero();
                            assertThat(entry.has("next_attempt")).isFalse();
                        });
    }

    @Test
    void aWrongKeyCostsNoMemoryAnAttempt() {
        List<String> texts = SyncScene.texts(scene.preload(5, "here", "one", "two"));
        api.requireKey("right");
        RealProgram wrong = scene.program().with("MEM0_API_KEY", "wrong-3fd1");

        Outcome refused = wrong.run("sync");

        assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
        assertThat(refused.out() + refused.err()).contains("key").doesNotContain("wrong-3fd1");
        untouched(5);
        assertThat(api.adds()).as("asked again with a key that is known to be wrong").isEmpty();

        scene.program().with("MEM0_API_KEY", "right").run("sync").done();
        scene.assertStoredOnce(texts);
    }

    @Test
    void oneRefusedMemoryIsSetApart() {
        List<SyncScene.Saved> all = scene.preload(4, "here", "one", "two");
        String bad = all.get(2).content();
        api.weather((number, content) -> content.equals(bad) ? StubDay.REFUSED : StubDay.GOOD);

        Outcome partly = scene.here("sync");

        assertThat(partly.exitCode()).as("%s", partly).isEqualTo(3);
        assertThat(partly.out()).isEqualTo("3 synced, 1 failed.\n");
        JsonNode failed = scene.here("list", "failed", "--json").done().json();
        assertThat(ScratchQueue.ids(failed)).containsExactly(all.get(2).id());
        assertThat(failed.path(0).path("last_error").asText()).contains("not this one");
        JsonNode seen = scratch.asPythonSeesIt();
        assertThat(seen.path("stats").path("total_failed").asInt()).isOne();

        api.weather((number, content) -> StubDay.GOOD);
        scene.here("retry", all.get(2).id()).done();
        scene.here("sync").done();
        scene.assertStoredOnce(SyncScene.texts(all));
        assertThat(scratch.asPythonSeesIt().path("stats").path("total_failed").asInt()).isZero();
    }

    @Test
    void pauseHoldsEverythingBack() {
        List<String> texts = SyncScene.texts(scene.preload(2, "here", "p"));
        scene.here("pause", "--dry-run").done();
        scene.here("resume", "--dry-run").done();
        assertThat(scene.here("pause").done().out()).contains("mem0-queue resume");
        assertThat(scene.here("pause", "--json").done().json().path("paused").asBoolean()).isTrue();

        scene.program().run("sync").refused(1, "paused", "mem0-queue resume");
        JsonNode json = scene.here("sync", "--json").json();
        assertThat(json.path("state").asText()).isEqualTo("paused");
        assertThat(json.path("left").asInt()).as("counted, though nothing was sent").isEqualTo(2);
        assertThat(api.adds()).isEmpty();
        String id = scene.here("save", "--project", "p", "saved while paused").done().savedId();
        assertThat(scratch.queueIds()).contains(id);

        assertThat(scene.here("resume").done().out()).contains("goes on");
        assertThat(scene.here("resume").done().out()).contains("was not paused");
        scene.here("sync").done();
        scene.assertStoredOnce(texts);
        scene.assertStoredOnce(List.of("saved while paused"));
    }

    @Test
    void pausedInTheMiddleOfAPass() {
        scene.preload(30, "here", "p");
        api.latency(Duration.ofMillis(100));
        try (RunningProcess syncing = scene.program().start("sync")) {
            Await.until("the first upload", SOON, () -> !api.adds().isEmpty());
            scene.here("pause").done();
            int at = api.adds().size();
            Outcome stopped = syncing.outcome(SOON);
            assertThat(stopped.exitCode()).as("%s", stopped).isEqualTo(3);
            assertThat(stopped.out()).contains("paused");
            assertThat(api.adds().size()).as("sent after the pause").isLessThanOrEqualTo(at + 2);
        }
        assertThat(scene.inFlight()).isEmpty();
        assertThat(scratch.queueIds().size() + api.texts().size()).isEqualTo(30);
    }

    @Test
    void twoAtOnceAreRefusedByName() {
        List<String> texts = SyncScene.texts(scene.preload(2, "here", "p"));
        api.latency(Duration.ofMillis(1500));
        try (RunningProcess first = scene.program().start("sync")) {
            Await.until("the first upload", SOON, () -> !api.adds().isEmpty());
            String pid = Long.toString(first.pid());
            scene.here("sync").refused(1, pid, "sending");
            assertThat(scene.here("sync", "--json").json().path("stopped").asText()).contains(pid);
            scene.set("worker.command", "true");
            scene.here("sync", "--worker").refused(1, pid, "Nothing was started");
            first.outcome(SOON).done();
        }
        scene.assertStoredOnce(texts);
    }

    @Test
    void theLockIsHeldBeforeAnythingIsSent() throws IOException {
        scene.preload(2, "here", "p");
        byte[] before = Files.readAllBytes(scratch.queueFile());
        try (RunningProcess holder = Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
            holder.awaitLine("held");
            scene.program()
                    .run("sync", "--wait", "1")
                    .refused(1, "holds the queue lock", Long.toString(holder.pid()));
        }
        assertThat(scratch.queueFile()).hasBinaryContent(before);
        assertThat(api.adds()).isEmpty();
    }

    @Test
    void theLockIsHeldWhileOutcomesWaitToBeCommitted() throws IOException {
        List<String> texts =
                SyncScene.texts(scene.preload(4, "here", "one", "two", "three", "four"));
        api.latency(Duration.ofMillis(1500));
        byte[] before;
        try (RunningProcess syncing = scene.program().start("sync", "--wait", "1", "--json")) {
            Await.until("all are sent", SOON, () -> api.adds().size() == 4);
            try (RunningProcess holder =
                    Python.start("lock_holder.py", scratch.path(), 0, "hold")) {
                holder.awaitLine("held");
                before = Files.readAllBytes(scratch.queueFile());
                Outcome outcome = syncing.outcome(SOON);
                assertThat(outcome.exitCode()).as("%s", outcome).isEqualTo(1);
                assertThat(outcome.json().path("stopped").asText())
                        .contains("holds the queue lock", "the next sync");
                assertThat(scratch.queueFile()).hasBinaryContent(before);
                assertThat(scene.inFlight()).hasSize(4);
            }
        }
        scene.syncUntilNothingIsLeft();
        assertThat(api.adds()).as("sent again").hasSize(4);
        scene.assertStoredOnce(texts);
        assertThat(scratch.asPythonSeesIt().path("stats").path("total_synced").asInt())
                .isEqualTo(4);
    }
}
