package org.mem0queue.store;

import com.fasterxml.jackson.core.JsonParser;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ByteSource;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * {@code trash/}: what a person discarded, one file per memory that holds the bytes of its entry
 * and nothing else. When, and from where, stands in the name:
 *
 * <pre>20261123T140203.123Z-failed-4711-3-9f8e7d6c.json</pre>
 *
 * A file is written before its memory leaves the queue, and removed after it is back: so a crash
 * leaves a file whose memory still stands in a queue file, and that file does not count. Safe for
 * several threads.
 */
public final class Trash {
    /** How long a discarded memory can be restored. */
    public static final Duration KEPT_FOR = Duration.ofDays(30);

    /** The folder's time is not trusted to tell of a change that came this soon behind it. */
    private static final Duration SETTLED = Duration.ofSeconds(1);

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)-([a-z-]+)-\\d+-\\d+-[0-9a-f]{8}\\.json");

    /**
     * One file.
     *
     * @param memory in state {@link MemoryState#TRASH}
     * @param from where it was before
     * @param when it was discarded
     */
    public record Discarded(Memory memory, MemoryState from, Instant when, Path file) {}

    private record Entry(Discarded discarded, TextKey key) {}

    private final QueueDirectory directory;
    private final InstantSource clock;

    /** What was read, by name: a file is never changed, only removed. */
    private Map<String, Entry> entries = new HashMap<>();

    private @Nullable FileStamp listed;
    private List<Entry> list = List.of();

    Trash(QueueDirectory directory, InstantSource clock) {
        this.directory = directory;
        this.clock = clock;
    }

    /**
     * The memories that are in the trash and nowhere else, the newest first. Costs one stat while
     * nothing changes.
     *
     * @param others what stands in the queue files
     */
    public synchronized List<Discarded> list(List<List<Memory>> others) throws IOException {
        List<Entry> all = entries();
        Set<String> ids = new HashSet<>();
        all.forEach(entry -> ids.add(entry.key().id()));
        Set<TextKey> standing = TextKey.of(others, ids);
        return all.stream()
                .filter(entry -> !standing.contains(entry.key()))
                .map(Entry::discarded)
                .toList();
    }

    /** The files by memory, each list the newest first: for many look-ups under the lock. */
    synchronized Map<TextKey, List<Discarded>> byText() throws IOException {
        listed = null; // the folder may have changed a moment ago
        Map<TextKey, List<Discarded>> files = new HashMap<>();
        for (Entry entry : entries()) {
            files.computeIfAbsent(entry.key(), key -> new ArrayList<>(1)).add(entry.discarded());
        }
        return files;
    }

    /** The ids of all files. */
    synchronized Set<String> ids() throws IOException {
        Set<String> ids = new HashSet<>();
        entries().forEach(entry -> ids.add(entry.key().id()));
        return ids;
    }

    private List<Entry> entries() throws IOException {
        FileStamp now;
        try {
            now = FileStamps.of(directory.trash());
        } catch (NoSuchFileException none) {
            listed = null;
            return List.of();
        }
        if (now.equals(listed)) {
            return list;
        }
        Map<String, Entry> read = new HashMap<>();
        List<Entry> found = new ArrayList<>();
        try (DirectoryStream<Path> files = Files.newDirectoryStream(directory.trash(), "*.json")) {
            for (Path file : files) {
                String name = String.valueOf(file.getFileName());
                Entry entry = entries.get(name);
                if (entry == null) {
                    entry = read(file, name);
                }
                if (entry != null) {
                    read.put(name, entry);
                    found.add(entry);
                }
            }
        } catch (NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        found.sort(
                Comparator.comparing((Entry entry) -> entry.discarded().when())
                        .reversed()
                        .thenComparing(entry -> entry.discarded().file().toString()));
        entries = read;
        list = List.copyOf(found);
        boolean trusted = now.changed().isBefore(clock.instant().minus(SETTLED));
        listed = trusted ? now : null;
        return list;
    }

    /** Null if it is no file of ours, or was not finished, or is gone. */
    private static @Nullable Entry read(Path file, String name) {
        Matcher parts = NAME.matcher(name);
        MemoryState from = parts.matches() ? MemoryState.ofWord(parts.group(2)).orElse(null) : null;
        if (from == null) {
            return null;
        }
        try {
            byte[] bytes = Files.readAllBytes(file);
            Memory memory = parse(bytes);
            return memory == null
                    ? null
                    : new Entry(
                            new Discarded(
                                    memory, from, TIME.parse(parts.group(1), Instant::from), file),
                            TextKey.of(memory));
        } catch (IOException | DateTimeException unreadable) {
            return null;
        }
    }

    private static @Nullable Memory parse(byte[] bytes) throws IOException {
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            if (parser.nextToken() == null) {
                return null;
            }
            Memory memory =
                    new EntryReader(new Oddities())
                            .read(parser, 0, ByteSource.of(bytes), MemoryState.TRASH, "trash", 0);
            return parser.nextToken() == null ? memory : null;
        }
    }

    /**
     * Writes one file and syncs it; the folder must be synced by the caller.
     *
     * @param from where the memory is now
     */
    Path write(RawJson entry, MemoryState from, Disk disk) throws IOException {
        Path file =
                directory
                        .trash()
                        .resolve(
                                TIME.format(clock.instant())
                                        + "-"
                                        + from.word()
                                        + "-"
                                        + TemporaryNames.unique()
                                        + ".json");
        disk.create(file, entry.bytes());
        Memory memory = EntryReader.read(entry, MemoryState.TRASH);
        Instant when = Objects.requireNonNull(timeOf(file));
        String name = String.valueOf(file.getFileName());
        remember(name, new Entry(new Discarded(memory, from, when, file), TextKey.of(memory)));
        return file;
    }

    /** So that the look under the lock need not read it. */
    private synchronized void remember(String name, Entry entry) {
        entries.put(name, entry);
    }

    /** When the files of the trash were written, as their names tell, readable or not. */
    static @Nullable Instant timeOf(Path file) {
        Matcher parts = NAME.matcher(String.valueOf(file.getFileName()));
        try {
            return parts.matches() ? TIME.parse(parts.group(1), Instant::from) : null;
        } catch (DateTimeException notATime) {
            return null;
        }
    }
}
