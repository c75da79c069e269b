package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.util.ArrayList;
import java.util.List;

/** {@code list in-doubt}, {@code resolve} and {@code verify} as people meet them. */
class DoubtCommandsTest extends OssScene {
    @Test
    void whatIsInDoubtIsToldAndWaits() {
        String id = putInDoubt(1).getFirst();

        Outcome listed = scene.here("list", "in-doubt").done();
        assertThat(listed.out()).contains(id.substring(0, 8));
        assertThat(scene.counts().path("in_doubt").asInt()).isOne();
        assertThat(scene.counts().path("in_flight").asInt()).isZero();
        assertThat(scratch.queueIds()).as("Python would send it again").isEmpty();
        for (String[] act : new String[][] {{"edit", id, "--content", "other"}, {"discard", id}}) {
            Outcome refused = scene.here(act);
            assertThat(refused.exitCode()).as("%s", refused).isEqualTo(1);
            assertThat(refused.out() + refused.err()).containsAnyOf("in doubt", "may be stored");
        }
        assertThat(scene.inDoubt()).containsExactly(id);
        Outcome again = scene.here("sync");
        assertThat(again.out() + again.err()).contains("1 left");
        assertThat(api.adds()).hasSize(1);
    }

    @Test
    void settledByHand() {
        List<String> ids = putInDoubt(3);
        String first = ids.getFirst();

        assertThat(scene.here("resolve", "--sent").exitCode()).isEqualTo(2);
        assertThat(scene.here("resolve", first).exitCode()).isEqualTo(2);
        assertThat(scene.here("resolve", first, "--all", "--sent").exitCode()).isEqualTo(2);
        assertThat(scene.here("resolve", "--all", "--sent").exitCode()).isEqualTo(2);
        scene.here("resolve", "--all", "--sent").refused(2, "--yes");
        scene.here("resolve", "--all", "--sent", "--dry-run").done();
        assertThat(scene.inDoubt()).hasSize(3);

        JsonNode one =
                scene.here("resolve", first.substring(0, 9), "--sent", "--json").done().json();
        assertThat(ScratchQueue.texts(one.path("ids"))).containsExactly(first);
        assertThat(scene.inDoubt()).hasSize(2).doesNotContain(first);
        scene.here("resolve", ids.get(1), "--resend").done();
        assertThat(scratch.queueIds()).containsExactly(ids.get(1));
        assertThat(api.adds()).as("resolve itself sends nothing").hasSize(3);
        scene.here("resolve", "--all", "--sent", "--yes").done();
        assertThat(scene.inDoubt()).isEmpty();
        scene.here("sync");
        scene.syncUntilNothingIsLeft();
        assertThat(scratch.asPythonSeesIt().path("stats").path("total_synced").asInt())
                .isEqualTo(3);
        assertThat(scene.here("list", "synced", "--json").done().json()).hasSize(3);
    }

    @Test
    void whatWasWronglyCalledStoredIsFoundByVerify() {
        String id = putInDoubt(1).getFirst();
        api.remove("unclear 0");
        String act =
                scene.here("resolve", id, "--sent", "--json").done().json().path("act").asText();
        scene.here("undo", act).refused(1, "resolve", "`mem0-queue verify` asks it");
        assertThat(scene.inDoubt()).isEmpty();

        Outcome missing = scene.here("verify");

        assertThat(missing.exitCode()).as("%s", missing).isEqualTo(3);
        assertThat(missing.out()).contains("resolve " + id + " --resend");
        scene.here("resolve", id, "--resend").done();
        scene.here("sync").done();
        scene.assertStoredOnce(List.of("unclear 0"));
    }

    @Test
    void doubtsSettleByThemselvesWhereTheServerCanTell() {
        List<String> texts = SyncScene.texts(scene.preload(6, "here", "one", "two"));
        api.weather(
                (n, c) ->
                        n % 3 == 0
                                ? StubDay.SILENT_AFTER_STORING
                                : n % 3 == 1 ? StubDay.SILENT : StubDay.GOOD);

        scene.here("sync");
        scene.syncUntilNothingIsLeft();

        scene.assertStoredOnce(texts);
        assertThat(scene.inDoubt()).isEmpty();
    }

    @Test
    void verifyFindsAndMisses() {
        List<SyncScene.Saved> all = scene.preload(4, "here", "one", "two");
        assertThat(scene.here("verify").done().out()).contains("Nothing is known");
        scene.here("sync").done();

        JsonNode found = scene.here("verify", "--json").done().json();
        assertThat(found.path("believed").asInt()).isEqualTo(4);
        assertThat(found.path("found").asInt()).isEqualTo(4);
        assertThat(found.path("missing").asInt()).isZero();
        assertThat(scene.here("verify", "--project", "one").done().out())
                .contains("one")
                .doesNotContain("two");

        api.remove(all.getFirst().content());
        Outcome removed = scene.here("verify");
        assertThat(removed.exitCode()).as("%s", removed).isEqualTo(3);
        assertThat(removed.out()).contains("removed there since");
        assertThat(api.adds()).as("verify sends nothing").hasSize(4);
    }

    @Test
    void verifyMissesWhatOnlyTheWorkerHadReported() {
        List<SyncScene.Saved> all = scene.preload(2, "here", "p");
        scene.here("flush").done(); // the ledger begins
        new StandInWorker(scratch, folder.resolve("worker"))
                .runToItsEnd(StandInWorker.Run.of(StandInWorker.Manner.A), 1);
        api.store("p", all.getFirst().content());

        Outcome missing = scene.here("verify");

        assertThat(missing.exitCode()).as("%s", missing).isEqualTo(3);
        String lost = all.get(1).id();
        assertThat(missing.out()).contains("1 not there", "resolve " + lost + " --resend");
        scene.here("resolve", lost, "--resend").done();
        scene.here("sync").done();
        scene.assertStoredOnce(SyncScene.texts(all));
        scene.here("verify").done();
    }

    @Test
    void verifySaysWhenNobodyCanTell() {
        scene.preload(2, "here", "p");
        scene.here("sync").done();
        api.rewording();
        try (SyncScene wrapper = SyncScene.in(folder.resolve("wrapper"), StubApi.Kind.WRAPPER)) {
            wrapper.preload(2, "here", "p");
            wrapper.here("sync").done();
            wrapper.api().rewording();
            Outcome untold = wrapper.here("verify").done();
            assertThat(untold.out()).contains("2 cannot be told", "other words");
        }
    }

    private List<String> putInDoubt(int number) {
        scene.set("in_doubt.wait", "1 h");
        List<String> ids = new ArrayList<>();
        api.weather((n, content) -> StubDay.SILENT_AFTER_STORING);
        for (int i = 0; i < number; i++) {
            ids.add(scene.here("save", "--project", "p" + i, "unclear " + i).done().savedId());
        }
        Await.until(
                "all are in doubt",
                SOON,
                () -> {
                    scene.here("sync");
                    return scene.inDoubt().size() == number;
                });
        api.weather((n, content) -> StubDay.GOOD);
        return ids;
    }
}
