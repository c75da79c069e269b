package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A queue directory and a home folder of its own, and what may be said of them afterwards. Reads
 * the files with nothing of the program's own code.
 *
 * @param path the queue directory
 */
record ScratchQueue(Path path, Path home) implements AutoCloseable {
    static ScratchQueue in(Path folder) {
        try {
            return new ScratchQueue(
                    Files.createDirectories(folder.resolve("queue")),
                    Files.createDirectories(folder.resolve("home")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    RealProgram program() {
        return RealProgram.in(home, path);
    }

    Path queueFile() {
        return path.resolve("mem0_queue.json");
    }

    Path lockFile() {
        return path.resolve("mem0_queue.lock");
    }

    Path spool() {
        return path.resolve("mem0_queue.d/spool");
    }

    Path kept() {
        return path.resolve("mem0_queue.d/kept");
    }

    /** Writes the example of the command line contract and tells its ids. */
    JsonNode writeExample() {
        return Python.run("example_queue.py", path).json();
    }

    /** What Python's {@code json.load} makes of it; fails if Python would stumble. */
    JsonNode asPythonSeesIt() {
        return Python.run("read_queue.py", path).json();
    }

    List<String> queueIds() {
        return ids(queue().path("queue"));
    }

    JsonNode queue() {
        try {
            return Outcome.JSON.readTree(Files.readAllBytes(queueFile()));
        } catch (NoSuchFileException none) {
            return Outcome.JSON.createObjectNode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> spooledIds() {
        return idsOfLines(spool());
    }

    List<String> keptIds() {
        return idsOfLines(kept());
    }

    static List<String> ids(JsonNode entries) {
        List<String> ids = new ArrayList<>();
        entries.forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    static List<String> texts(JsonNode list) {
        List<String> texts = new ArrayList<>();
        list.forEach(text -> texts.add(text.asText()));
        return texts;
    }

    private static List<String> idsOfLines(Path folder) {
        List<String> ids = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, "*.jsonl")) {
            for (Path file : files) {
                for (String line : Files.readAllLines(file)) {
                    ids.add(Outcome.JSON.readTree(line).path("id").asText());
                }
            }
        } catch (NoSuchFileException none) {
            return ids;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return ids;
    }

    /** Each of them is in the queue exactly once, and nothing waits in the spool any more. */
    void assertMergedOnce(Collection<String> acknowledged) {
        Map<String, Integer> times = new HashMap<>();
        queueIds().forEach(id -> times.merge(id, 1, Integer::sum));
        assertThat(acknowledged).as("acknowledged and in the queue").allMatch(times::containsKey);
        assertThat(times)
                .as("how often each id is queued")
                .allSatisfy((id, n) -> assertThat(n).isOne());
        assertThat(spooledIds()).as("still spooled").isEmpty();
    }

    /** Nobody's temporary file is left in the queue directory. */
    List<String> leftovers() {
        try (Stream<Path> files = Files.walk(path)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> path.relativize(file).toString())
                    .filter(name -> name.endsWith(".tmp") || name.contains("spool/tmp/"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The processes of ours that wait for the lock on behalf of others. */
    List<ProcessHandle> waitingFlushes() {
        return processes("--for-others");
    }

    private List<ProcessHandle> processes(String argument) {
        return ProcessHandle.allProcesses()
                .filter(
                        process -> {
                            String line = commandLine(process.pid());
                            return line.contains(path.toString()) && line.contains(argument);
                        })
                .toList();
    }

    private static String commandLine(long pid) {
        try {
            return Files.readString(
                            Path.of("/proc", Long.toString(pid), "cmdline"),
                            java.nio.charset.StandardCharsets.ISO_8859_1)
                    .replace('\0', ' ');
        } catch (IOException gone) {
            return "";
        }
    }

    /** Ends what was left waiting, so that the folder can be deleted. */
    @Override
    public void close() {
        List<ProcessHandle> left = waitingFlushes();
        left.forEach(ProcessHandle::destroyForcibly);
        Await.until(
                "the waiting processes end",
                Duration.ofSeconds(10),
                () -> left.stream().noneMatch(ProcessHandle::isAlive));
    }
}
