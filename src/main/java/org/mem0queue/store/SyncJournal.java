package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.Memory;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;

/**
 * {@code sync.journal}: what was about to be sent, durable before the request, and how it ended,
 * durable after it. After a crash it tells what was never sent from what may have been.
 *
 * <pre>
 * {"sending": "5b…", "claim": "7c…", "attempt": 1, "sha256": "9f…", "at": "…", "until": "…"}
 * {"ended": "5b…", "claim": "7c…", "as": "stored"}
 * {"ended": "77…", "claim": "7c…", "as": "again", "reason": "…", "next": "…", "counted": "YES"}
 * </pre>
 *
 * Only ever appended to, and begun anew when nothing in it is open. A line that a crash cut off is
 * passed over: nothing was sent on its word. Whoever holds {@code sync.lock} owns it; within a
 * process it is safe for several threads, whose lines are synced together.
 */
public final class SyncJournal {
    static final String TEMPORARY_PREFIX = "sync.journal.";

    /** Longer ones are written anew with what is still open. */
    private static final long LONG_BYTES = 4 << 20;

    private final QueueDirectory directory;
    private final Disk plainDisk;
    private final Map<Key, Entry> entries = new HashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private Batch open = new Batch();
    private long size;
    private boolean damaged;

    /** One memory of one claim. */
    private record Key(String claim, String id) {}

    /**
     * What is known of it.
     *
     * @param settlement null while no end was written down
     * @param sha256 of the text; empty where that is not known
     */
    public record Entry(
            Instant at, Instant until, @Nullable Settlement settlement, String sha256) {}

    /** A memory that was sent under a claim. */
    public record Sent(String claim, Entry entry) {}

    private static final class Batch {
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private final List<Runnable> changes = new ArrayList<>();
        private boolean written;
        private @Nullable IOException problem;
    }

    SyncJournal(QueueDirectory directory, Disk disk) {
        this.directory = directory;
        this.plainDisk = disk;
    }

    /** Reads what earlier processes left. The caller holds {@code sync.lock}. */
    public void open() throws IOException {
        synchronized (entries) {
            entries.clear();
        }
        byte[] bytes;
        try {
            bytes = Files.readAllBytes(directory.syncJournal());
        } catch (NoSuchFileException none) {
            bytes = new byte[0];
        }
        size = bytes.length;
        damaged = bytes.length > 0 && bytes[bytes.length - 1] != '\n';
        for (String line : new String(bytes, UTF_8).split("\n", -1)) {
            take(line);
        }
    }

    /** What is known of a memory under a claim. */
    public Optional<Entry> find(String claim, String id) {
        synchronized (entries) {
            return Optional.ofNullable(entries.get(new Key(claim, id)));
        }
    }

    /** The ids that it tells of. */
    public Set<String> ids() {
        synchronized (entries) {
            return entries.keySet().stream().map(Key::id).collect(Collectors.toSet());
        }
    }

    /** The last time that this text was sent under this id, as far as it tells. */
    public Optional<Sent> lastSent(String id, String sha256) {
        synchronized (entries) {
            return entries.entrySet().stream()
                    .filter(e -> e.getKey().id().equals(id))
                    .filter(
                            e ->
                                    e.getValue().sha256().isEmpty()
                                            || e.getValue().sha256().equals(sha256))
                    .max(Comparator.comparing(e -> e.getValue().at()))
                    .map(e -> new Sent(e.getKey().claim(), e.getValue()));
        }
    }

    /**
     * To be called before a request.
     *
     * @param until when the call's deadline passes
     * @throws IOException if it is not durable: nothing may be sent
     */
    public void sending(
            String claim, String id, int attempt, String sha256, Instant at, Instant until)
            throws IOException {
        append(
                "{\"sending\": %s, \"claim\": %s, \"attempt\": %d, \"sha256\": %s, \"at\": %s, \"until\": %s}\n"
                        .formatted(
                                Json.quote(id),
                                Json.quote(claim),
                                attempt,
                                Json.quote(sha256),
                                Json.quote(at.toString()),
                                Json.quote(until.toString())),
                () -> entries.put(new Key(claim, id), new Entry(at, until, null, sha256)));
    }

    /**
     * To be called after a request.
     *
     * @throws IOException if it is not durable: a crash now would put the memory in doubt
     */
    public void ended(String claim, String id, Settlement settlement) throws IOException {
        append(
                JournalLines.ended(claim, id, settlement),
                () -> end(new Key(claim, id), settlement));
    }

    /** Under the entries' monitor. The line before may be damaged: this one says enough. */
    private void end(Key key, Settlement settlement) {
        Entry entry = entries.get(key);
        entries.put(
                key,
                entry == null
                        ? new Entry(Instant.EPOCH, Instant.EPOCH, settlement, "")
                        : new Entry(entry.at(), entry.until(), settlement, entry.sha256()));
    }

