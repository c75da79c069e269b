package org.mem0queue.store;

import static java.nio.charset.StandardCharsets.US_ASCII;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.RawJson;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoField;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Replaces {@code mem0_queue_dlq.json} as a whole: the Python worker writes it in place, without a
 * lock; we write a file of our own, sync it and rename it. Keys that we do not know stay. Used
 * under the queue lock, which keeps others of us away, and while the gate is open, which keeps the
 * worker away.
 */
final class DeadLetterWriter {
    static final String TEMPORARY_PREFIX = ".mem0_queue_dlq.json.";

    private static final String LAST_UPDATE = "last_update";

    private static final DateTimeFormatter SECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss", Locale.ROOT);
    private static final DateTimeFormatter MICROSECONDS =
            DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSSSSS", Locale.ROOT);

    private final QueueDirectory directory;
    private final DeadLetterGate gate;
    private final InstantSource clock;

    DeadLetterWriter(QueueDirectory directory, DeadLetterGate gate, InstantSource clock) {
        this.directory = directory;
        this.gate = gate;
        this.clock = clock;
    }

    /**
     * @param base what is replaced
     * @param basis its stamp; null if the file is missing
     * @throws QueueFile.ChangedMeanwhile if the file is no longer that version, or a worker came;
     *     nothing is changed
     */
    void replace(
            DeadLetterFile.DeadLetters base,
            @Nullable FileStamp basis,
            List<RawJson> items,
            Disk plainDisk)
            throws IOException {
        Path file = directory.deadLetterFile();
        Path target = Files.isSymbolicLink(file) && Files.exists(file) ? file.toRealPath() : file;
        Path folder = Disk.folderOf(target);
        Disk disk = FileStamps.existsAtAll(target) ? plainDisk.likeOwnerOf(target) : plainDisk;
        Path temporary = folder.resolve(TemporaryNames.next(TEMPORARY_PREFIX));
        disk.create(
                temporary, QueueFile.permissions(target), out -> write(base.members(), items, out));
        try {
            requireUnchanged(target, basis);
            Optional<String> closed = gate.closedBecause();
            if (closed.isPresent()) {
                throw new QueueFile.ChangedMeanwhile(
                        target + " is left as it is: " + closed.get() + ".");
            }
            disk.rename(temporary, target);
        } catch (IOException | RuntimeException e) {
            disk.removeQuietly(temporary);
            throw e;
        }
        disk.syncFolder(folder);
    }

    private static void requireUnchanged(Path target, @Nullable FileStamp basis)
            throws IOException {
        if (!FileStamps.isStill(basis, target)) {
            throw new QueueFile.ChangedMeanwhile(
                    target + " was changed by another program meanwhile. Try again.");
        }
    }

    private void write(List<DeadLetterFile.Member> members, List<RawJson> items, OutputStream out)
            throws IOException {
        out.write('{');
        boolean hasItems = false;
        boolean hasTime = false;
        String between = "";
        for (DeadLetterFile.Member member : members) {
            between = key(between, member.name(), out);
            if (member.raw() == null) {
                list(items, out);
                hasItems = true;
            } else if (member.name().equals(LAST_UPDATE)) {
                out.write(localTime(clock.instant()).getBytes(US_ASCII));
                hasTime = true;
            } else {
                JsonLayout.write(member.raw(), 1, out);
            }
        }
        if (!hasItems) {
            between = key(between, DeadLetterFile.ITEMS, out);
            list(items, out);
        }
        if (!hasTime) {
            key(between, LAST_UPDATE, out);
            out.write(localTime(clock.instant()).getBytes(US_ASCII));
        }
        out.write('\n');
        out.write('}');
    }

    private static String key(String between, String name, OutputStream out) throws IOException {
        out.write(between.getBytes(US_ASCII));
        JsonLayout.newLine(1, out);
        out.write((Json.quote(name) + ": ").getBytes(US_ASCII));
        return ",";
    }

    private static void list(List<RawJson> items, OutputStream out) throws IOException {
        out.write('[');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.write(',');
            }
            JsonLayout.newLine(2, out);
            JsonLayout.write(items.get(i), 2, out);
        }
        if (!items.isEmpty()) {
            JsonLayout.newLine(1, out);
        }
        out.write(']');
    }

    /** As Python's {@code datetime.now().isoformat()}: local, without a zone. */
    private static String localTime(Instant now) {
        LocalDateTime local =
                LocalDateTime.ofInstant(now, ZoneId.systemDefault()).truncatedTo(ChronoUnit.MICROS);
        return Json.quote(
                (local.get(ChronoField.MICRO_OF_SECOND) == 0 ? SECONDS : MICROSECONDS)
                        .format(local));
    }
}
