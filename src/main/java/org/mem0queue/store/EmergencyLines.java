package org.mem0queue.store;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Oddity;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What the Python server put aside when it could not have the lock: {@code mem0_emergency.json} and
 * the files that it was renamed to when somebody took lines from it ({@code
 * mem0_queue.d/emergency/20261123T140203.123Z-4711-3-9f8e7d6c.jsonl}), which a server that had the
 * file open may still append to. Lines are never removed. One is dealt with when its memory stands
 * in the queue files, {@code kept} or the trash, or when an outcome names it; the others count.
 *
 * <p>Reads again only what changed. Safe for several threads.
 */
public final class EmergencyLines {
    private static final String SUFFIX = ".jsonl";
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)-\\d+-\\d+-[0-9a-f]{8}\\.jsonl");

    private final QueueDirectory directory;
    private final Kept kept;
    private final Trash trash;
    private final Outcomes outcomes;
    private final InstantSource clock;

    private Map<Path, ReadResult<LineFile.Lines>> known = new HashMap<>();
    private Set<String> askedOfKept = Set.of();
    private final Set<String> keptFilesRead = new HashSet<>();
    private final Set<TextKey> inKept = new HashSet<>();

    EmergencyLines(
            QueueDirectory directory,
            Kept kept,
            Trash trash,
            Outcomes outcomes,
            InstantSource clock) {
        this.directory = directory;
        this.kept = kept;
        this.trash = trash;
        this.outcomes = outcomes;
        this.clock = clock;
    }

    /**
     * The lines of all files.
     *
     * @param open those that nobody has dealt with, each memory once
     * @param all every readable line
     * @param unrecorded memories that stand in a queue file and that no outcome names yet
     */
    record Look(List<Memory> open, List<Memory> all, List<Memory> unrecorded) {}

    /**
     * The lines that nobody has dealt with; what is odd is told of {@code mem0_emergency.json}.
     *
     * @param standing what the queue files hold
     */
    public synchronized ReadResult<LineFile.Lines> read(List<List<Memory>> standing) {
        ReadResult<LineFile.Lines> live = read(directory.emergencyFile());
        if (!(live instanceof ReadResult.Ok || live instanceof ReadResult.Missing)) {
            return live;
        }
        try {
            List<Path> drained = drained();
            List<Memory> open = look(standing, Set.of()).open();
            if (live instanceof ReadResult.Ok<LineFile.Lines>(var lines, FileStamp stamp)) {
                return new ReadResult.Ok<>(new LineFile.Lines(open, lines.oddities()), stamp);
            }
            if (open.isEmpty()) {
                return live;
            }
            return new ReadResult.Ok<>(
                    new LineFile.Lines(open, List.of()), FileStamps.of(drained.getLast()));
        } catch (IOException e) {
            return new ReadResult.Denied<>(FileReader.reasonOf(e, directory.drained()));
        }
    }

    /**
     * @param prepared trash files of an act that is not done yet
     */
    synchronized Look look(List<List<Memory>> standing, Set<Path> prepared) throws IOException {
        List<Memory> all = new ArrayList<>();
        List<Path> files = new ArrayList<>(drained());
        files.add(directory.emergencyFile());
        for (Path file : files) {
            read(file).ok().ifPresent(lines -> all.addAll(lines.memories()));
        }
        known.keySet().retainAll(files);
        if (all.isEmpty()) {
            return new Look(List.of(), List.of(), List.of());
        }
        Standing here = Standing.of(standing, all);
        List<Memory> open = new ArrayList<>();
        List<Memory> unrecorded = new ArrayList<>();
        List<Memory> unknown = new ArrayList<>();
        Set<TextKey> seen = new HashSet<>();
        Map<TextKey, List<Trash.Discarded>> discarded = trash.byText();
        for (Memory memory : all) {
            TextKey key = TextKey.of(memory);
            if (!seen.add(key)) {
                continue;
            }
            Outcomes.Outcome outcome = outcomes.latest(key);
            boolean recorded = outcome != null && outcome != Outcomes.Outcome.RETURNED;
            if (here.covers(memory)) {
                if (!recorded) {
                    unrecorded.add(memory);
                }
            } else if (!recorded && !isTrash(discarded.get(key), prepared)) {
                unknown.add(memory);
            }
        }
        Set<TextKey> merged = keptOf(unknown);
        for (Memory memory : unknown) {
            if (!merged.contains(TextKey.of(memory))) {
                open.add(memory);
            }
        }
        return new Look(open, all, unrecorded);
    }

    private static boolean isTrash(@Nullable List<Trash.Discarded> files, Set<Path> prepared) {
        return files != null && files.stream().anyMatch(d -> !prepared.contains(d.file()));
    }

    /** Which of them a kept file holds; each kept file is read once for the same question. */
    private Set<TextKey> keptOf(Collection<Memory> memories) throws IOException {
        if (memories.isEmpty()) {
            return Set.of();
        }
        Set<String> ids = new HashSet<>();
        memories.forEach(memory -> ids.add(memory.id()));
        if (!askedOfKept.containsAll(ids)) {
            askedOfKept = ids;
            keptFilesRead.clear();
            inKept.clear();
        }
        List<SpoolFile> fresh = new ArrayList<>(kept.list());
        fresh.removeIf(file -> !keptFilesRead.add(file.name()));
        kept.find(fresh, memory -> askedOfKept.contains(memory.id()))
                .forEach(memory -> inKept.add(TextKey.of(memory)));
        return inKept;
    }

    private ReadResult<LineFile.Lines> read(Path file) {
        if (known.get(file) instanceof ReadResult.Ok<LineFile.Lines> same
                && QueueStore.isUnchanged(file, same.stamp())) {
            return same;
        }
        ReadResult<LineFile.Lines> fresh = LineFile.read(file, MemoryState.EMERGENCY);
        known.put(file, fresh);
        return fresh;
    }

    /** The renamed files, oldest first. */
    private List<Path> drained() throws IOException {
        List<Path> files = new ArrayList<>();
        try (DirectoryStream<Path> all =
                Files.newDirectoryStream(directory.drained(), "*" + SUFFIX)) {
            for (Path file : all) {
                if (NAME.matcher(String.valueOf(file.getFileName())).matches()) {
                    files.add(file);
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        files.sort(null);
        return files;
    }

    /**
     * Renames the file that servers write to, so that what is in it now is ours to keep; a server
     * makes a new one. Under the lock. A link is left alone: its target may lie anywhere, and its
     * lines can be dealt with where they are.
     */
    void drain(Disk disk) throws IOException {
        Path file = directory.emergencyFile();
        if (!Files.exists(file) || Files.isSymbolicLink(file)) {
            return;
        }
        disk.ensureFolder(directory.own());
        disk.ensureFolder(directory.drained());
        String name = TIME.format(clock.instant()) + "-" + TemporaryNames.unique() + SUFFIX;
        disk.rename(file, directory.drained().resolve(name));
        disk.syncFolder(directory.drained());
        disk.syncFolder(directory.path());
    }

    /**
     * Deletes renamed files that nobody has written to since then and of which every line was dealt
     * with. Under the lock.
     *
     * @param prepared trash files of acts that may not be done yet
     */
    synchronized void purge(
            Instant before, List<List<Memory>> standing, Set<Path> prepared, Disk disk)
            throws IOException {
        List<Path> files = drained();
        if (files.isEmpty()) {
            return;
        }
        Set<TextKey> open = new HashSet<>();
        look(standing, prepared).open().forEach(memory -> open.add(TextKey.of(memory)));
        for (Path file : files) {
            if (read(file) instanceof ReadResult.Ok<LineFile.Lines>(var lines, FileStamp stamp)
                    && timeOf(file).isBefore(before)
                    && stamp.modified().isBefore(before)
                    && lines.oddities().stream().noneMatch(o -> o.kind() == Oddity.Kind.BROKEN_LINE)
                    && lines.memories().stream().noneMatch(m -> open.contains(TextKey.of(m)))) {
                disk.delete(file);
            }
        }
    }

    /** Whether a file was renamed before that. */
    boolean isDrainedBefore(Instant before) throws IOException {
        return drained().stream().anyMatch(file -> timeOf(file).isBefore(before));
    }

    private static Instant timeOf(Path file) {
        Matcher name = NAME.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches() ? TIME.parse(name.group(1), Instant::from) : Instant.MAX;
        } catch (DateTimeException notATime) {
            return Instant.MAX;
        }
    }
}
