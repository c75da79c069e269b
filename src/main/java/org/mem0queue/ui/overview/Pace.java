package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * How long who holds the lock will still need, from what was synced while we looked on. Says
 * nothing before it has seen enough, and nothing of a holder that is no worker.
 */
final class Pace {
    /** What a worker did longer ago says little about now. */
    private static final Duration REMEMBERED = Duration.ofMinutes(10);

    /** So that a file that is rewritten all the time does not fill the memory. */
    private static final Duration APART = Duration.ofSeconds(1);

    private static final Duration ENOUGH = Duration.ofSeconds(10);
    private static final int ENOUGH_SYNCED = 3;

    private final Deque<Point> points = new ArrayDeque<>();
    private long holder = -1;
    private @Nullable Duration left;

    private record Point(Instant time, long synced) {}

    /** Another look. */
    void see(QueueSnapshot snapshot) {
        LockStatus lock = snapshot.lock();
        long pid = lock.pid().orElse(-1);
        if (pid != holder || pid < 0) {
            points.clear();
            holder = pid;
        }
        left = null;
        if (pid < 0 || !Tiles.readable(snapshot) || !snapshot.worker().pids().contains(pid)) {
            return;
        }
        Instant now = snapshot.readAt();
        points.removeIf(
                point -> point.time().isAfter(now) || point.time().plus(REMEMBERED).isBefore(now));
        if (points.size() > 1 && points.getLast().time().plus(APART).isAfter(now)) {
            points.removeLast();
        }
        points.add(new Point(now, Backlog.syncedIn(snapshot.counts())));
        left = left(snapshot.counts().toSend() + snapshot.counts().inFlight());
    }

    private @Nullable Duration left(long waiting) {
        Point first = points.getFirst();
        Point last = points.getLast();
        long synced = last.synced() - first.synced();
        Duration seen = Duration.between(first.time(), last.time());
        if (synced < ENOUGH_SYNCED || seen.compareTo(ENOUGH) < 0) {
            return null;
        }
        return Duration.ofMillis(seen.toMillis() * waiting / synced);
    }

    /** Null if nobody can tell. */
    @Nullable Duration left() {
        return left;
    }
}
