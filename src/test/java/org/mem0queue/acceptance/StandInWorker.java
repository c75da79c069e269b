package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The workers of {@code worker_standin.py}, installed under the name that people's workers have and
 * writing the worker log, so that our program finds and reads them as it does the real ones.
 */
final class StandInWorker {
    /** The generation is told by the words in the script. */
    enum Manner {
        A("# entries are moved to failed after three attempts"),
        B("# Option C: runs in cycles, keeps dead letters");

        private final String remark;

        Manner(String remark) {
            this.remark = remark;
        }

        private String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How a run goes. */
    record Run(Manner manner, double stored, double pause, int cycles, int killAt, boolean mute) {
        static Run of(Manner manner) {
            return new Run(manner, 1, 0, 1, 0, false);
        }

        static Run any(Random random) {
            Manner manner = random.nextBoolean() ? Manner.A : Manner.B;
            return new Run(
                    manner,
                    random.nextInt(11) / 10.0,
                    random.nextInt(4) / 1000.0,
                    manner == Manner.A ? 1 : 1 + random.nextInt(3),
                    random.nextInt(4) == 0 ? 1 + random.nextInt(40) : 0,
                    random.nextInt(3) == 0);
        }
    }

    /** What the API has got. */
    record Sent(String id, String content) {}

    private static final List<String> PARTS =
            List.of("worker_standin.py", "legacy_queue.py", "legacy_upload.py");
    private static final Duration LONGEST = Duration.ofSeconds(90);

    private final ScratchQueue scratch;
    private final Path folder;
    private final Path sent;
    private URI api;

    StandInWorker(ScratchQueue scratch, Path folder) {
        this.scratch = scratch;
        this.folder = folder;
        this.sent = folder.resolve("sent");
        try {
            for (Manner manner : Manner.values()) {
                Path own = Files.createDirectories(folder.resolve(manner.word()));
                for (String part : PARTS) {
                    Files.copy(Python.resource("python/" + part), own.resolve(part));
                }
                Files.writeString(
                        script(manner),
                        manner.remark + "\nimport worker_standin\nworker_standin.main()\n");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private Path script(Manner manner) {
        return folder.resolve(manner.word()).resolve("mem0_queue_worker.py");
    }

    /** Uploads go to a server from now on. */
    StandInWorker sendingTo(URI address) {
        api = address;
        return this;
    }

    /** The command line of a run, as a person would configure it. */
    List<String> command(Run run, int seed) {
        List<String> command = new ArrayList<>();
        command.add(Needs.find("python3").orElseThrow().toString());
        command.addAll(List.of("-B", script(run.manner()).toString(), scratch.path().toString()));
        command.addAll(List.of(run.manner().word(), "--sent", sent.toString()));
        command.addAll(List.of("--stored", Double.toString(run.stored())));
        command.addAll(List.of("--pause", Double.toString(run.pause())));
        command.addAll(List.of("--cycles", Integer.toString(run.cycles())));
        command.addAll(List.of("--kill-at", Integer.toString(run.killAt())));
        command.addAll(List.of("--seed", Integer.toString(seed)));
        if (run.mute()) {
            command.add("--buffered");
        }
        if (api != null) {
            command.addAll(List.of("--api", api.toString()));
        }
        return command;
    }

    /** Starts a run; when this returns, whoever looks at the processes finds it. */
    Process start(Run run, int seed) {
        Needs.tool("python3");
        ProcessBuilder builder = new ProcessBuilder(command(run, seed));
        builder.environment().clear();
        builder.environment()
                .putAll(
                        Map.of(
                                "HOME", scratch.home().toString(),
                                "PATH", "/usr/bin:/bin",
                                "LANG", "C.UTF-8"));
        File log = log().toFile();
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log));
        builder.redirectError(ProcessBuilder.Redirect.appendTo(folder.resolve("errors").toFile()));
        try {
            Process process = builder.start();
            Await.until(
                    "the worker is among the processes",
                    LONGEST,
                    () -> !process.isAlive() || isAmongTheProcesses(process.pid()));
            return process;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Where its output goes: where the worker log is, or would be. */
    private Path log() {
        Path inFolder = scratch.path().resolve("logs");
        return (Files.isDirectory(inFolder) ? inFolder : scratch.path()).resolve("mem0_worker.log");
    }

    private static boolean isAmongTheProcesses(long pid) throws IOException {
        Path arguments = Path.of("/proc", Long.toString(pid), "cmdline");
        return Files.exists(arguments)
                && Files.readString(arguments, ISO_8859_1).contains("mem0_queue_worker");
    }

    /** Waits for its end; it must have come of itself, or by its own signal. */
    void await(Process process, Run run) {
        try {
            assertThat(process.waitFor(LONGEST.toSeconds(), TimeUnit.SECONDS)).isTrue();
            if (run.killAt() == 0 || process.exitValue() != Outcome.KILLED) {
                assertThat(process.exitValue()).as(errors()).isZero();
            }
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    void runToItsEnd(Run run, int seed) {
        await(start(run, seed), run);
    }

    private String errors() {
        try {
            return Files.readString(folder.resolve("errors"));
        } catch (IOException none) {
            return "";
        }
    }

    /** All that was uploaded, in order. */
    List<Sent> sent() {
        List<Sent> all = new ArrayList<>();
        try {
            if (Files.exists(sent)) {
                for (String line : Files.readAllLines(sent)) {
                    JsonNode one = Outcome.JSON.readTree(line);
                    all.add(new Sent(one.path("id").asText(), one.path("content").asText()));
                }
            }
            return all;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    long timesSent(String id) {
        return sent().stream().filter(one -> one.id().equals(id)).count();
    }
}