    /**
     * These stand in the queue file now. The journal need not tell of them any more, but of what is
     * in doubt or accepted: another program may write back a file from before that was known.
     */
    public void committed(Collection<Exchange.Result> results) {
        synchronized (entries) {
            for (Exchange.Result result : results) {
                if (!(result.settlement() instanceof Settlement.Doubtful)
                        && !(result.settlement() instanceof Settlement.Accepted)) {
                    Memory memory = result.memory();
                    entries.remove(new Key(Claim.of(memory).id(), memory.id()));
                }
            }
        }
    }

    /** Only claims with these ids are open still, whoever made them. */
    public void keepOnly(Set<String> claims) {
        synchronized (entries) {
            entries.keySet().removeIf(key -> !claims.contains(key.claim()));
        }
    }

    /**
     * Begins anew if nothing is open, or if it has grown long. Call it only when all that the queue
     * file has to say is durable.
     */
    public void tidy() throws IOException {
        writing.lock();
        try {
            boolean nothing;
            synchronized (entries) {
                nothing = entries.isEmpty();
            }
            if (size > 0 && (nothing || size > LONG_BYTES)) {
                rewrite(new byte[0]);
            }
        } finally {
            writing.unlock();
        }
    }

    private void append(String line, Runnable change) throws IOException {
        Batch mine;
        synchronized (this) {
            mine = open;
            mine.lines.writeBytes(line.getBytes(UTF_8));
            mine.changes.add(change);
        }
        boolean interrupted = Thread.interrupted(); // it would close the file under our hands
        writing.lock();
        try {
            if (!mine.written) {
                synchronized (this) {
                    open = new Batch(); // whoever comes now shares the next one
                }
                write(mine);
            }
        } finally {
            writing.unlock();
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
        if (mine.problem != null) {
            throw new IOException(mine.problem.getMessage(), mine.problem);
        }
    }

    /** Under {@link #writing}. A file whose sync failed is given up, never synced again. */
    private void write(Batch batch) {
        batch.written = true;
        try {
            byte[] lines = batch.lines.toByteArray();
            if (damaged) {
                rewrite(lines);
            } else {
                Disk disk = directory.writable(plainDisk);
                if (size == 0) {
                    disk.ensureFolder(directory.own());
                }
                disk.append(directory.syncJournal(), lines);
                size += lines.length;
            }
            // Before anybody can write the file anew, who has to know what stands in it.
            synchronized (entries) {
                batch.changes.forEach(Runnable::run);
            }
        } catch (IOException e) {
            damaged = true;
            batch.problem = e;
        } catch (RuntimeException | Error e) {
            damaged = true;
            batch.problem = new IOException(e); // nor may who shares the batch go on
            throw e;
        }
    }

    /** A new file with what is open, and these lines. */
    private void rewrite(byte[] more) throws IOException {
        Disk disk = directory.writable(plainDisk);
        Path file = directory.syncJournal();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        Map<Key, Entry> kept;
        synchronized (entries) {
            kept = new LinkedHashMap<>(entries);
        }
        kept.forEach(
                (key, entry) -> {
                    lines.writeBytes(
                            "{\"sending\": %s, \"claim\": %s, \"sha256\": %s, \"at\": %s, \"until\": %s}\n"
                                    .formatted(
                                            Json.quote(key.id()),
                                            Json.quote(key.claim()),
                                            Json.quote(entry.sha256()),
                                            Json.quote(entry.at().toString()),
                                            Json.quote(entry.until().toString()))
                                    .getBytes(UTF_8));
                    if (entry.settlement() != null) {
                        lines.writeBytes(
                                JournalLines.ended(key.claim(), key.id(), entry.settlement())
                                        .getBytes(UTF_8));
                    }
                });
        lines.writeBytes(more);
        if (lines.size() == 0) {
            disk.delete(file);
            disk.syncFolder(directory.own());
        } else {
            disk.ensureFolder(directory.own());
            Path fresh = file.resolveSibling(TemporaryNames.next(TEMPORARY_PREFIX));
            disk.create(fresh, lines.toByteArray());
            try {
                disk.rename(fresh, file);
            } catch (IOException e) {
                disk.removeQuietly(fresh);
                throw e;
            }
            disk.syncFolder(directory.own());
        }
        size = lines.size();
        damaged = false;
    }

    private void take(String line) {
        Map<String, String> fields = JournalLines.fields(line);
        String claim = fields.getOrDefault("claim", "");
        String sending = fields.get("sending");
        String ended = fields.get("ended");
        synchronized (entries) {
            if (sending != null) {
                Instant at = JournalLines.time(fields, "at");
                Instant until = JournalLines.time(fields, "until");
                if (at != null && until != null) {
                    entries.put(
                            new Key(claim, sending),
                            new Entry(at, until, null, fields.getOrDefault("sha256", "")));
                }
            } else if (ended != null) {
                Settlement settlement = JournalLines.settlement(fields);
                if (settlement != null) {
                    end(new Key(claim, ended), settlement);
                }
            }
        }
    }
}
