package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.sync.StubApi;
import org.mem0queue.sync.StubDay;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The key gets nowhere but to the API, and no memory text into a log. */
class SyncSecretsTest {
    private static final String KEY = "m0sk-7f3a9c51d2e84b06";
    private static final String TEXT = "The vault combination is 17-38-42.";

    @TempDir Path folder;

    @Test
    void neitherKeyNorTextIsWrittenDown() throws IOException {
        try (SyncScene scene = SyncScene.in(folder, StubApi.Kind.OSS)) {
            scene.api().requireKey(KEY);
            RealProgram program = scene.program().with("MEM0_API_KEY", KEY);
            StringBuilder said = new StringBuilder();
            program.run("save", "--project", "p", TEXT).done();
            program.run("save", "--project", "p", TEXT + " Refused.").done();
            program.run("save", "--project", "q", TEXT + " Silent.").done();
            scene.api()
                    .weather(
                            (number, content) ->
                                    content.endsWith("Refused.")
                                            ? StubDay.REFUSED
                                            : content.endsWith("Silent.")
                                                    ? StubDay.SILENT_AFTER_STORING
                                                    : StubDay.GOOD);
            for (String[] command :
                    new String[][] {
                        {"sync"},
                        {"sync", "--json"},
                        {"sync", "--dry-run"},
                        {"config", "list"},
                        {"config", "get", "api.key"},
                        {"status", "--json"},
                        {"doctor"},
                        {"list", "all", "--json"},
                        {"history"},
                        {"verify", "--json"}
                    }) {
                Outcome outcome = program.run(command);
                said.append(outcome.out()).append(outcome.err());
            }
            Outcome wrong =
                    scene.program().with("MEM0_API_KEY", KEY + "-wrong").run("sync", "--json");
            said.append(wrong.out()).append(wrong.err());

            assertThat(scene.api().texts()).hasSize(2);
            assertThat(said.toString()).doesNotContain(KEY);
            for (Path root : List.of(scene.scratch().path(), scene.scratch().home())) {
                try (Stream<Path> files = Files.walk(root)) {
                    for (Path file : files.filter(Files::isRegularFile).toList()) {
                        String content = Files.readString(file, ISO_8859_1);
                        assertThat(content).as("%s", file).doesNotContain(KEY);
                        if (file.toString().endsWith(".log")) {
                            assertThat(content).as("%s", file).doesNotContain("combination");
                        }
                    }
                }
            }
            assertThat(scene.scratch().path().resolve("mem0_worker.log")).isNotEmptyFile();
        }
    }
}
