package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.FindingCode;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

/**
 * Where a finding leads: the list, the log or the setting that helps; nowhere if a command does.
 */
record FindingSteps(Counts counts, Messages words) {
    /** Null if only what the finding says itself helps. */
    @Nullable Step of(Finding finding) {
        return FindingCode.ofCode(finding.code()).map(this::step).orElse(null);
    }

    private @Nullable Step step(FindingCode code) {
        return switch (code) {
            case QUEUE_WIPED, QUEUE_CORRUPT, QUEUE_KEYS_MISSING, QUEUE_WRONG_TYPE ->
                    new Step(words.text("step.restore"), new Destination.Backups());
            case SNAPSHOT_DAMAGED, DAMAGED_COPIES_KEPT, BACKUP_UNUSABLE ->
                    new Step(words.text("step.backups"), new Destination.Backups());

            case MEMORIES_LOST, MEMORIES_OVERWRITTEN ->
                    show(MemoryGroup.LOST, counts.lost().orElse(0));
            case MEMORIES_UNCERTAIN, IN_DOUBT_UNTOLD ->
                    show(MemoryGroup.UNCLEAR, counts.inDoubt() + counts.uncertain().orElse(0));
            case PENDING_MANY, PENDING_OLD, PENDING_NO_WORKER ->
                    show(MemoryGroup.PENDING, counts.waiting());
            case FAILED_WAITING, FAILED_ORPHANED, DEAD_LETTERS_WAITING, EMERGENCY_WAITING ->
                    toAll(MemoryGroup.FAILED, "step.show-failed", counts.needAPerson());
            case ENTRIES_STOP_WORKER, ENTRIES_WITHOUT_CONTENT, ENTRIES_WITHOUT_TIMESTAMP ->
                    toAll(MemoryGroup.PENDING, "step.show-waiting", counts.waiting());
            case SENDING_PAUSED -> new Step(words.text("step.resume"), new Destination.Resumed());
            case CLAIMS_LEFT_BEHIND -> show(MemoryGroup.SENDING, counts.inFlight());

            case LOCK_HELD_LONG,
                    WORKERS_SEVERAL,
                    WORKER_STUCK,
                    WORKER_STOPPED,
                    WORKER_RUN_FAILED,
                    WORKER_RUN_CUT,
                    WORKER_ERROR_LOG,
                    LOG_BUFFERED,
                    LOG_ELSEWHERE ->
                    new Step(words.text("step.log"), Destination.Logs.asLeft());
            case API_DOWN_FOR_WORKER -> settings("api.url");
            case DIRECTORY_MISSING, QUEUE_MISSING -> settings("queue.directory");
            case QUEUE_TOO_LARGE -> settings("large_file");

            case QUEUE_DENIED,
                    QUEUE_LINK_DANGLING,
                    QUEUE_UNSTABLE,
                    QUEUE_LINK,
                    QUEUE_BYTE_ORDER_MARK,
                    QUEUE_NOT_ASCII,
                    QUEUE_DUPLICATE_KEYS,
                    BALANCE_OPEN,
                    DUPLICATE_IDS,
                    ID_WAS_TAKEN,
                    HALF_CHARACTER_IN_PROJECT,
                    HALF_CHARACTER_IN_TEXT,
                    DEAD_LETTERS_CORRUPT,
                    DEAD_LETTERS_DENIED,
                    DEAD_LETTERS_LOST,
                    EMERGENCY_LINES_BROKEN,
                    EMERGENCY_LINE_TORN,
                    EMERGENCY_UNREADABLE,
                    SPOOL_OLD,
                    SPOOL_FOREIGN,
                    SPOOL_DAMAGED,
                    SPOOL_HALF_WRITTEN,
                    SPOOL_UNREADABLE,
                    KEPT_DAMAGED,
                    LEDGER_UNAVAILABLE,
                    LOCK_REPLACED,
                    LOCK_NOT_A_FILE,
                    LOCK_NOT_WRITABLE,
                    LOCK_LINK,
                    LOCK_UNKNOWN,
                    METRICS_STALE,
                    METRICS_UNREADABLE,
                    DIRECTORY_NOT_WRITABLE,
                    DIRECTORY_OF_ANOTHER,
                    DIRECTORY_LINK,
                    DIRECTORY_IN_CLOUD,
                    DISK_LOW,
                    INODES_LOW,
                    READABLE_BY_OTHERS,
                    CONFLICT_COPIES,
                    CLOUD_PLACEHOLDER,
                    ARCHIVED_QUEUES,
                    PYTHON_TEMPORARY_LEFT,
                    PYTHON_TEMPORARY_BLOCKED,
                    TEMPORARIES_LEFT,
                    TIME_AHEAD ->
                    null;
        };
    }

    /** To a list of which the finding may name a part: another number would confuse. */
    private @Nullable Step toAll(MemoryGroup group, String key, long number) {
        return number == 0 ? null : new Step(words.text(key), Destination.Memories.of(group));
    }

    private Step settings(String name) {
        return new Step(words.text("step.settings"), new Destination.Settings(name));
    }

    /** To a list; null if nothing stands in it that we could count. */
    private @Nullable Step show(MemoryGroup group, long number) {
        return number == 0
                ? null
                : new Step(words.count("step.show", number), Destination.Memories.of(group));
    }
}
