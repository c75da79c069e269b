package org.mem0queue.ui.activity;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Carries out what needs the queue lock: in the background, with a notice that can be cancelled
 * while somebody else holds it. One act at a time. On the JavaFX thread.
 */
final class UnderLock {
    /** How long an act of a person waits for the lock; they can give up before. */
    static final Duration WAIT = Duration.ofSeconds(60);

    private final PageContext context;
    private LockStatus lock = LockStatus.FREE;
    private boolean busy;

    UnderLock(PageContext context) {
        this.context = context;
    }

    void setLock(LockStatus now) {
        lock = now;
    }

    /**
     * Begins, unless something is under way already.
     *
     * @param done told the result
     */
    <T> void run(Callable<T> work, Consumer<T> done) {
        if (busy) {
            return;
        }
        busy = true;
        Handle handle = new Handle();
        handle.running =
                context.background()
                        .run(
                                work,
                                result -> {
                                    end(handle);
                                    done.accept(result);
                                },
                                failure -> {
                                    end(handle);
                                    tell(failure);
                                });
        if (busy && lock.state() == LockStatus.State.HELD) {
            handle.notice =
                    context.notices()
                            .waiting(
                                    context.words()
                                            .text(
                                                    "activity.waits",
                                                    Reasons.holder(lock, context.words())),
                                    handle::cancel);
        }
    }

    private void end(Handle handle) {
        busy = false;
        if (handle.notice != null) {
            handle.notice.close();
        }
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

    private static final class Handle {
        private Background.@Nullable Running running;
        private Notices.@Nullable Waiting notice;

        private void cancel() {
            if (running != null) {
                running.cancel();
            }
        }
    }
}
