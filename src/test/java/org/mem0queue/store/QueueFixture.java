package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FlushResult;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * A queue directory for a test: makes stores over it, writes what Python would have written, and
 * looks at the files without our own reader. The clock stands still unless it is set.
 */
public final class QueueFixture {
    /** Who saves, unless a test wants to be somebody else. */
    public static final SpoolIdentity HERE = new SpoolIdentity("1f0c2b7a9d3e", "77aa01c2d3e4");

    public static final Instant START = Instant.parse("2026-11-23T14:00:00Z");

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final QueueDirectory directory;
    private final SetClock clock = new SetClock();

    public QueueFixture(Path path) {
        this.directory = new QueueDirectory(path);
    }

    /** A clock that a test sets. */
    public static final class SetClock implements InstantSource {
        private volatile Instant now = START;

        @Override
        public Instant instant() {
            return now;
        }

        public void set(Instant instant) {
            now = instant;
        }

        public void advance(Duration duration) {
            now = now.plus(duration);
        }
    }

    public QueueDirectory directory() {
        return directory;
    }

    public SetClock clock() {
        return clock;
    }

    // ---- stores

    /** What a fresh process has. */
    public QueueStore store() {
        return store(Disk.real());
    }

    public QueueStore store(Disk disk) {
        return store(disk, HERE, QueueStore.Access.MANAGE);
    }

    public QueueStore watching() {
        return store(Disk.real(), HERE, QueueStore.Access.WATCH);
    }

    public QueueStore store(Disk disk, SpoolIdentity identity, QueueStore.Access access) {
        return new QueueStore(
                directory, disk, identity, clock, access, QueueFile.DEFAULT_LIMIT_BYTES);
    }

    // ---- saving and merging

    public static NewMemory memory(String content) {
        return memory(null, content);
    }

    public static NewMemory memory(@Nullable String id, String content) {
        return new NewMemory(id, "trace-hub", content, null, "test");
    }

    /** Saves texts in one batch, which must be accepted, and answers their ids. */
    public static List<String> save(QueueStore store, String... contents) {
        return accept(store, Arrays.stream(contents).map(QueueFixture::memory).toList());
    }

    public static List<String> accept(QueueStore store, List<NewMemory> memories) {
        SaveResult result = store.spool().accept(memories);
        assertThat(result).isInstanceOf(SaveResult.Accepted.class);
        return ((SaveResult.Accepted) result).ids();
    }

    /** Merges the spool, which must succeed. */
    public static FlushResult.Merged flush(QueueStore store) {
        FlushResult result = tryFlush(store);
        assertThat(result).isInstanceOf(FlushResult.Merged.class);
        return (FlushResult.Merged) result;
    }

    public static FlushResult tryFlush(QueueStore store) {
        return tryFlush(store, Duration.ofSeconds(10));
    }

