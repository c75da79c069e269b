package org.mem0queue.ui.shell;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;

/**
 * The status bar: lock, worker, API, how much, how long ago.
 *
 * @param watching says that nothing is written; empty if the queue is managed
 * @param amount how many memories are here and how large the file is
 * @param ofMemories whether the amount is that; elsewhere it is of what the page shows
 * @param read when the files were looked at
 * @param readHelp the same as a date
 */
record StatusText(
        Part lock,
        Part worker,
        Part api,
        String watching,
        String amount,
        boolean ofMemories,
        String read,
        String readHelp) {
    /** Looks come every two seconds; a number that changes with each would only be unrest. */
    private static final Duration FRESH = Duration.ofSeconds(3);

    /**
     * One part.
     *
     * @param alert whether a person should look
     */
    record Part(Glyph glyph, String text, boolean alert) {}

    static StatusText beforeFirstLook(Messages words) {
        String unknown = words.text("status.unknown");
        return new StatusText(
                new Part(Glyph.UNLOCK, words.text("status.lock", unknown), false),
                new Part(Glyph.WORKER, words.text("status.worker", unknown), false),
                api(words.text("status.api.not-read"), false, words),
                "",
                "",
                false,
                words.text("status.not-read"),
                "");
    }

    static StatusText of(QueueSnapshot snapshot, Instant now, Messages words) {
        return new StatusText(
                lock(snapshot.lock(), words),
                worker(snapshot, words),
                api(snapshot, words),
                snapshot.managed() ? "" : words.text("status.watching"),
                amount(snapshot, words),
                true,
                read(snapshot, now, words),
                words.whole(snapshot.readAt()));
    }

    StatusText withAmount(String other) {
        return new StatusText(lock, worker, api, watching, other, false, read, readHelp);
    }

    private static Part lock(LockStatus lock, Messages words) {
        String state =
                switch (lock.state()) {
                    case FREE -> words.text("status.lock.free");
                    case UNKNOWN -> words.text("status.unknown");
                    case HELD -> held(lock, words);
                };
        boolean held = lock.state() == LockStatus.State.HELD;
        return new Part(held ? Glyph.LOCK : Glyph.UNLOCK, words.text("status.lock", state), held);
    }

    private static String held(LockStatus lock, Messages words) {
        LockStatus.Holder holder = lock.holder();
        Duration held = lock.heldFor();
        String name =
                holder == null
                        ? words.text("status.lock.held")
                        : holder.command() + " " + holder.pid();
        return held == null ? name : name + ", " + words.age(held);
    }

    private static Part worker(QueueSnapshot snapshot, Messages words) {
        if (snapshot.lock().equals(LockStatus.NOT_LOOKED)) {
            // What a worker does, and whether it is one of ours, is told by locks.
            String unknown = words.text("status.unknown");
            return new Part(Glyph.WORKER, words.text("status.worker", unknown), false);
        }
        WorkerStatus worker = snapshot.worker();
        String state =
                switch (worker.state()) {
                    case NONE -> words.text("status.worker.none");
                    case IDLE -> words.text("status.worker.idle");
                    case SYNCING -> syncing(worker.progress(), words);
                    case STUCK -> words.text("status.worker.stuck");
                    case SEVERAL -> words.count("status.worker.several", worker.pids().size());
                };
        boolean alert =
                worker.state() == WorkerStatus.State.STUCK
                        || worker.state() == WorkerStatus.State.SEVERAL;
        return new Part(Glyph.WORKER, words.text("status.worker", state), alert);
    }

    private static String syncing(WorkerStatus.@Nullable Progress progress, Messages words) {
        return progress == null
                ? words.text("status.worker.syncing")
                : words.text(
                        "status.worker.syncing-of",
                        words.number(progress.done()),
                        words.number(progress.of()));
    }

    private static Part api(QueueSnapshot snapshot, Messages words) {
        Duration latency = snapshot.api().latency();
        return switch (snapshot.api().state()) {
            case UP ->
                    api(
                            latency == null
                                    ? words.text("status.api.up")
                                    : words.text(
                                            "status.api.up-in", words.number(latency.toMillis())),
                            false,
                            words);
            case DOWN -> api(words.text("status.api.down"), true, words);
            case UNCONFIGURED -> api(words.text("status.api.unconfigured"), false, words);
            case UNKNOWN -> api(words.text("status.api.unknown"), false, words);
        };
    }

    private static Part api(String state, boolean alert, Messages words) {
        return new Part(Glyph.SERVER, words.text("status.api", state), alert);
    }

    private static String amount(QueueSnapshot snapshot, Messages words) {
        return switch (snapshot.queueFile().state()) {
            case "ok" ->
                    words.text(
                            "status.amount",
                            words.count("status.memories", snapshot.counts().here()),
                            words.bytes(Math.max(0, snapshot.queueFile().bytes())));
            default -> "";
        };
    }

    private static String read(QueueSnapshot snapshot, Instant now, Messages words) {
        Duration age = Duration.between(snapshot.readAt(), now);
        return age.compareTo(FRESH) < 0
                ? words.text("status.read.now")
                : words.text("status.read", words.age(age));
    }
}
