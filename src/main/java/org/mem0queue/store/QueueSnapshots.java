package org.mem0queue.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Queue snapshots: copies, never links, of the queue file in {@code mem0_queue.d/snapshots}. The
 * name tells when, which content, and why it is kept:
 *
 * <pre>20261123T140203.123Z-1f0c2b7a9d3e4f50.json            a good state
 * 20261123T140203.123Z-1f0c2b7a9d3e4f50-damaged.json    bytes that did not parse; pinned</pre>
 *
 * One content is kept once. Thinned by age; what has a label stays until a person closes the
 * incident, which gives it the label {@code closed} and lets it grow old like the others. Safe for
 * several threads and processes.
 */
public final class QueueSnapshots {
    /** Above this size at most one copy per {@link #LARGE_PAUSE}. */
    static final long LARGE_BYTES = 10L << 20;

    static final Duration LARGE_PAUSE = Duration.ofMinutes(10);

    private static final String TEMPORARY_PREFIX = ".";

    private static final int NEWEST_KEPT = 20;
    private static final Duration HOURLY = Duration.ofDays(1);
    private static final Duration DAILY = Duration.ofDays(30);

    /** Hex digits of the SHA-256 in the name. */
    private static final int HASH_DIGITS = 16;

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss.SSSX", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    private static final Pattern NAME =
            Pattern.compile("(\\d{8}T\\d{6}\\.\\d{3}Z)-([0-9a-f]{16})(?:-([a-z-]+))?\\.json");

    /** Why a copy is kept. */
    public enum Label {
        /** A good state; thinned by age. */
        NONE(""),
        /** Bytes that did not parse. */
        DAMAGED("-damaged"),
        /**
         * The state before the queue went back to an older one, was wiped, or shrank unexplained.
         */
        BEFORE_SHRINK("-before-shrink"),
        /** The state before or behind a restore, with ids that are uncertain. */
        RESTORE("-restore"),
        /** Was pinned until a person said that what it holds is accounted for; thinned by age. */
        CLOSED("-closed");

        private final String suffix;

        Label(String suffix) {
            this.suffix = suffix;
        }

        boolean pinned() {
            return this != NONE && this != CLOSED;
        }

        static Label ofSuffix(String text) {
            for (Label label : values()) {
                if (label.suffix.equals("-" + text)) {
                    return label;
                }
            }
            return BEFORE_SHRINK; // a label of a later version: pinned, to be safe
        }
    }

    /** What came of closing an incident. */
    public enum Closing {
        CLOSED,
        /** It is thinned by age already. */
        NOT_PINNED,
        /** The queue file still is these very bytes, which do not parse: first restore it. */
        STILL_DAMAGED,
        /** The copy is not there any more. */
        GONE,
        /** This directory is only watched. */
        WATCHED
    }

    /**
     * One kept copy.
     *
     * @param hash the first 16 hex digits of the content's SHA-256
     */
    public record Copy(Path file, Instant time, String hash, Label label, long bytes) {}

    private final QueueDirectory directory;
    private final Disk plainDisk;

    public QueueSnapshots(QueueDirectory directory, Disk disk) {
        this.directory = directory;
        this.plainDisk = disk;
    }

