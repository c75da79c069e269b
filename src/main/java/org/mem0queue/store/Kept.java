package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;

/**
 * {@code kept/}: spool files that were merged. What a foreign program takes from the queue by
 * writing back an old copy is still here. Files stay until each of their memories is proven to be
 * stored or in the trash.
 */
public final class Kept {
    private final QueueDirectory directory;

    /**
     * Hashes of the ids in each file, by name: kept files never change, and with a month of them
     * reading all takes longer than the lock should be held. Filled only when ids are looked for.
     */
    private final Map<String, int[]> idHashes = new ConcurrentHashMap<>();

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

    /** Reads what {@link #withIds} will want to know, so that the lock is not held for it. */
    void prepare() throws IOException {
        List<SpoolFile> files = list();
        files.forEach(this::hashes);
        idHashes.keySet().retainAll(files.stream().map(SpoolFile::name).toList());
    }

    /** The kept memories with one of these ids, oldest first. */
    List<Memory> withIds(Set<String> ids) throws IOException {
        Set<Integer> wanted = new HashSet<>();
        ids.forEach(id -> wanted.add(id.hashCode()));
        List<SpoolFile> files = new ArrayList<>();
        for (SpoolFile file : list()) {
            int[] hashes = hashes(file);
            if (hashes == null || Arrays.stream(hashes).anyMatch(wanted::contains)) {
                files.add(file);
            }
        }
        return find(files, memory -> ids.contains(memory.id()));
    }

    /** Null if the file cannot be read now; then it is tried again. */
    private int @Nullable [] hashes(SpoolFile file) {
        return idHashes.computeIfAbsent(
                file.name(),
                name ->
                        LineFile.read(file.path(), MemoryState.UNCERTAIN)
                                .ok()
                                .map(
                                        lines ->
                                                lines.memories().stream()
                                                        .mapToInt(memory -> memory.id().hashCode())
                                                        .toArray())
                                .orElse(null));
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
