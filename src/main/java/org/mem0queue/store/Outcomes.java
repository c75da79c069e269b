package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import com.fasterxml.jackson.core.JsonParser;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.NoSuchFileException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code outcomes.jsonl}: what became of each memory, one line each time, appended under the queue
 * lock:
 *
 * <pre>{"id": "5b…", "sha256": "9f…", "outcome": "discarded", "time": "2026-11-23T14:02:03.123Z"}
 * </pre>
 *
 * The latest line of an id counts; that a memory stands in a queue file outranks it, because a line
 * is written before the change it tells of. A line that a crash cut off, or that is damaged, is
 * passed over; the next one begins on a line of its own.
 *
 * <p>Lines stay until no file names their id any more, see {@link OutcomesCompaction}, which puts a
 * new file in the place of this one. Read as far as it grew since the last time. Safe for several
 * threads.
 */
public final class Outcomes {
    /** What became of a memory. */
    public enum Outcome {
        /** Put into the trash by a person. */
        DISCARDED,
        /** Taken out of the trash. */
        RESTORED,
        /** Stored by the API, with proof. */
        STORED,
        /** Stored, as the worker's count says. */
        REPORTED,
        /** Refused by the API. */
        REJECTED,
        /** A doubt about it was settled by a person: it is stored. */
        RESOLVED,
        /** To be sent again, whatever was said of it before: so a person says. */
        REOPENED,
        /** A doubt about it was settled by looking: it is not stored, and may be sent again. */
        NOT_STORED,
        /** Taken from the emergency file into the queue. */
        DRAINED,
        /** Left to the emergency file again. */
        RETURNED;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        static @Nullable Outcome ofWord(String word) {
            for (Outcome outcome : values()) {
                if (outcome.word().equals(word)) {
                    return outcome;
                }
            }
            return null;
        }

        /** Whether the memory must not be sent by a rebuild of the queue. */
        boolean settles() {
            return this == DISCARDED || stored();
        }

        boolean stored() {
            return this == STORED || this == REPORTED || this == RESOLVED;
        }
    }

    /** One line. */
    public record Line(String id, String sha256, Outcome outcome, Instant time) {
        static Line of(TextKey key, Outcome outcome, Instant time) {
            return new Line(key.id(), key.sha256(), outcome, time);
        }
    }

    private static final int REMEMBERED = 200;

    private final QueueDirectory directory;
    private Map<String, Line> byId = new HashMap<>();
    private Map<TextKey, Outcome> byText = new HashMap<>();
    private String fileKey = "";
    private long readTo;
    private boolean folderEnsured;

    /** The file whose name is durable for certain. */
    private String durableName = "";

    /** The last bytes that were read: another file may get the number of one that is gone. */
    private byte[] lastRead = new byte[0];

    Outcomes(QueueDirectory directory) {
        this.directory = directory;
    }

    /**
     * Appends lines and makes them durable. The caller holds the queue lock.
     *
     * @param disk gives what it creates to the folder's owner
     */
    synchronized void append(List<Line> lines, Disk disk) throws IOException {
        if (lines.isEmpty()) {
            return;
        }
        StringBuilder text = new StringBuilder(endsInsideLine() ? "\n" : "");
        for (Line line : lines) {
            text.append("{\"id\": ")
                    .append(Json.quote(line.id()))
                    .append(", \"sha256\": ")
                    .append(Json.quote(line.sha256()))
                    .append(", \"outcome\": ")
                    .append(Json.quote(line.outcome().word()))
                    .append(", \"time\": ")
                    .append(Json.quote(line.time().toString()))
                    .append("}\n");
        }
        if (!folderEnsured) {
            disk.ensureFolder(directory.own());
            folderEnsured = true; // its name need not be synced under the lock each time
        }
        disk.append(directory.outcomes(), text.toString().getBytes(US_ASCII));
        String written = FileStamps.of(directory.outcomes()).fileKey();
        if (!written.equals(durableName)) {
            // Whoever put it there may have ended before its name was durable.
            disk.syncFolder(directory.own());
            durableName = written;
        }
    }

    private boolean endsInsideLine() throws IOException {
        if (!FileStamps.existsAtAll(directory.outcomes())) {
            return false;
        }
        try (RandomAccessFile file = new RandomAccessFile(directory.outcomes().toFile(), "r")) {
            if (file.length() == 0) {
                return false;
            }
            file.seek(file.length() - 1);
            return file.read() != '\n';
        }
    }