    /** All copies, newest first. */
    public List<Copy> list() throws IOException {
        List<Copy> copies = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(directory.snapshots(), "*.json")) {
            for (Path file : files) {
                Matcher name = NAME.matcher(file.getFileName().toString());
                if (name.matches()) {
                    try {
                        Instant time = TIME.parse(name.group(1), Instant::from);
                        Label label =
                                name.group(3) == null ? Label.NONE : Label.ofSuffix(name.group(3));
                        copies.add(new Copy(file, time, name.group(2), label, Files.size(file)));
                    } catch (DateTimeException | NoSuchFileException ignored) {
                        // not a name of ours, or thinned this moment
                    }
                }
            }
        } catch (NoSuchFileException | NotDirectoryException none) {
            return List.of();
        } catch (DirectoryIteratorException e) {
            throw e.getCause();
        }
        copies.sort(
                Comparator.comparing(Copy::time)
                        .reversed()
                        .thenComparing(copy -> copy.file().toString()));
        return copies;
    }

    /**
     * Keeps a copy of a file, unless its content is kept already (a pinned label is given to a
     * content that was kept without one).
     *
     * @param time as of when that is the state
     * @return true if a copy was made
     */
    public boolean keep(Path file, Label label, Instant time) throws IOException {
        List<Copy> copies = list();
        if (!label.pinned()
                && Files.size(file) > LARGE_BYTES
                && copies.stream()
                        .anyMatch(c -> c.bytes() > LARGE_BYTES && isClose(c.time(), time))) {
            return false;
        }
        Disk disk = directory.writable(plainDisk);
        disk.ensureFolder(directory.own());
        disk.ensureFolder(directory.snapshots());
        Path temporary = directory.snapshots().resolve(TemporaryNames.next(TEMPORARY_PREFIX));
        MessageDigest digest = sha256();
        disk.create(temporary, Disk.OWNER_ONLY_FILE, out -> copy(file, out, digest));
        String hash = HexFormat.of().formatHex(digest.digest()).substring(0, HASH_DIGITS);
        try {
            if (copies.stream().anyMatch(c -> isKept(c, hash, label))) {
                disk.removeQuietly(temporary);
                return false;
            }
            disk.rename(temporary, directory.snapshots().resolve(name(time, hash, label)));
        } catch (IOException e) {
            disk.removeQuietly(temporary);
            throw e;
        }
        disk.syncFolder(directory.snapshots());
        return true;
    }

    private static boolean isClose(Instant one, Instant other) {
        return Duration.between(one, other).abs().compareTo(LARGE_PAUSE) < 0;
    }

    private static boolean isKept(Copy copy, String hash, Label label) {
        if (!copy.hash().equals(hash)) {
            return false;
        }
        return switch (label) {
            case NONE, CLOSED -> true;
            // What a person has closed must not open again at the next look.
            case DAMAGED, BEFORE_SHRINK -> copy.label() != Label.NONE;
            case RESTORE -> copy.label().pinned();
        };
    }

    /** Keeps a copy that exists from being thinned. */
    public void pin(Copy copy, Label label) throws IOException {
        if (!copy.label().pinned()) {
            Disk disk = directory.writable(plainDisk);
            disk.rename(
                    copy.file(),
                    directory.snapshots().resolve(name(copy.time(), copy.hash(), label)));
            disk.syncFolder(directory.snapshots());
        }
    }

    /**
     * Lets a pinned copy grow old like the others: a person says that what it holds is accounted
     * for.
     */
    Closing close(Path file) throws IOException {
        Copy copy = list().stream().filter(one -> one.file().equals(file)).findFirst().orElse(null);
        if (copy == null) {
            return Closing.GONE;
        }
        if (!copy.label().pinned()) {
            return Closing.NOT_PINNED;
        }
        if (copy.label() == Label.DAMAGED && isPresentState(copy)) {
            return Closing.STILL_DAMAGED;
        }
        Disk disk = directory.writable(plainDisk);
        Path closed = directory.snapshots().resolve(name(copy.time(), copy.hash(), Label.CLOSED));
        try {
            disk.rename(copy.file(), closed);
        } catch (NoSuchFileException gone) {
            return Closing.GONE;
        }
        disk.syncFolder(directory.snapshots());
        return Closing.CLOSED;
    }

    private boolean isPresentState(Copy copy) throws IOException {
        Path now = directory.queueFile();
        try {
            if (Files.size(now) != copy.bytes()) {
                return false;
            }
            MessageDigest digest = sha256();
            copy(now, OutputStream.nullOutputStream(), digest);
            return HexFormat.of().formatHex(digest.digest()).startsWith(copy.hash());
        } catch (NoSuchFileException none) {
            return false;
        }
    }

    /**
     * Deletes what is too much: keeps what is pinned, the newest 20, one an hour for a day, one a
     * day for 30 days. Copies from the future (the clock was set back) stay.
     */
    public void thin(Instant now) throws IOException {
        Disk disk = directory.writable(plainDisk);
        Set<Instant> taken = new HashSet<>();
        int position = 0;
        for (Copy copy : list()) {
            if (copy.label().pinned()) {
                continue;
            }
            Duration age = Duration.between(copy.time(), now);
            if (age.isNegative()) {
                continue;
            }
            position++;
            boolean keep = position <= NEWEST_KEPT;
            if (!keep && age.compareTo(HOURLY) <= 0) {
                keep = taken.add(copy.time().truncatedTo(ChronoUnit.HOURS));
            } else if (!keep && age.compareTo(DAILY) <= 0) {
                keep = taken.add(copy.time().truncatedTo(ChronoUnit.DAYS));
            }
            if (!keep) {
                disk.delete(copy.file());
            }
        }
    }

    /** Removes copies that were never finished. */
    void removeLeftOvers(Instant now, Disk disk) {
        LeftOverFiles.remove(
                directory.snapshots(), TEMPORARY_PREFIX, LeftOverFiles.ABANDONED, now, disk);
    }

    private static String name(Instant time, String hash, Label label) {
        return TIME.format(time) + "-" + hash + label.suffix + ".json";
    }

    private static void copy(Path file, OutputStream out, MessageDigest digest) throws IOException {
        byte[] buffer = new byte[1 << 16];
        try (InputStream in = Files.newInputStream(file)) {
            for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
                digest.update(buffer, 0, n);
                out.write(buffer, 0, n);
            }
        }
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
