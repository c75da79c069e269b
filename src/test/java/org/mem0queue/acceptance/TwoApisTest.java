package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.sync.StubApi;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Two queues of one person, each with an API of its own: what is private stays where it belongs.
 */
class TwoApisTest {
    @TempDir Path folder;

    @Test
    void whatIsSavedInOneQueueNeverGoesToTheApiOfTheOther() throws IOException {
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS);
                StubApi ofWork = new StubApi(StubApi.Kind.OSS)) {
            Path directory = Files.createDirectory(folder.resolve("work"));
            RealProgram home = scene.program();
            RealProgram work = home.on(directory);
            assertThat(work.run("config", "set", "api.scope", "own").done().out())
                    .isEqualTo("api.scope = own\n");
            work.run("config", "set", "api.url").done();
            work.run("save", "--project", "p", "of work").done();
            work.run("sync").refused(1, "No API is configured");

            assertThat(
                            work.run("config", "set", "api.url", ofWork.address().toString())
                                    .done()
                                    .out())
                    .contains("only for " + directory);
            home.run("save", "--project", "p", "of home").done();
            work.run("sync").done();
            home.run("sync").done();

            assertThat(scene.api().texts()).containsExactly("of home");
            assertThat(ofWork.texts()).containsExactly("of work");
            assertThat(source(work)).isEqualTo("directory");
            assertThat(source(home)).isEqualTo("file");
        }
    }

    private static String source(RealProgram program) throws IOException {
        JsonNode shown = program.run("config", "get", "api.url", "--json").done().json();
        return shown.path("source").asText();
    }
}
