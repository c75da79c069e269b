package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/** The demo as people start it, with folders of its own for all that it might leave behind. */
final class DemoTest {
    private static final int INTERRUPTED = 128 + 2;

    @TempDir Path folder;
    private Path temporary;
    private RealProgram program;

    @BeforeEach
    void setUp() throws IOException {
        temporary = Files.createDirectory(folder.resolve("temporary"));
        program =
                RealProgram.in(
                                Files.createDirectory(folder.resolve("home")),
                                Files.createDirectory(folder.resolve("queue")))
                        .jvm("-Djava.io.tmpdir=" + temporary);
    }

    private List<Path> scratch() throws IOException {
        return below(temporary).stream()
                .filter(path -> path.getFileName().toString().startsWith("mem0-queue-demo-"))
                .toList();
    }

    private static List<Path> below(Path path) throws IOException {
        try (Stream<Path> all = Files.list(path)) {
            return all.toList();
        }
    }

    @Test
    void bothWaysInOneDocumentAndNothingLeftBehind() throws IOException {
        JsonNode json =
                program.run("demo", "--headless", "--json", "--seed", "7", "--faster", "60")
                        .done()
                        .json();
        assertThat(json.get("simulation").asBoolean()).isTrue();
        assertThat(json.get("seed").asLong()).isEqualTo(7);
        assertThat(json.get("times_faster").asInt()).isEqualTo(60);
        assertThat(json.get("kept").isNull()).isTrue();
        int tried = json.get("sessions").asInt() * json.get("saves_each").asInt();
        for (String manner : List.of("python", "ours")) {
            JsonNode one = json.get(manner);
            assertThat(one.get("tried").asInt()).isEqualTo(tried);
            assertThat(
                            one.get("stored").asInt()
                                    + one.get("waiting").asInt()
                                    + one.get("set_apart").asInt()
                                    + one.get("lost").asInt())
                    .isEqualTo(tried);
        }
        assertThat(json.at("/python/refused").asInt()).isPositive();
        assertThat(json.at("/python/lost").asInt()).isPositive();
        assertThat(json.at("/python/longest_lock_hold_ms").asLong()).isPositive();
        assertThat(json.at("/ours/refused").asInt()).isZero();
        assertThat(json.at("/ours/lost").asInt()).isZero();
        assertThat(json.at("/ours/stored_twice").asInt()).isZero();
        assertThat(json.at("/ours/slowest_save_ms").isNumber()).isTrue();
        assertThat(scratch()).isEmpty();
        assertThat(below(program.home())).as("nothing of the person's").isEmpty();
        assertThat(below(program.directory())).as("nor of the queue").isEmpty();
    }

    @Test
    void keptWhereItSays() throws IOException {
        Outcome outcome =
                program.run("demo", "--headless", "--keep", "--seed", "7", "--faster", "60").done();
        assertThat(scratch()).hasSize(1);
        Path kept = scratch().getFirst();
        assertThat(outcome.out())
                .contains("A simulation", kept.toString(), "LOST", "this program lost 0");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept)))
                .isEqualTo("rwx------");
        assertThat(kept.resolve("python/queue/mem0_queue.json")).exists();
        assertThat(kept.resolve("ours/queue/mem0_queue.json")).exists();
    }

    @Test
    void ctrlCLeavesNothingBehind() throws IOException {
        try (RunningProcess running = program.start("demo", "--headless", "--faster", "4")) {
            String line = running.nextLine(Duration.ofSeconds(60));
            while (line != null && !line.contains(" tried ")) {
                line = running.nextLine(Duration.ofSeconds(60));
            }
            assertThat(line).as(running.errors()).isNotNull();
            assertThat(scratch()).hasSize(1);
            running.signal("INT");
            Outcome outcome = running.outcome(Duration.ofSeconds(30));
            assertThat(outcome.exitCode()).isEqualTo(INTERRUPTED);
            assertThat(outcome.err()).isEmpty();
        }
        assertThat(scratch()).isEmpty();
    }

    @Test
    void withoutADisplayTheTerminalIsNamed() throws IOException {
        program.run("demo").refused(1, "no display", "demo --headless");
        program.run("demo", "--keep").refused(2, "go with --headless");
        program.run("demo", "--headless", "--faster", "0").refused(2, "1 to 100");
        assertThat(scratch()).isEmpty();
    }
}