    public static FlushResult tryFlush(QueueStore store, Duration wait) {
        try {
            return store.flush(wait);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    // ---- writing what others would have written

    /** Writes the queue file as it is, bytes of somebody else. */
    public QueueFixture write(byte[] bytes) {
        write(directory.queueFile(), bytes);
        return this;
    }

    public QueueFixture write(String text) {
        return write(text.getBytes(UTF_8));
    }

    public static void write(Path file, byte[] bytes) {
        try {
            Files.write(file, bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A queue file as Python writes it, with pending entries {@code p0…} and failed ones {@code
     * f0…}.
     */
    public QueueFixture pythonQueue(int pending, int failed) {
        return write(pythonText(entries("p", pending), entries("f", failed), pending + failed, 0));
    }

    public static String pythonText(
            List<String> pending, List<String> failed, int totalQueued, int totalSynced) {
        return "{\n  \"queue\": "
                + list(pending)
                + ",\n  \"last_100\": "
                + list(pending.subList(Math.max(0, pending.size() - 100), pending.size()))
                + ",\n  \"failed\": "
                + list(failed)
                + ",\n  \"stats\": {\n    \"total_queued\": "
                + totalQueued
                + ",\n    \"total_synced\": "
                + totalSynced
                + ",\n    \"total_failed\": "
                + failed.size()
                + ",\n    \"last_sync\": null\n  }\n}";
    }

    public static List<String> entries(String prefix, int count) {
        List<String> entries = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            entries.add(entry(prefix + i, "text of " + prefix + i));
        }
        return entries;
    }

    /** One entry in Python's layout, at the depth where it stands in a list. */
    public static String entry(String id, String content) {
        return "{\n      \"id\": \""
                + id
                + "\",\n      \"project_id\": \"trace-hub\",\n      \"content\": \""
                + content
                + "\",\n      \"timestamp\": 1764460800,\n      \"retries\": 0\n    }";
    }

    private static String list(List<String> entries) {
        return entries.isEmpty() ? "[]" : "[\n    " + String.join(",\n    ", entries) + "\n  ]";
    }

    // ---- looking

    public String queueText() {
        return new String(queueBytes(), UTF_8);
    }

    public byte[] queueBytes() {
        return bytes(directory.queueFile());
    }

    public static byte[] bytes(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The queue file, by another reader than ours. */
    public JsonNode queueJson() {
        return json(directory.queueFile());
    }

    public static JsonNode json(Path file) {
        try {
            return JSON.readTree(file.toFile());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The ids in {@code queue[]}, in order. */
    public List<String> queuedIds() {
        return Files.exists(directory.queueFile()) ? ids(queueJson().path("queue")) : List.of();
    }

    public static List<String> ids(JsonNode list) {
        List<String> ids = new ArrayList<>();
        list.forEach(entry -> ids.add(entry.path("id").asText()));
        return ids;
    }

    /** The ids of all batches in a folder, by another reader than ours. */
    public static List<String> spooledIds(Path folder) {
        List<String> ids = new ArrayList<>();
        for (Path file : files(folder)) {
            if (!file.toString().endsWith(SpoolFile.SUFFIX)) {
                continue;
            }
            try (Stream<String> lines = Files.lines(file, UTF_8)) {
                for (String line : lines.toList()) {
                    ids.add(JSON.readTree(line).path("id").asText());
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return ids;
    }

    /** The plain files of a folder, by name; empty if there is no such folder. */
    public static List<Path> files(Path folder) {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(p -> Files.isRegularFile(p, LinkOption.NOFOLLOW_LINKS))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Everything in a tree: kind, mode, owner, size, both times and the content of each path, so
     * that two listings are equal only if nothing at all was written in between.
     */
    public static Map<String, String> listing(Path root) {
        Map<String, String> listing = new TreeMap<>();
        try (Stream<Path> all = Files.walk(root)) {
            for (Path path : all.toList()) {
                Map<String, Object> attributes =
                        Files.readAttributes(
                                path,
                                "unix:mode,uid,gid,size,lastModifiedTime,ctime,ino,nlink",
                                LinkOption.NOFOLLOW_LINKS);
                String content =
                        Files.isRegularFile(path, LinkOption.NOFOLLOW_LINKS)
                                ? HexFormat.of()
                                        .formatHex(EntryReader.sha256(Files.readAllBytes(path)))
                                : "";
                listing.put(
                        root.relativize(path).toString(),
                        new TreeMap<>(attributes) + " " + content);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return listing;
    }

    /** Sets a file's age as the clock of this fixture counts it. */
    public void age(Path file, Duration age) {
        try {
            Files.setLastModifiedTime(file, FileTime.from(clock.instant().minus(age)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Runs one of {@code legacy.py}'s commands to its end. */
    public String legacy(String command, Object... arguments) {
        Object[] all = new Object[arguments.length + 1];
        all[0] = directory.path();
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        try (Python python = Python.legacy(command, all)) {
            return python.finish();
        }
    }
}
