package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

@Command(
        name = "wait",
        description = "Waits until the queue is short and the lock is free: safe for a batch.",
        mixinStandardHelpOptions = true)
final class WaitCommand implements Action {
    /** The lock may be looked at once a second. */
    private static final Duration PAUSE = Duration.ofSeconds(1);

    @Option(
            names = "--pending",
            paramLabel = "N",
            description = "At most so many pending (default: one less than safe_to_save.pending).")
    private @Nullable Long pending;

    @Option(
            names = "--timeout",
            paramLabel = "S",
            description = "Give up after so many seconds (default: 600).")
    private long timeoutSeconds = 600;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (pending != null && pending < 0) {
            throw Failure.usage("--pending takes a number from 0.");
        }
        Duration timeout = Waits.seconds(timeoutSeconds);
        long deadline = System.nanoTime() + timeout.toNanos();
        try (QueueService service = session.open()) {
            long most =
                    pending != null
                            ? pending
                            : session.settings(service.directory()).thresholds().safeToSavePending()
                                    - 1L;
            while (true) {
                QueueSnapshot snapshot = service.look();
                String obstacle = obstacle(snapshot, most);
                if (obstacle == null) {
                    if (session.json()) {
                        Map<String, @Nullable Object> all = new LinkedHashMap<>();
                        all.put("safe_to_save", true);
                        all.put("pending", snapshot.counts().queued());
                        session.show(JsonText.of(all));
                    } else {
                        session.say(
                                "Safe to save: "
                                        + snapshot.counts().queued()
                                        + " pending, lock free.");
                    }
                    return 0;
                }
                long left = deadline - System.nanoTime();
                if (left <= 0) {
                    throw Failure.failed(
                            "Not safe to save within "
                                    + timeout.toSeconds()
                                    + " s: "
                                    + obstacle
                                    + " `mem0-queue save` need not wait.");
                }
                LockSupport.parkNanos(Math.min(left, PAUSE.toNanos()));
                if (Thread.interrupted()) {
                    throw new InterruptedException();
                }
            }
        }
    }

    private static @Nullable String obstacle(QueueSnapshot snapshot, long most) {
        if (snapshot.queueFile().problem() != null) {
            return snapshot.directory().resolve("mem0_queue.json")
                    + ": "
                    + snapshot.queueFile().problem()
                    + ".";
        }
        if (snapshot.lock().state() != LockStatus.State.FREE) {
            return "the lock is held by " + snapshot.lock().holderSentence() + ".";
        }
        return snapshot.counts().queued() > most
                ? snapshot.counts().queued() + " are pending."
                : null;
    }
}
