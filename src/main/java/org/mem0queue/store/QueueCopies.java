package org.mem0queue.store;

import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.ReadResult;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Lists the backup and the queue snapshots with what is in them, compared with the queue as it is.
 */
final class QueueCopies {
    private QueueCopies() {}

    static List<QueueCopy> list(QueueStore store) throws IOException {
        Set<String> now = ids(store.queueFile().read());
        List<QueueCopy> copies = new ArrayList<>();
        Path backup = store.directory().backupFile();
        try {
            copies.add(describe(0, backup, FileStamps.of(backup).modified(), "", now));
        } catch (NoSuchFileException none) {
            // no change was ever made
        }
        int number = 1;
        for (QueueSnapshots.Copy copy : store.snapshots().list()) {
            copies.add(
                    describe(
                            number++,
                            copy.file(),
                            copy.time(),
                            copy.label().name().toLowerCase(Locale.ROOT).replace('_', '-'),
                            now));
        }
        return List.copyOf(copies);
    }

    private static QueueCopy describe(
            int number, Path file, Instant time, String label, Set<String> now) {
        ReadResult<QueueDocument> read =
                FileReader.read(
                        file,
                        (channel, stamp) ->
                                QueueParser.parse(SharedBlocks.read(channel, null), null));
        QueueDocument document = read.ok().orElseGet(QueueDocument::empty);
        Set<String> ids = ids(read);
        long onlyHere = ids.stream().filter(id -> !now.contains(id)).count();
        long onlyNow = now.stream().filter(id -> !ids.contains(id)).count();
        return new QueueCopy(
                number,
                file,
                time,
                file.toFile().length(),
                label.equals("none") ? "" : label,
                read.word(),
                document.pendingCount() + document.heldCount(),
                document.failedCount(),
                onlyHere,
                onlyNow);
    }

    private static Set<String> ids(ReadResult<QueueDocument> read) {
        Set<String> ids = new HashSet<>();
        read.ok()
                .ifPresent(
                        document ->
                                document.standing()
                                        .forEach(list -> list.forEach(m -> ids.add(m.id()))));
        return ids;
    }
}
