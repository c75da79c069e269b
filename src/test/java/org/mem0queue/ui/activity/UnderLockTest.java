package org.mem0queue.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleContext;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What is told of an act that waits for the queue lock, and how it is given up. */
class UnderLockTest {
    private static final LockStatus HELD =
            new LockStatus(
                    LockStatus.State.HELD,
                    new LockStatus.Holder(4711, "python3", "python3 mem0_worker.py", false),
                    null,
                    null);

    /** Work that goes on until a test ends it. */
    private static final class Held implements Background {
        int begun;
        int cancelled;
        private @Nullable Runnable done;
        private @Nullable Consumer<? super Exception> failing;

        @Override
        public <T> Running run(
                Callable<T> work, Consumer<? super T> taken, Consumer<? super Exception> failed) {
            begun++;
            done =
                    () -> {
                        try {
                            taken.accept(work.call());
                        } catch (Exception e) {
                            throw new AssertionError(e);
                        }
                    };
            failing = failed;
            return () -> cancelled++;
        }

        void end() {
            done.run();
        }

        void fail(Exception failure) {
            failing.accept(failure);
        }
    }

    /** Notices whose waiting one can be given up. */
    private static final class Told implements Notices {
        final NoticeList list = new NoticeList();
        @Nullable Runnable cancel;

        @Override
        public void done(String sentence, @Nullable Runnable undo) {
            list.done(sentence, undo);
        }

        @Override
        public void problem(String sentence, @Nullable Step step) {
            list.problem(sentence, step);
        }

        @Override
        public Waiting waiting(String sentence, Runnable giveUp) {
            cancel = giveUp;
            return list.waiting(sentence, giveUp);
        }
    }

    private final Held background = new Held();
    private final Told notices = new Told();
    private final List<String> results = new ArrayList<>();
    private final UnderLock underLock = new UnderLock(context());
    private Instant now = SampleSnapshots.NOW;

    private PageContext context() {
        PageContext sample = SampleContext.with(notices);
        return new PageContext(
                sample.directory(),
                sample.words(),
                sample.clock(),
                background,
                sample.navigator(),
                notices);
    }

    private void tick(int seconds) {
        for (int i = 0; i < seconds; i++) {
            now = now.plusSeconds(1);
            underLock.tick(now);
        }
    }

    /** The worker took the lock between the look and the click. */
    @Test
    void aLockThatIsFoundHeldOnlyLaterIsToldAndCanBeGivenUp() {
        underLock.run(() -> "done", results::add);
        assertThat(notices.list.waiting).isEmpty();
        tick(1);
        assertThat(notices.list.waiting).as("nobody wonders yet").isEmpty();
        underLock.setLock(HELD);
        tick(1);
        assertThat(notices.list.waiting)
                .containsExactly("Waiting for python3 (pid 4711), which holds the queue lock.");
        notices.cancel.run();
        assertThat(background.cancelled).isEqualTo(1);
        background.fail(new InterruptedException());
        assertThat(notices.list.waiting).isEmpty();
        assertThat(notices.list.problems)
                .containsExactly("Given up before the lock was free. Nothing was changed.");
        underLock.run(() -> "again", results::add);
        background.end();
        assertThat(results).containsExactly("again");
    }

    @Test
    void aLockThatIsKnownToBeHeldIsToldAtOnce() {
        underLock.setLock(HELD);
        underLock.run(() -> "done", results::add);
        assertThat(notices.list.waiting).hasSize(1);
        background.end();
        assertThat(notices.list.waiting).isEmpty();
        assertThat(results).containsExactly("done");
    }

    @Test
    void whatTakesLongForAnotherReasonSaysSoToo() {
        underLock.run(() -> "done", results::add);
        tick(2);
        assertThat(notices.list.waiting).containsExactly("Still at work.");
        underLock.setLock(HELD);
        tick(1);
        assertThat(notices.list.waiting).last().asString().startsWith("Waiting for python3");
    }

    @Test
    void oneActAtATime() {
        underLock.run(() -> "first", results::add);
        underLock.run(() -> "second", results::add);
        assertThat(background.begun).isEqualTo(1);
        background.end();
        assertThat(results).containsExactly("first");
        tick(5);
        assertThat(notices.list.waiting).isEmpty();
    }
}
