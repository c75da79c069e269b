package org.mem0queue.store;

import org.mem0queue.queue.Memory;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * Deletes what was kept long enough: trash, and emergency files of which every line was dealt with,
 * after 30 days, unless the clock jumped within the last 24 hours. Does nothing, and notes nothing,
 * while there is neither. Used by one thread at a time.
 */
final class Purge {
    /** A trash file this old was not put there by an act that is still waiting for the lock. */
    private static final Duration ABANDONED = Duration.ofHours(1);

    private final QueueDirectory directory;
    private final Trash trash;
    private final Outcomes outcomes;
    private final EmergencyLines emergency;
    private final ClockGuard guard;

    Purge(
            QueueDirectory directory,
            Trash trash,
            Outcomes outcomes,
            EmergencyLines emergency,
            ClockGuard guard) {
        this.directory = directory;
        this.trash = trash;
        this.outcomes = outcomes;
        this.emergency = emergency;
        this.guard = guard;
    }

    /** Deletes what was discarded a month ago. Needs no lock: it is in no act's way by then. */
    void deleteOldTrash(Instant now, Disk disk) throws IOException {
        List<Path> discarded = files(directory.trash());
        if (discarded.isEmpty() || !guard.trusted(now, disk)) {
            return;
        }
        Instant before = now.minus(Trash.KEPT_FOR);
        boolean any = false;
        for (Path file : discarded) {
            Instant time = Trash.timeOf(file);
            if (time != null && time.isBefore(before)) {
                disk.delete(file);
                any = true;
            }
        }
        if (any) {
            disk.syncFolder(directory.trash());
        }
    }

    /** Whether {@link #deleteDrained} may have something to delete; a look without the lock. */
    boolean isDrainedOld(Instant now) throws IOException {
        return emergency.isDrainedBefore(now.minus(Trash.KEPT_FOR));
    }

    /**
     * Deletes emergency files that were put aside a month ago and of which every line is dealt
     * with. Under the lock: an act may be about to lead a memory back into such a line.
     *
     * @param standing what the queue files hold
     */
    void deleteDrained(Instant now, Supplier<List<List<Memory>>> standing, Disk disk)
            throws IOException {
        Instant before = now.minus(Trash.KEPT_FOR);
        if (!emergency.isDrainedBefore(before) || !guard.trusted(now, disk)) {
            return;
        }
        // What an act has only prepared proves nothing: it may still be given up.
        Set<Path> prepared = new HashSet<>();
        for (Path file : files(directory.trash())) {
            Instant time = Trash.timeOf(file);
            if (time == null || !time.isBefore(now.minus(ABANDONED))) {
                prepared.add(file);
            }
        }
        emergency.purge(before, standing.get(), prepared, disk);
    }

    /**
     * Removes trash files whose memory stands in a queue file: a crash left them. Under the lock,
     * where an act looks whether the files that it has prepared are still there.
     */
    void tidy(Instant now, Supplier<List<List<Memory>>> standing, Disk disk) throws IOException {
        List<Trash.Discarded> leftOver = leftOver(now, standing);
        List<Outcomes.Line> told = new ArrayList<>();
        for (Trash.Discarded discarded : leftOver) {
            TextKey key = TextKey.of(discarded.memory());
            if (outcomes.latest(key) == Outcomes.Outcome.DISCARDED) {
                told.add(Outcomes.Line.of(key, Outcomes.Outcome.RESTORED, now));
            }
        }
        // What says that it is discarded must not outlive the file that would bring it back.
        outcomes.append(told, disk);
        for (Trash.Discarded discarded : leftOver) {
            disk.delete(discarded.file());
        }
    }

    /** Whether there is such a file; a look without the lock. */
    boolean isTrashLeftOver(Instant now, Supplier<List<List<Memory>>> standing) throws IOException {
        return !leftOver(now, standing).isEmpty();
    }

    void removeLeftOvers(Instant now, Disk disk) {
        guard.removeLeftOvers(now, disk);
    }

    private List<Trash.Discarded> leftOver(Instant now, Supplier<List<List<Memory>>> standing)
            throws IOException {
        List<Trash.Discarded> leftOver = new ArrayList<>();
        if (files(directory.trash()).isEmpty()) {
            return leftOver;
        }
        Set<Path> counted = new HashSet<>();
        trash.list(standing.get()).forEach(discarded -> counted.add(discarded.file()));
        for (Trash.Discarded discarded : trash.list(List.of())) {
            if (!counted.contains(discarded.file())
                    && (isDecided(discarded) || discarded.when().isBefore(now.minus(ABANDONED)))) {
                leftOver.add(discarded);
            }
        }
        return leftOver;
    }

    /**
     * Whether the act of that file, or of one after it, went as far as its outcome. That is written
     * in the hold of the lock that ends with the act: whoever holds the lock now comes after it.
     */
    private boolean isDecided(Trash.Discarded discarded) throws IOException {
        return outcomes.latest(discarded.memory().id())
                .filter(line -> !line.time().isBefore(discarded.when()))
                .filter(line -> line.sha256().equals(TextKey.of(discarded.memory()).sha256()))
                .isPresent();
    }

    private static List<Path> files(Path folder) throws IOException {
        List<Path> files = new ArrayList<>();
        if (!Files.isDirectory(folder)) {
            return files;
        }
        try (DirectoryStream<Path> all = Files.newDirectoryStream(folder, "*.json*")) {
            all.forEach(files::add);
        } catch (NoSuchFileException gone) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        return files;
    }
}
