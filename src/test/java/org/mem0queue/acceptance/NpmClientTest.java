package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The real npm client {@code mem0ai} on the embedded server. Not part of the usual build, since it
 * needs Node and fetches the client: {@code mvn -Pnode test -Dtest=NpmClientTest}.
 */
@Tag("node")
class NpmClientTest {
    private static final Duration INSTALL = Duration.ofMinutes(3);
    private static final Path SCRIPTS = Path.of("src", "test", "js", "mem0ai").toAbsolutePath();

    @TempDir Path folder;

    @Test
    void everyOperationOfTheClientWorks() throws IOException {
        Needs.tool("node", "npm");
        Path client = installed();
        Path home = Files.createDirectory(folder.resolve("home"));
        try (RunningProcess serving =
                RealProgram.in(home, folder).start("serve-mem0", "--port", "0", "--json")) {
            String url =
                    Outcome.JSON
                            .readTree(serving.nextLine(Duration.ofSeconds(60)))
                            .get("url")
                            .asText();
            Outcome outcome =
                    run(client, "node", client.resolve("client.mjs").toString(), url)
                            .outcome(Duration.ofMinutes(1));
            assertThat(outcome.exitCode()).as("%s", outcome).isZero();
            assertThat(outcome.out().lines())
                    .containsExactly(
                            "ok ping",
                            "ok add",
                            "ok search",
                            "ok getAll",
                            "ok get",
                            "ok update",
                            "ok history",
                            "ok users",
                            "ok feedback",
                            "ok batchUpdate",
                            "ok delete",
                            "ok batchDelete",
                            "ok deleteAll",
                            "ok deleteUsers");
            assertThat(serving.errors()).isEmpty();
        }
    }

    /** The client in a folder of the build, fetched once. */
    private static Path installed() throws IOException {
        Path client = Files.createDirectories(Path.of("target", "mem0ai").toAbsolutePath());
        for (String file : List.of("package.json", "client.mjs")) {
            Files.write(client.resolve(file), Files.readAllBytes(SCRIPTS.resolve(file)));
        }
        if (!Files.isDirectory(client.resolve("node_modules"))) {
            Outcome outcome =
                    run(
                                    client,
                                    "npm",
                                    "install",
                                    "--ignore-scripts",
                                    "--legacy-peer-deps",
                                    "--no-audit",
                                    "--no-fund",
                                    "--no-package-lock")
                            .outcome(INSTALL);
            Needs.need(outcome.exitCode() == 0, "npm could not fetch mem0ai: " + outcome.err());
        }
        return client;
    }

    /** With the environment of whoever runs the test: npm may need its settings. */
    private static RunningProcess run(Path folder, String... command) throws IOException {
        Map<String, String> variables = new HashMap<>(System.getenv());
        variables.put("MEM0_TELEMETRY", "false");
        return RunningProcess.start(List.of(command), variables, folder).endInput();
    }
}
