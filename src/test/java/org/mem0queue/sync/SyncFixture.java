package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Deadlines;
import org.mem0queue.mem0.Inference;
import org.mem0queue.mem0.ProxyVariables;
import org.mem0queue.mem0.TextLimit;
import org.mem0queue.queue.Memory;
import org.mem0queue.store.Disk;
import org.mem0queue.store.Exchange;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueStore;
import org.mem0queue.store.SpoolIdentity;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;

/** A queue directory, a store on it, and passes against an API; the clock is the test's. */
final class SyncFixture {
    static final ObjectMapper JSON = new ObjectMapper();
    static final Instant START = Instant.parse("2026-11-23T12:00:00Z");

    final Path directory;
    final List<Exchange.Result> settled = new ArrayList<>();
    Instant now = START;
    Predicate<Memory> maybeSent = memory -> false;
    SyncSettings settings;
    private final Disk disk;
    private Syncer syncer;

    SyncFixture(Path directory, StubApi api) {
        this(directory, api, Disk.real());
    }

    SyncFixture(Path directory, StubApi api, Disk disk) {
        this.directory = directory;
        this.disk = disk;
        this.settings = settings(api, 4);
    }

    static SyncSettings settings(StubApi api, int concurrency) {
        return new SyncSettings(
                new ClientSetup(
                        api.address(),
                        null,
                        Inference.VERBATIM,
                        TextLimit.USUAL,
                        new Deadlines(
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(2),
                                Duration.ofSeconds(2))),
                null,
                concurrency,
                Duration.ofSeconds(30),
                false,
                Duration.ofMinutes(2));
    }

    QueueStore store() {
        return new QueueStore(
                new QueueDirectory(directory),
                disk,
                new SpoolIdentity("a1", "b1"),
                clock(),
                QueueStore.Access.MANAGE,
                1L << 30);
    }

    InstantSource clock() {
        return () -> now;
    }

    /** Forgets what an earlier process has learned of the API. */
    void restart() {
        if (syncer != null) {
            syncer.close();
        }
        syncer = null;
    }

    Syncer syncer() {
        if (syncer == null) {
            syncer =
                    new Syncer(
                            store(),
                            () -> settings,
                            () -> maybeSent,
                            new SyncListener() {
                                @Override
                                public void claimed(List<Memory> memories) {
                                    // only what became of them is of interest
                                }

                                @Override
                                public void settled(List<Exchange.Result> results) {
                                    settled.addAll(results);
                                }
                            },
                            new ApiRoute(
                                    new ProxyVariables(Map.of(), null), directory.resolve("apis")),
                            clock());
        }
        return syncer;
    }

    SyncResult pass() {
        return pass(new SyncStop());
    }

    SyncResult pass(SyncStop stop) {
        try {
            return syncer().pass(Duration.ofSeconds(5), Duration.ZERO, stop, progress -> {});
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Adds memories as the Python server does. */
    List<String> queue(String project, int number) {
        ObjectNode file = file();
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String id = UUID.randomUUID().toString();
            ids.add(id);
            ObjectNode entry = file.withArray("queue").addObject();
            entry.put("id", id)
                    .put("project_id", project)
                    .put("content", project + " text " + i + " " + id)
                    .put("timestamp", START.getEpochSecond() - 1000 + i)
                    .put("retries", 0);
            file.withArray("last_100").add(entry.deepCopy());
        }
        ObjectNode stats = (ObjectNode) file.get("stats");
        stats.put("total_queued", stats.path("total_queued").asLong() + number);
        write(file);
        return ids;
    }

    ObjectNode file() {
        Path path = directory.resolve("mem0_queue.json");
        try {
            if (!Files.exists(path)) {
                ObjectNode empty = JSON.createObjectNode();
                empty.putArray("queue");
                empty.putArray("last_100");
                empty.putArray("failed");
                empty.putObject("stats")
                        .put("total_queued", 0)
                        .put("total_synced", 0)
                        .put("total_failed", 0)
                        .putNull("last_sync");
                return empty;
            }
            return (ObjectNode) JSON.readTree(Files.readAllBytes(path));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void write(JsonNode file) {
        try {
            Path fresh = directory.resolve("fresh.tmp");
            Files.write(fresh, JSON.writerWithDefaultPrettyPrinter().writeValueAsBytes(file));
            Files.move(
                    fresh,
                    directory.resolve("mem0_queue.json"),
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<JsonNode> list(String name) {
        List<JsonNode> entries = new ArrayList<>();
        file().path(name).forEach(entries::add);
        return entries;
    }

    /** Deadlines of a third of a second, where the server is to be too slow. */
    void hurry() {
        Duration soon = Duration.ofMillis(300);
        ClientSetup client = settings.client();
        settings =
                new SyncSettings(
                        new ClientSetup(
                                client.address(),
                                client.key(),
                                client.inference(),
                                client.limit(),
                                new Deadlines(Duration.ofSeconds(2), Duration.ofSeconds(2), soon)),
                        settings.dialect(),
                        settings.concurrency(),
                        settings.interval(),
                        settings.resendDoubts(),
                        settings.doubtWait());
    }

    /** Passes, each after that time, until nothing is left or so many are over. */
    void passes(int atMost, Duration apart) {
        for (int i = 0; i < atMost && pending() + list("in_flight").size() > 0; i++) {
            now = now.plus(apart);
            pass();
        }
    }

    int pending() {
        return list("queue").size();
    }

    /** What must be so at every moment: each of these ids is somewhere, and nowhere twice. */
    void nothingIsLost(List<String> ids, StubApi api) {
        List<String> here = new ArrayList<>();
        for (String name : List.of("queue", "failed", "in_flight")) {
            list(name).forEach(entry -> here.add(entry.path("id").asText()));
        }
        assertThat(here).as("in one list each").doesNotHaveDuplicates();
        List<String> all = new ArrayList<>(here);
        api.texts().forEach(text -> all.add(text.substring(text.lastIndexOf(' ') + 1)));
        assertThat(all).as("here or stored").containsAll(ids);
        assertThat(synced() + here.size()).as("the balance").isEqualTo(ids.size());
    }

    long synced() {
        return file().path("stats").path("total_synced").asLong();
    }
}
