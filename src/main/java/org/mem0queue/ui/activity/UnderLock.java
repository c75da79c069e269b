package org.mem0queue.ui.activity;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.nav.WaitNotice;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Carries out what needs the queue lock: in the background, with a notice that can be cancelled
 * while somebody else holds it, or while it takes long for another reason. One act at a time. On
 * the JavaFX thread.
 */
final class UnderLock {
    /** How long an act of a person waits for the lock; they can give up before. */
    static final Duration WAIT = Duration.ofSeconds(60);

    private final PageContext context;
    private final WaitNotice wait;
    private boolean busy;

    /** What begins as soon as the act under way has ended. */
    private final Deque<Runnable> next = new ArrayDeque<>();

    /** Who tells, in another language, what is done; null while this one does. */
    private @Nullable UnderLock heir;

    UnderLock(PageContext context) {
        this.context = context;
        this.wait = new WaitNotice(context.notices(), context.words());
    }

    void setLock(LockStatus now) {
        wait.setLock(now);
    }

    /**
     * Begins, unless something is under way already: then it says so.
     *
     * @param done told the result
     */
    <T> void run(Callable<T> work, Consumer<T> done) {
        if (busy) {
            context.notices().done(context.words().text("act.busy"), null);
            return;
        }
        busy = true;
        Background.Running begun =
                context.background()
                        .run(
                                work,
                                result -> {
                                    UnderLock now = newest();
                                    now.end();
                                    done.accept(result);
                                    now.beginNext();
                                },
                                failure -> {
                                    UnderLock now = newest();
                                    now.end();
                                    now.tell(failure);
                                    now.beginNext();
                                });
        if (busy) { // it may have ended already
            wait.begun(begun);
        }
    }

    /** Begins an undo, at once or as soon as what is under way has ended: its button is gone. */
    void undo(Runnable begin) {
        if (busy) {
            next.add(begin);
            context.notices().done(context.words().text("act.undo-later"), null);
        } else {
            begin.run();
        }
    }

    private void beginNext() {
        while (!busy && !next.isEmpty()) {
            next.remove().run();
        }
    }

    private UnderLock newest() {
        UnderLock newest = this;
        while (newest.heir != null) {
            newest = newest.heir;
        }
        return newest;
    }

    /** What is under way in another language goes on, and is told in this one. */
    void takeOver(UnderLock before) {
        before.heir = this;
        busy = before.busy;
        next.addAll(before.next);
        wait.takeOver(before.wait);
    }

    private void end() {
        busy = false;
        wait.ended();
    }

    /** Time has passed: what takes long says what it waits for. */
    void tick(Instant now) {
        wait.tick(now);
    }

    private void tell(Exception failure) {
        if (failure instanceof InterruptedException) {
            context.notices().problem(context.words().text("activity.cancelled"), null);
        } else {
            context.notices()
                    .problem(
                            context.words()
                                    .text(
                                            "activity.failed",
                                            Reasons.told(failure, context.words())),
                            null);
        }
    }

    /** The sentence for an act that found the lock held for the whole wait. */
    String stillHeld(LockStatus held) {
        return context.words().text("activity.lock-held", Reasons.holder(held, context.words()));
    }

    /** Nobody is there any more to be told. */
    void dispose() {
        wait.close();
    }
}
