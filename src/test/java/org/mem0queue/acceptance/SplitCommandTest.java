package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.sync.StubApi;

import java.nio.file.Path;
import java.util.List;

/** {@code split}: what is too long for the API is sent in parts. */
class SplitCommandTest {
    private static final String LONG = "A sentence that fills some room. ".repeat(5).strip();

    @TempDir Path folder;

    private SyncScene scene;
    private String id;

    @BeforeEach
    void setApartAsTooLong() {
        scene = SyncScene.in(folder, StubApi.Kind.OSS);
        scene.set("api.max_tokens", "16");
        id =
                scene.here("save", "--project", "one", "--json", LONG)
                        .done()
                        .json()
                        .path("id")
                        .asText();
        scene.here("sync");
        JsonNode failed = scene.scratch().queue().path("failed").path(0);
        assertThat(failed.path("id").asText()).isEqualTo(id);
        assertThat(failed.path("last_error").asText()).contains("into 4 parts", "mem0-queue split");
        assertThat(scene.api().adds()).as("refused before it is sent").isEmpty();
    }

    @AfterEach
    void close() {
        scene.close();
    }

    @Test
    void thePartsAreSentAndTheBalanceIsExact() {
        JsonNode done = scene.here("split", id.substring(0, 8), "--json").done().json();

        List<String> parts = ScratchQueue.texts(done.path("ids"));
        assertThat(parts).hasSize(4).doesNotContain(id);
        assertThat(scene.scratch().queueIds()).containsExactlyElementsOf(parts);
        scene.scratch().asPythonSeesIt();
        scene.syncUntilNothingIsLeft();
        assertThat(String.join("", scene.api().texts())).isEqualTo(LONG);
        assertThat(scene.counts().path("trash").asInt()).isOne();
        assertThat(scene.counts().path("synced_confirmed").asInt()).isEqualTo(4);
        JsonNode balance = scene.here("status", "--json").json().path("balance");
        assertThat(balance.path("unaccounted").asInt(-1)).as("%s", balance).isZero();
        assertThat(balance.path("seen").asInt()).isEqualTo(5);
        assertThat(scene.here("history").done().out()).contains("split");
        assertThat(scene.here("show", parts.getFirst()).done().out()).contains(id);
    }

    @Test
    void undoPutsTheWholeBackAndTellsWhatHasMovedOn() {
        scene.here("split", id).done();
        scene.here("undo").done();
        assertThat(ScratchQueue.ids(scene.scratch().queue().path("failed"))).containsExactly(id);
        assertThat(scene.scratch().queueIds()).isEmpty();

        scene.here("split", "--all", "--yes").done();
        scene.syncUntilNothingIsLeft();
        Outcome late = scene.here("undo");
        assertThat(late.exitCode()).as("%s", late).isEqualTo(3);
        assertThat(late.err().lines().filter(line -> line.contains(id + "~"))).hasSize(4);
        assertThat(ScratchQueue.ids(scene.scratch().queue().path("failed"))).containsExactly(id);
    }

    @Test
    void whatIsShortEnoughIsLeftAlone() {
        scene.here("save", "--project", "one", "short").done();
        String small = scene.scratch().queueIds().getFirst();
        scene.here("split", small).refused(1, small, "no more than 16 tokens");
        scene.here("split", "--all").refused(2, "--yes");
        FolderState before = FolderState.of(scene.scratch().path());

        Outcome dry = scene.here("split", "--all", "--dry-run").done();

        assertThat(dry.out()).contains("Would be split: 1 memory", id);
        assertThat(FolderState.of(scene.scratch().path())).isEqualTo(before);
    }
}
