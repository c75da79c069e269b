package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BooleanSupplier;

/**
 * Takes out of {@code outcomes.jsonl} the lines of ids of which nothing was said for 30 days and
 * that no file names any more (see {@link IdMentions}): what could bring such a memory back is
 * gone.
 *
 * <p>The long part is done without the lock: the files are searched, and the new version is written
 * beside the old one and synced. Under the lock it is looked whether a file that came since names
 * one of the ids, the lines that came since are appended, and the new version is renamed over the
 * old one. A crash leaves the old version, or the new one. Used by one thread at a time.
 */
final class OutcomesCompaction {
    static final String TEMPORARY_PREFIX = "outcomes.";

    /** Below that a file of a hundred bytes a line is not worth reading all others. */
    static final int WORTH_WHILE = 5_000;

    private static final Duration SETTLED_FOR = Duration.ofDays(30);

    /** More new bytes than this are not read under the lock: then it is not the time for it. */
    private static final long MOST_NEW_BYTES = 4 << 20;

    private final QueueDirectory directory;
    private final ClockGuard guard;
    private final int least;

    /**
     * @param least how many lines must go for it to be worth while
     */
    OutcomesCompaction(QueueDirectory directory, ClockGuard guard, int least) {
        this.directory = directory;
        this.guard = guard;
        this.least = least;
    }

    /**
     * A new version, ready to take the old one's place.
     *
     * @param file the new version; whoever got it finishes or removes it
     * @param bytes its size
     * @param key of the old version that it was made of
     * @param readTo how far that was read
     * @param dropped the ids of which it tells no more
     * @param searched the files in which these were looked for
     * @param lines how many lines less it has
     */
    record Prepared(
            Path file,
            int bytes,
            String key,
            int readTo,
            Set<String> dropped,
            Map<Path, FileStamp> searched,
            int lines) {}

    /**
     * Searches and writes, without the lock.
     *
     * @param enough asked before each file: then nothing comes of it this time
     * @return null if it is not worth while, or not the time
     */
    @Nullable Prepared prepare(Instant now, BooleanSupplier enough, Disk disk) throws IOException {
        String key;
        byte[] bytes;
        try {
            key = FileStamps.of(directory.outcomes()).fileKey();
            bytes = Files.readAllBytes(directory.outcomes());
        } catch (NoSuchFileException none) {
            return null;
        }
        List<byte[]> lines = wholeLines(bytes);
        Set<String> old = unsaidSince(lines, now.minus(SETTLED_FOR));
        if (old.size() < least || !guard.trusted(now, disk)) {
            return null;
        }
        Map<Path, FileStamp> searched = IdMentions.files(directory);
        for (Path file : searched.keySet()) {
            if (enough.getAsBoolean()) {
                return null;
            }
            IdMentions.removeNamed(file, old);
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream();
        int readTo = 0;
        int dropped = 0;
        for (byte[] line : lines) {
            readTo += line.length;
            Outcomes.Line told = Outcomes.parse(line);
            if (told != null && old.contains(told.id())) {
                dropped++;
            } else {
                kept.writeBytes(line); // also what a later version wrote
            }
        }
        if (dropped < least) {
            return null;
        }
        Path file = directory.own().resolve(TemporaryNames.next(TEMPORARY_PREFIX));
        disk.create(file, kept.toByteArray());
        return new Prepared(file, kept.size(), key, readTo, old, searched, dropped);
    }

    /**
     * Puts it in place, under the lock.
     *
     * @return false if something came since that speaks against it; nothing is changed then
     */
    boolean finish(Prepared prepared, Disk disk) throws IOException {
        FileStamp now = FileStamps.of(directory.outcomes());
        // After a leap of the clock somebody may have taken it for abandoned.
        if (!Files.exists(prepared.file()) || Files.size(prepared.file()) != prepared.bytes()) {
            return false;
        }
        if (!now.fileKey().equals(prepared.key())
                || now.sizeBytes() < prepared.readTo()
                || isNamedSince(prepared)) {
            return false;
        }
        byte[] since = since(prepared.readTo());
        if (since.length > 0) {
            disk.append(prepared.file(), since);
        }
        disk.rename(prepared.file(), directory.outcomes());
        disk.syncFolder(directory.own());
        return true;
    }

    private byte[] since(int from) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(directory.outcomes().toFile(), "r")) {
            byte[] fresh = new byte[Math.toIntExact(file.length() - from)];
            file.seek(from);
            file.readFully(fresh);
            return fresh;
        }
    }

    private boolean isNamedSince(Prepared prepared) throws IOException {
        Map<Path, FileStamp> now = IdMentions.files(directory);
        now.entrySet().removeAll(prepared.searched().entrySet());
        now.remove(prepared.file());
        if (now.values().stream().mapToLong(FileStamp::sizeBytes).sum() > MOST_NEW_BYTES) {
            return true;
        }
        Set<String> left = new HashSet<>(prepared.dropped());
        for (Path file : now.keySet()) {
            IdMentions.removeNamed(file, left);
        }
        return left.size() < prepared.dropped().size();
    }

    private static Set<String> unsaidSince(List<byte[]> lines, Instant before) {
        Map<String, Instant> latest = new HashMap<>();
        for (byte[] line : lines) {
            Outcomes.Line told = Outcomes.parse(line);
            if (told != null) {
                latest.merge(told.id(), told.time(), (a, b) -> a.isAfter(b) ? a : b);
            }
        }
        Set<String> old = new HashSet<>();
        latest.forEach(
                (id, time) -> {
                    if (time.isBefore(before) && IdMentions.canBeFound(id)) {
                        old.add(id);
                    }
                });
        return old;
    }

    /** With their ends; what has none is still being written, or was cut off. */
    private static List<byte[]> wholeLines(byte[] bytes) {
        List<byte[]> lines = new ArrayList<>();
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                lines.add(Arrays.copyOfRange(bytes, start, i + 1));
                start = i + 1;
            }
        }
        return lines;
    }
}
