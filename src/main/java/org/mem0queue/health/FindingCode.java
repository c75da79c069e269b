package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.FindingWords;

import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * Every finding there is, by the name that scripts rely on. {@code docs/findings.md} says what each
 * means and what to do; a test holds the two together.
 */
public enum FindingCode {
    // The queue file.
    DIRECTORY_MISSING("directory-missing", Severity.WARNING),
    QUEUE_MISSING("queue-missing", Severity.NOTICE),
    QUEUE_WIPED("queue-wiped", Severity.CRITICAL),
    QUEUE_CORRUPT("queue-corrupt", Severity.CRITICAL),
    QUEUE_DENIED("queue-denied", Severity.CRITICAL),
    QUEUE_LINK_DANGLING("queue-link-dangling", Severity.CRITICAL),
    QUEUE_UNSTABLE("queue-unstable", Severity.WARNING),
    QUEUE_TOO_LARGE("queue-too-large", Severity.WARNING),
    QUEUE_LINK("queue-link", Severity.WARNING),
    QUEUE_KEYS_MISSING("queue-keys-missing", Severity.CRITICAL),
    QUEUE_WRONG_TYPE("queue-wrong-type", Severity.CRITICAL),
    QUEUE_BYTE_ORDER_MARK("queue-byte-order-mark", Severity.CRITICAL),
    QUEUE_NOT_ASCII("queue-not-ascii", Severity.WARNING),
    QUEUE_DUPLICATE_KEYS("queue-duplicate-keys", Severity.NOTICE),

    // What is in it, and in the files beside it.
    MEMORIES_OVERWRITTEN("memories-overwritten", Severity.CRITICAL),
    MEMORIES_LOST("memories-lost", Severity.CRITICAL),
    MEMORIES_UNCERTAIN("memories-uncertain", Severity.NOTICE),
    BALANCE_OPEN("balance-open", Severity.WARNING),
    ENTRIES_STOP_WORKER("entries-stop-worker", Severity.CRITICAL),
    ENTRIES_WITHOUT_CONTENT("entries-without-content", Severity.WARNING),
    ENTRIES_WITHOUT_TIMESTAMP("entries-without-timestamp", Severity.NOTICE),
    DUPLICATE_IDS("duplicate-ids", Severity.WARNING),
    ID_WAS_TAKEN("id-was-taken", Severity.NOTICE),
    HALF_CHARACTER_IN_PROJECT("half-character-in-project", Severity.CRITICAL),
    HALF_CHARACTER_IN_TEXT("half-character-in-text", Severity.NOTICE),
    PENDING_MANY("pending-many", Severity.WARNING),
    PENDING_OLD("pending-old", Severity.WARNING),
    PENDING_NO_WORKER("pending-no-worker", Severity.WARNING),
    FAILED_WAITING("failed-waiting", Severity.WARNING, Severity.CRITICAL),
    FAILED_ORPHANED("failed-orphaned", Severity.WARNING, Severity.CRITICAL),
    DEAD_LETTERS_WAITING("dead-letters-waiting", Severity.WARNING),
    DEAD_LETTERS_CORRUPT("dead-letters-corrupt", Severity.CRITICAL),
    DEAD_LETTERS_DENIED("dead-letters-denied", Severity.WARNING),
    DEAD_LETTERS_LOST("dead-letters-lost", Severity.CRITICAL),
    EMERGENCY_WAITING("emergency-waiting", Severity.WARNING),
    EMERGENCY_LINES_BROKEN("emergency-lines-broken", Severity.CRITICAL),
    EMERGENCY_LINE_TORN("emergency-line-torn", Severity.WARNING),
    EMERGENCY_UNREADABLE("emergency-unreadable", Severity.WARNING),

    // Our own folder.
    SPOOL_OLD("spool-old", Severity.WARNING),
    SPOOL_FOREIGN("spool-foreign", Severity.WARNING),
    SPOOL_DAMAGED("spool-damaged", Severity.CRITICAL),
    SPOOL_HALF_WRITTEN("spool-half-written", Severity.WARNING),
    SPOOL_UNREADABLE("spool-unreadable", Severity.CRITICAL),
    KEPT_DAMAGED("kept-damaged", Severity.WARNING),
    SNAPSHOT_DAMAGED("snapshot-damaged", Severity.WARNING),
    DAMAGED_COPIES_KEPT("damaged-copies-kept", Severity.NOTICE),
    LEDGER_UNAVAILABLE("ledger-unavailable", Severity.NOTICE),
    BACKUP_UNUSABLE("backup-unusable", Severity.WARNING),

