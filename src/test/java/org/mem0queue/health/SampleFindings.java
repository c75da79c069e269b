package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.FindingWords.Reason;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * Findings as the checks make them, so that a screen shows the sentences that people will read, in
 * their language and in their length.
 *
 * @param directory of the queue
 */
public record SampleFindings(Path directory) {
    private Path file(String name) {
        return directory.resolve(name);
    }

    public Finding deadLetters(int count) {
        return FindingCode.DEAD_LETTERS_WAITING.variant("left", count, file("mem0_queue_dlq.json"));
    }

    public Finding emergency(int count) {
        return FindingCode.EMERGENCY_WAITING.finding(count, file("mem0_emergency.json"));
    }

    public Finding readableByOthers() {
        return FindingCode.READABLE_BY_OTHERS.variant(
                Severity.NOTICE,
                "shut",
                3,
                directory,
                List.of("mem0_emergency.json", "mem0_queue.json", "mem0_queue_dlq.json"));
    }

    public Finding lockHeld(String holder, Duration held) {
        return FindingCode.LOCK_HELD_LONG.finding(holder, held);
    }

    public Finding queueCorrupt(String reason) {
        return FindingCode.QUEUE_CORRUPT.finding(file("mem0_queue.json"), new Reason(reason));
    }

    public Finding queueDenied(String reason) {
        return FindingCode.QUEUE_DENIED.finding(file("mem0_queue.json"), new Reason(reason));
    }

    public Finding paused(Duration since) {
        return FindingCode.SENDING_PAUSED.variant(Severity.WARNING, "for", since);
    }

    public Finding entriesStopWorker() {
        return FindingCode.ENTRIES_STOP_WORKER.finding(
                file("mem0_queue.json"),
                List.of(
                        FindingWords.of("phrase.without-project", 1, "queue[17]"),
                        FindingWords.of("phrase.odd-retries", 2, "failed[3]")));
    }

    /** Five more, of which some are long. */
    public List<Finding> more() {
        return List.of(
                FindingCode.FAILED_WAITING.finding(6, file("mem0_queue.json")),
                FindingCode.METRICS_STALE.variant(
                        Severity.NOTICE, "gone", file("mem0_metrics.json"), Duration.ofHours(26)),
                readableByOthers(),
                FindingCode.ARCHIVED_QUEUES.finding(
                        12,
                        FindingWords.of("phrase.archived-queues", 2),
                        directory.resolve("archive/2026-10")),
                FindingCode.WORKER_ERROR_LOG.finding(
                        4, file("logs/mem0_worker_error.log"), Duration.ofDays(2)));
    }
}
