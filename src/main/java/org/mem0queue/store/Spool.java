package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.queue.SaveResult;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Accepts memories without the queue lock: a batch is written to {@code spool/tmp}, synced, renamed
 * into {@code spool} and the folder synced; only then is it answered. Nothing in {@code spool/tmp}
 * was ever acknowledged, so nothing there is merged.
 *
 * <p>Callers of one process that arrive while a batch is being written share the next one (group
 * commit): the first to arrive writes it for all. Safe for any number of threads; blocks for one to
 * two syncs.
 */
public final class Spool {
    private final QueueDirectory directory;
    private final Disk plainDisk;
    private final SpoolIdentity identity;
    private final InstantSource clock;

    private final ReentrantLock committing = new ReentrantLock();
    private final Object gate = new Object();
    private Batch open = new Batch();
    private final ReservedFile reserved;
    private volatile @Nullable Disk ready;

    public Spool(QueueDirectory directory, Disk disk, SpoolIdentity identity, InstantSource clock) {
        this.directory = directory;
        this.plainDisk = disk;
        this.identity = identity;
        this.clock = clock;
        this.reserved = new ReservedFile(directory, clock);
    }

    /** Requests that are written together. */
    private static final class Batch {
        private final ByteArrayOutputStream lines = new ByteArrayOutputStream();
        private final CompletableFuture<Outcome> done = new CompletableFuture<>();
        private boolean idsGiven;
        private int requests;
    }

    /** How a batch ended: null {@code problem} means durable. */
    private record Outcome(boolean written, @Nullable String problem) {}

    /**
     * Accepts memories, all or none. Each gets a random id unless it brings one. When this answers
     * {@link SaveResult.Accepted} they survive a crash and a power cut.
     */
    public SaveResult accept(List<NewMemory> memories) {
        List<String> ids = new ArrayList<>();
        ByteArrayOutputStream lines = new ByteArrayOutputStream();
        boolean given = false;
        for (NewMemory memory : memories) {
            String refusal = memory.refusal();
            if (refusal != null) {
                return new SaveResult.NotSaved(refusal);
            }
            String id = memory.id() == null ? UUID.randomUUID().toString() : memory.id();
            given |= memory.id() != null;
            ids.add(id);
            lines.writeBytes(line(id, memory).getBytes(US_ASCII));
        }
        if (ids.isEmpty()) {
            return new SaveResult.Accepted(ids);
        }
        Outcome outcome = commitWithOthers(lines.toByteArray(), given);
        if (outcome.problem() == null) {
            return new SaveResult.Accepted(List.copyOf(ids));
        }
        return outcome.written()
                ? new SaveResult.MaybeSaved(List.copyOf(ids), outcome.problem())
                : new SaveResult.NotSaved(outcome.problem());
    }

    private String line(String id, NewMemory memory) {
        Instant time = memory.timestamp() == null ? clock.instant() : memory.timestamp();
        return "{\"id\": "
                + Json.quote(id)
                + ", \"project_id\": "
                + Json.quote(memory.projectId())
                + ", \"content\": "
                + Json.quote(memory.content())
                + ", \"timestamp\": "
                + time.getEpochSecond()
                + ", \"retries\": 0, \"source\": "
                + Json.quote(memory.source())
                + "}\n";
    }

    private Outcome commitWithOthers(byte[] lines, boolean given) {
        Batch batch;
        boolean first;
        synchronized (gate) {
            batch = open;
            first = batch.requests == 0;
            batch.lines.writeBytes(lines);
            batch.idsGiven |= given;
            batch.requests++;
        }
        if (first) {
            // An interrupt closes files under the writer's hands, and others wait for this batch.
            boolean interrupted = Thread.interrupted();
            committing.lock();
            try {
                synchronized (gate) {
                    open = new Batch(); // whoever comes now shares the next one
                }
                batch.done.complete(commit(batch));
            } catch (RuntimeException | Error bug) {
                batch.done.completeExceptionally(bug); // nobody may wait for ever
                throw bug;
            } finally {
                committing.unlock();
                if (interrupted) {
                    Thread.currentThread().interrupt();
                }
            }
        }
        return batch.done.join();
    }

    /** For tests: how many requests stand in the batch that is written next. */
    int waitingInBatch() {
        synchronized (gate) {
            return open.requests;
        }
    }

    private Outcome commit(Batch batch) {
        String name = SpoolFile.newName(clock.instant(), identity, batch.idsGiven);
        Path file = directory.spool().resolve(name);
        byte[] lines = batch.lines.toByteArray();
        Path temporary;
        Disk disk;
        try {
            disk = ready();
            Path filled = reserved.fill(lines, disk);
            temporary = filled == null ? directory.spoolTemporary().resolve(name) : filled;
            if (filled == null) {
                try {
                    disk.create(temporary, lines);
                } catch (NoSuchFileException removed) {
                    ready = null; // somebody deleted our folders while we run
                    disk = ready();
                    disk.create(temporary, lines);
                }
            }
        } catch (IOException e) {
            return notSaved(e);
        }
        try {
            disk.rename(temporary, file);
        } catch (IOException e) {
            disk.removeQuietly(temporary);
            // A network disk may have done it and lost the answer.
            return FileStamps.existsAtAll(file) ? maybeSaved(file, e) : notSaved(e);
        }
        try {
            disk.syncFolder(directory.spool());
        } catch (IOException e) {
            return maybeSaved(file, e);
        }
        return new Outcome(true, null);
    }

    /**
     * Makes the next save cheaper: its file gets its place on the disk now. Takes as long as a
     * save; for a process that saves again and again, while it has nothing to do.
     */
    public void reserve() throws IOException {
        reserved.make(ready());
    }

    /** Gives back what {@link #reserve} took. */
    public void discardReserved() {
        Disk known = ready;
        if (known != null) {
            reserved.discard(known);
        }
    }

    private Outcome maybeSaved(Path file, IOException e) {
        return new Outcome(
                true,
                file
                        + ": the disk did not confirm the save ("
                        + FileReader.reasonOf(e, directory.spool())
                        + "). It may be saved: look for its id with `list all` before you save it"
                        + " again.");
    }

    private Outcome notSaved(IOException e) {
        return new Outcome(
                false,
                directory.spool()
                        + ": "
                        + DiskProblem.of(e, directory.spool())
                        + " Nothing was saved.");
    }

    /** Our folders, made durable once per process, and again if they disappear. */
    private Disk ready() throws IOException {
        Disk known = ready;
        if (known != null) {
            return known;
        }
        Disk disk = directory.writable(plainDisk);
        disk.ensureFolder(directory.own());
        disk.ensureFolder(directory.spool());
        disk.ensureFolder(directory.spoolTemporary());
        disk.ensureFolder(directory.kept());
        ready = disk;
        return disk;
    }

    /** The batches that wait, oldest first. A list to decide on is made under the queue lock. */
    public List<SpoolFile> list() throws IOException {
        return list(directory.spool());
    }

    /** Whether a process with our identity may merge that batch. */
    public boolean mayMerge(SpoolFile file) {
        return file.sharedBy(identity);
    }

    static List<SpoolFile> list(Path folder) throws IOException {
        List<SpoolFile> files = new ArrayList<>();
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*" + SpoolFile.SUFFIX)) {
            all.forEach(path -> SpoolFile.of(path).ifPresent(files::add));
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(Comparator.comparing(SpoolFile::time).thenComparing(SpoolFile::name));
        return files;
    }
}