    // The lock.
    LOCK_HELD_LONG("lock-held-long", Severity.WARNING),
    LOCK_REPLACED("lock-replaced", Severity.CRITICAL),
    LOCK_NOT_A_FILE("lock-not-a-file", Severity.CRITICAL),
    LOCK_NOT_WRITABLE("lock-not-writable", Severity.CRITICAL),
    LOCK_LINK("lock-link", Severity.NOTICE),
    LOCK_UNKNOWN("lock-unknown", Severity.WARNING),

    // The worker, its log and its figures.
    WORKERS_SEVERAL("workers-several", Severity.WARNING),
    WORKER_STUCK("worker-stuck", Severity.CRITICAL),
    WORKER_STOPPED("worker-stopped", Severity.WARNING, Severity.CRITICAL),
    WORKER_RUN_FAILED("worker-run-failed", Severity.WARNING),
    WORKER_RUN_CUT("worker-run-cut", Severity.WARNING),
    WORKER_ERROR_LOG("worker-error-log", Severity.WARNING),
    LOG_BUFFERED("log-buffered", Severity.WARNING),
    LOG_ELSEWHERE("log-elsewhere", Severity.NOTICE),
    METRICS_STALE("metrics-stale", Severity.NOTICE, Severity.WARNING),
    METRICS_UNREADABLE("metrics-unreadable", Severity.NOTICE),
    API_DOWN_FOR_WORKER("api-down-for-worker", Severity.WARNING),

    // Our own sending.
    IN_DOUBT_UNTOLD("in-doubt-untold", Severity.WARNING),
    CLAIMS_LEFT_BEHIND("claims-left-behind", Severity.WARNING),
    SENDING_PAUSED("sending-paused", Severity.NOTICE, Severity.WARNING),

    // The folder and the disk.
    DIRECTORY_NOT_WRITABLE("directory-not-writable", Severity.CRITICAL),
    DIRECTORY_OF_ANOTHER("directory-of-another", Severity.NOTICE),
    DIRECTORY_LINK("directory-link", Severity.NOTICE),
    DIRECTORY_IN_CLOUD("directory-in-cloud", Severity.NOTICE),
    DISK_LOW("disk-low", Severity.WARNING, Severity.CRITICAL),
    INODES_LOW("inodes-low", Severity.WARNING, Severity.CRITICAL),
    READABLE_BY_OTHERS("readable-by-others", Severity.NOTICE, Severity.WARNING),
    CONFLICT_COPIES("conflict-copies", Severity.WARNING),
    CLOUD_PLACEHOLDER("cloud-placeholder", Severity.CRITICAL),
    ARCHIVED_QUEUES("archived-queues", Severity.WARNING),
    PYTHON_TEMPORARY_LEFT("python-temporary-left", Severity.NOTICE),
    PYTHON_TEMPORARY_BLOCKED("python-temporary-blocked", Severity.CRITICAL),
    TEMPORARIES_LEFT("temporaries-left", Severity.NOTICE),
    TIME_AHEAD("time-ahead", Severity.NOTICE);

    private final String code;
    private final Severity usual;
    private final Severity other;

    FindingCode(String code, Severity usual) {
        this(code, usual, usual);
    }

    FindingCode(String code, Severity usual, Severity other) {
        this.code = code;
        this.usual = usual;
        this.other = other;
    }

    /** The stable name. */
    public String code() {
        return code;
    }

    /** The finding with this name, if this version knows it. */
    public static Optional<FindingCode> ofCode(String text) {
        for (FindingCode finding : values()) {
            if (finding.code.equals(text)) {
                return Optional.of(finding);
            }
        }
        return Optional.empty();
    }

    /** The severities it comes with, the usual one first. */
    public List<Severity> severities() {
        return usual == other ? List.of(usual) : List.of(usual, other);
    }

    /**
     * With the usual severity.
     *
     * @param values what stands in the sentences, as in {@link FindingWords}
     */
    Finding finding(Object... values) {
        return finding(usual, values);
    }

    Finding finding(Severity severity, Object... values) {
        return saying(severity, FindingWords.of(code, values));
    }

    /** One of several messages or next steps, with the usual severity. */
    Finding variant(String variant, Object... values) {
        return variant(usual, variant, values);
    }

    Finding variant(Severity severity, String variant, Object... values) {
        return saying(severity, FindingWords.of(code + "." + variant, values));
    }

    private Finding saying(Severity severity, FindingWords words) {
        if (severity != usual && severity != other) {
            throw new IllegalArgumentException(code + " is never " + severity);
        }
        return new Finding(
                code,
                severity,
                english(words, FindingSentences.MESSAGE),
                english(words, FindingSentences.ACTION),
                words);
    }

    private static String english(FindingWords words, String what) {
        return Objects.requireNonNull(FindingSentences.ENGLISH.said(words, what), words.key());
    }
}
