package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Assumptions;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;
import org.mem0queue.store.Python;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A ledger in a folder of its own, and a clock that stands still unless it is moved. */
final class LedgerFixture implements AutoCloseable {
    static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private final Path file;
    private final List<Ledger> opened = new ArrayList<>();
    private volatile Instant now = START;

    LedgerFixture(Path folder) {
        this.file = folder.resolve("state").resolve("ledger").resolve("3f0c9a1b77de.db");
    }

    Path file() {
        return file;
    }

    Path folder() {
        return file.getParent();
    }

    Path companion(String ending) {
        return file.resolveSibling(file.getFileName() + ending);
    }

    InstantSource clock() {
        return () -> now;
    }

    Instant now() {
        return now;
    }

    void advance(Duration by) {
        now = now.plus(by);
    }

    LedgerOpening opening() {
        LedgerOpening opening = Ledger.open(file, clock());
        if (opening instanceof LedgerOpening.Opened(Ledger ledger, String ignored)) {
            opened.add(ledger);
        }
        return opening;
    }

    /** Opens it; there must be nothing to tell about it. */
    Ledger open() {
        LedgerOpening opening = opening();
        assertThat(opening).isInstanceOf(LedgerOpening.Opened.class);
        LedgerOpening.Opened done = (LedgerOpening.Opened) opening;
        assertThat(done.note()).isNull();
        return done.ledger();
    }

    /** Opens it; answers what there is to tell about it. */
    String note() {
        LedgerOpening opening = opening();
        assertThat(opening).isInstanceOf(LedgerOpening.Opened.class);
        String note = ((LedgerOpening.Opened) opening).note();
        assertThat(note).isNotNull();
        return note;
    }

    /** Opens it; it must refuse. Answers why. */
    String unavailable() {
        LedgerOpening opening = opening();
        assertThat(opening).isInstanceOf(LedgerOpening.Unavailable.class);
        return ((LedgerOpening.Unavailable) opening).sentence();
    }

    void closeAll() {
        opened.forEach(Ledger::close);
        opened.clear();
    }

    @Override
    public void close() {
        closeAll();
    }

    /** Records one pending memory with this text. */
    static void see(Ledger ledger, String id, String content, Instant time) {
        done(
                ledger.record(
                        LedgerBatch.ofSightings(
                                List.of(
                                        new Sighting(
                                                memory(id, MemoryState.PENDING, content), time)))));
    }

    static Memory memory(String id, MemoryState state, String content) {
        return memory(id, state, "proj", content);
    }

    static Memory memory(String id, MemoryState state, String project, String content) {
        return new Memory(
                id,
                false,
                project,
                START,
                0,
                state,
                RawJson.of(
                        "{\"id\": "
                                + Json.quote(id)
                                + ", \"project_id\": "
                                + Json.quote(project)
                                + ", \"content\": "
                                + Json.quote(content)
                                + ", \"timestamp\": "
                                + START.getEpochSecond()
                                + ", \"retries\": 0}"));
    }

    static <T> T done(LedgerResult<T> result) {
        return switch (result) {
            case LedgerResult.Done<T>(T value) -> value;
            case LedgerResult.NotDone<T>(LedgerProblem problem) ->
                    throw new AssertionError(problem.toString());
        };
    }

    static LedgerProblem refused(LedgerResult<?> result) {
        return result.notDone().orElseThrow(() -> new AssertionError("was done: " + result));
    }

    /** Names of the files in the ledger's folder. */
    List<String> files() {
        try (Stream<Path> found = Files.list(folder())) {
            return found.map(path -> path.getFileName().toString()).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<String> asides() {
        return files().stream().filter(name -> name.matches(".*\\.damaged-.*\\.db")).toList();
    }

    static void run(String... command) {
        Python.command(List.of(command));
    }

    /** Runs what only root may, or only some systems can; skips the test where it is refused. */
    static void runOrSkip(String... command) {
        boolean done;
        try {
            done =
                    new ProcessBuilder(command)
                                    .redirectErrorStream(true)
                                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                                    .start()
                                    .waitFor()
                            == 0;
        } catch (IOException notInstalled) {
            done = false;
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
        Assumptions.assumeTrue(done, "not possible here: " + String.join(" ", command));
    }
}
