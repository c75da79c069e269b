package org.mem0queue.store;

import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Predicate;

/**
 * {@code kept/}: spool files that were merged. What a foreign program takes from the queue by
 * writing back an old copy is still here. Files stay until each of their memories is proven to be
 * stored or in the trash.
 */
public final class Kept {
    private final QueueDirectory directory;

    public Kept(QueueDirectory directory) {
        this.directory = directory;
    }

    /** The files, oldest first. */
    public List<SpoolFile> list() throws IOException {
        return Spool.list(directory.kept());
    }

    /**
     * Moves a merged spool file here; both folders must be synced by the caller afterwards. Its
     * modification time becomes that of the merge, as {@link #mergedAt} tells.
     *
     * @param queued as for {@link SpoolFile#keptName}
     */
    void take(SpoolFile file, OptionalLong queued, Instant now, Disk disk) throws IOException {
        try {
            Files.setLastModifiedTime(file.path(), FileTime.from(now));
        } catch (IOException e) {
            // Only a restore wants to know, and the time of the save is the next best.
        }
        disk.rename(file.path(), directory.kept().resolve(file.keptName(queued)));
    }

    /**
     * When a kept batch entered the queue: a save may wait in the spool for as long as a worker
     * holds the lock, so the time in its name can be older than a state that does not hold it.
     */
    static Instant mergedAt(SpoolFile file) throws IOException {
        Instant moved = Files.getLastModifiedTime(file.path()).toInstant();
        return moved.isAfter(file.time()) ? moved : file.time();
    }

    /**
     * The kept memories that fit, oldest first. Files that can't be read are passed over here;
     * {@code doctor} tells them.
     */
    public List<Memory> find(Predicate<Memory> wanted) throws IOException {
        return find(list(), wanted);
    }

    /** The memories of these kept files that fit, in their order. */
    public List<Memory> find(List<SpoolFile> files, Predicate<Memory> wanted) {
        List<Memory> found = new ArrayList<>();
        for (SpoolFile file : files) {
            ReadResult<LineFile.Lines> read = LineFile.read(file.path(), MemoryState.UNCERTAIN);
            read.ok()
                    .ifPresent(
                            lines -> lines.memories().stream().filter(wanted).forEach(found::add));
        }
        return found;
    }
}
