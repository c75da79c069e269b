package org.mem0queue.acceptance;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;

import org.mem0queue.sync.StubApi;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * A scratch queue, a stub of the API, and a home whose settings name it, with short times so that
 * what is in doubt settles soon.
 */
final class SyncScene implements AutoCloseable {
    private static final Duration SETTLED = Duration.ofSeconds(90);

    private final ScratchQueue scratch;
    private final StubApi api;
    private final RealProgram program;

    private SyncScene(ScratchQueue scratch, StubApi api) {
        this.scratch = scratch;
        this.api = api;
        this.program = scratch.program();
    }

    /** A memory that Python saved. */
    record Saved(String id, String project, String content, double seconds) {
        boolean refused() {
            return id == null;
        }
    }

    /** With an empty queue. */
    static SyncScene in(Path folder, StubApi.Kind kind) {
        Needs.linux();
        Needs.tool("python3");
        SyncScene scene = new SyncScene(ScratchQueue.in(folder), new StubApi(kind));
        scene.linkFromHome();
        scene.set("api.url", scene.api.address().toString());
        scene.set("api.timeout", "2 s");
        scene.set("in_doubt.wait", "1 s");
        scene.set("sync.interval", "1 s");
        return scene;
    }

    /** By this an idle Python worker is known to use this queue: it knows no other folder. */
    private void linkFromHome() {
        try {
            Files.createSymbolicLink(scratch.home().resolve(".claude"), scratch.path());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    ScratchQueue scratch() {
        return scratch;
    }

    StubApi api() {
        return api;
    }

    RealProgram program() {
        return program;
    }

    void set(String key, String value) {
        here("config", "set", key, value).done();
    }

    /** A command in this JVM. */
    Outcome here(String... command) {
        return SameJvm.run(program, new byte[0], List.of(command));
    }

    /** Puts memories into the queue as Python does; the texts begin with the mark. */
    List<Saved> preload(int count, String mark, String... projects) {
        Outcome outcome =
                Python.run(
                        "marked_saver.py",
                        scratch.path(),
                        count,
                        mark,
                        String.join(",", projects),
                        60,
                        0);
        return saved(outcome.out());
    }

    static List<Saved> saved(String lines) {
        List<Saved> all = new ArrayList<>();
        try {
            for (String line : lines.lines().toList()) {
                JsonNode one = Outcome.JSON.readTree(line);
                all.add(
                        new Saved(
                                one.path("id").textValue(),
                                one.path("project").asText(),
                                one.path("content").asText(),
                                one.path("seconds").asDouble()));
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError(lines, e);
        }
        return all;
    }

    static List<String> texts(List<Saved> memories) {
        return memories.stream().map(Saved::content).toList();
    }

    List<String> inFlight() {
        return ScratchQueue.ids(scratch.queue().path("in_flight"));
    }

    List<String> inDoubt() {
        return ScratchQueue.ids(here("list", "in-doubt", "--json").done().json());
    }

    JsonNode counts() {
        return here("status", "--json").json().path("counts");
    }

    /** Passes one after the other, as often as it takes. */
    void syncUntilNothingIsLeft() {
        Await.until(
                "nothing is left to send: " + scratch.path(),
                SETTLED,
                () -> here("sync", "--json").json().path("left").asInt(1) == 0);
        assertThat(scratch.queueIds()).isEmpty();
        assertThat(inFlight()).isEmpty();
        assertThat(scratch.spooledIds()).isEmpty();
    }

    /** The server has each of these exactly once. */
    void assertStoredOnce(Collection<String> texts) {
        assertThat(api.texts()).as("stored").containsAll(texts);
        assertThat(api.texts()).as("stored").doesNotHaveDuplicates();
    }

    @Override
    public void close() {
        scratch.close();
        api.close();
    }
}