    /** The latest line of an id. */
    public synchronized Optional<Line> latest(String id) throws IOException {
        refresh();
        return Optional.ofNullable(byId.get(id));
    }

    /** What became last of a memory with that text; null if no line names it. */
    synchronized @Nullable Outcome latest(TextKey key) throws IOException {
        refresh();
        return byText.get(key);
    }

    /** Whether a memory is stored with that text, or in the trash: a rebuild leaves it out. */
    synchronized boolean settled(Memory memory) throws IOException {
        refresh();
        Line line = byId.get(memory.id());
        return line != null
                && line.outcome().settles()
                && line.sha256().equals(TextKey.of(memory).sha256());
    }

    /** Whether a memory is stored with that text: to merge it would be to send it twice. */
    synchronized boolean stored(Memory memory) throws IOException {
        refresh();
        Line line = byId.get(memory.id());
        return line != null
                && line.outcome().stored()
                && line.sha256().equals(TextKey.of(memory).sha256());
    }

    /** The ids that a person discarded or the API stored, whatever their text. */
    public synchronized Set<String> settledIds() throws IOException {
        refresh();
        Set<String> ids = new HashSet<>();
        byId.values().stream().filter(l -> l.outcome().settles()).forEach(l -> ids.add(l.id()));
        return ids;
    }

    private void refresh() throws IOException {
        org.mem0queue.queue.FileStamp stamp;
        try {
            stamp = FileStamps.of(directory.outcomes());
        } catch (NoSuchFileException none) {
            forget("");
            return;
        }
        if (!stamp.fileKey().equals(fileKey) || stamp.sizeBytes() < readTo) {
            forget(stamp.fileKey());
        }
        if (stamp.sizeBytes() > readTo) {
            try (RandomAccessFile file = new RandomAccessFile(directory.outcomes().toFile(), "r")) {
                if (!continues(file)) {
                    forget(stamp.fileKey());
                }
                byte[] fresh = new byte[Math.toIntExact(file.length() - readTo)];
                file.seek(readTo);
                file.readFully(fresh);
                take(fresh);
            }
        }
    }

    private boolean continues(RandomAccessFile file) throws IOException {
        byte[] there = new byte[lastRead.length];
        file.seek(readTo - lastRead.length);
        file.readFully(there);
        return Arrays.equals(there, lastRead);
    }

    private void forget(String key) {
        lastRead = new byte[0];
        byId = new HashMap<>();
        byText = new HashMap<>();
        fileKey = key;
        readTo = 0;
    }

    /** Takes whole lines; what has no end yet is looked at again when more has come. */
    private void take(byte[] bytes) {
        int start = 0;
        for (int i = 0; i < bytes.length; i++) {
            if (bytes[i] == '\n') {
                Line line = parse(Arrays.copyOfRange(bytes, start, i));
                if (line != null) {
                    byId.put(line.id(), line);
                    byText.put(new TextKey(line.id(), line.sha256()), line.outcome());
                }
                start = i + 1;
            }
        }
        readTo += start;
        if (start > 0) {
            lastRead = Arrays.copyOfRange(bytes, Math.max(0, start - REMEMBERED), start);
        }
    }

    static @Nullable Line parse(byte[] bytes) {
        try (JsonParser parser = Json.FACTORY.createParser(bytes)) {
            Map<String, String> fields = TextFields.read(parser);
            if (fields == null) {
                return null;
            }
            if (parser.nextToken() != null) {
                return null; // a torn line and the next one on one line
            }
            Outcome outcome = Outcome.ofWord(fields.getOrDefault("outcome", ""));
            String id = fields.getOrDefault("id", "");
            String sha256 = fields.getOrDefault("sha256", "");
            return outcome == null || id.isEmpty()
                    ? null // of a later version
                    : new Line(id, sha256, outcome, Instant.parse(fields.getOrDefault("time", "")));
        } catch (IOException | RuntimeException damaged) {
            return null;
        }
    }

    /** Everything that is known, for tests. */
    synchronized List<Line> all() throws IOException {
        refresh();
        return new ArrayList<>(byId.values());
    }
}
