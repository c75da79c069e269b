package org.mem0queue.ui.nav;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.time.Instant;

/**
 * The notice of one piece of work that may have to wait for the queue lock: at once if somebody
 * holds it, else when anybody would wonder; with a way to give it up. On the JavaFX thread.
 */
public final class WaitNotice {
    /** Nearly every act is done before anybody would wonder. */
    private static final Duration WONDER = Duration.ofSeconds(1);

    private final Notices notices;
    private final Messages words;
    private LockStatus lock = LockStatus.FREE;
    private Background.@Nullable Running running;
    private Notices.@Nullable Waiting waiting;
    private @Nullable Instant since;

    /** Nothing is under way yet. */
    public WaitNotice(Notices notices, Messages words) {
        this.notices = notices;
        this.words = words;
    }

    /** Who holds the lock, as it was seen last. */
    public void setLock(LockStatus now) {
        lock = now;
    }

    /** This is under way from now on. */
    public void begun(Background.Running work) {
        running = work;
        if (lock.state() == LockStatus.State.HELD) {
            say();
        }
    }

    /** Nothing is any more. */
    public void ended() {
        running = null;
        since = null;
        close();
    }

    /** Time has passed: what takes long says what it waits for. */
    public void tick(Instant now) {
        Instant begun = since;
        if (running == null) {
            return;
        }
        if (begun == null) {
            since = now;
        } else if (Duration.between(begun, now).compareTo(WONDER) >= 0) {
            say();
        }
    }

    /** What is under way in another language is told in this one. */
    public void takeOver(WaitNotice before) {
        lock = before.lock;
        running = before.running;
        waiting = before.waiting;
        since = before.since;
        before.waiting = null;
        if (waiting != null) {
            say();
        }
    }

    /** Takes the notice away, whatever is under way. */
    public void close() {
        Notices.Waiting notice = waiting;
        waiting = null;
        if (notice != null) {
            notice.close();
        }
    }

    private void say() {
        Background.Running work = running;
        if (work == null) {
            return;
        }
        String reason =
                lock.state() == LockStatus.State.HELD
                        ? Reasons.waitsFor(lock, words)
                        : words.text("act.waiting");
        Notices.Waiting notice = waiting;
        if (notice == null) {
            waiting = notices.waiting(reason, work::cancel);
        } else {
            notice.say(reason);
        }
    }
}
