package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.store.DeadLetterFile;
import org.mem0queue.store.QueueDirectory;
import org.mem0queue.store.QueueFile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Queues that were moved to {@code archive/} with memories in them that nobody will ever send. */
final class ArchivedQueuesCheck implements HealthCheck {
    /** {@code archive/NAME/mem0_queue.json}, and one level more. */
    private static final int DEPTH = 3;

    /** An archive may hold anything; a look must end. */
    private static final int ENTRIES = 2000;

    private static final long LIMIT_BYTES = 64L << 20;

    private record Archived(Path folder, long memories) {}

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path archive = seen.directory().path().resolve("archive");
        List<Archived> found;
        try (Stream<Path> files = Files.walk(archive, DEPTH)) {
            found =
                    files.limit(ENTRIES)
                            .filter(file -> file.endsWith("mem0_queue.json"))
                            .map(ArchivedQueuesCheck::read)
                            .filter(queue -> queue.memories() > 0)
                            .toList();
        } catch (IOException | UncheckedIOException none) {
            return List.of();
        }
        if (found.isEmpty()) {
            return List.of();
        }
        long memories = found.stream().mapToLong(Archived::memories).sum();
        return List.of(
                FindingCode.ARCHIVED_QUEUES.finding(
                        memories,
                        FindingWords.of("phrase.archived-queues", found.size()),
                        found.getFirst().folder()));
    }

    private static Archived read(Path file) {
        Path folder = file.resolveSibling("");
        QueueDirectory directory = new QueueDirectory(folder);
        long queue =
                new QueueFile(directory, LIMIT_BYTES, (damaged, stamp) -> {})
                        .read()
                        .ok()
                        .map(
                                d ->
                                        d.pendingCount()
                                                + d.heldCount()
                                                + d.failedCount()
                                                + d.inFlightCount())
                        .orElse(0L);
        long letters =
                DeadLetterFile.read(directory.deadLetterFile())
                        .ok()
                        .map(d -> (long) d.memories().size())
                        .orElse(0L);
        return new Archived(folder, queue + letters);
    }
}
