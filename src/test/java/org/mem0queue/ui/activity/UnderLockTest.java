package org.mem0queue.ui.activity;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Moved;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.ui.InlineBackground;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleActivity;
import org.mem0queue.ui.SampleContext;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptActivityDesk;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
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
        return context(Locale.ENGLISH, background);
    }

    private PageContext context(Locale language, Background works) {
        PageContext sample = SampleContext.with(notices);
        return new PageContext(
                sample.directory(),
                new Messages(language, SampleContext.ZONE, SampleSnapshots.HOME),
                sample.clock(),
                works,
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
        assertThat(notices.list.done)
                .containsExactly("Not begun: what was asked before is still being done.");
        background.end();
        assertThat(results).containsExactly("first");
        tick(5);
        assertThat(notices.list.waiting).isEmpty();
    }

    // ---- in the middle of it the language is another

    private final ScriptActivityDesk desk = new ScriptActivityDesk();
    private final SampleSnapshots sample = SampleSnapshots.normal();
    private final UnderLock frenchLock = new UnderLock(context(Locale.FRENCH, background));
    private final BackupsViewModel french =
            new BackupsViewModel(desk, context(Locale.FRENCH, new InlineBackground()), frenchLock);

    /** A restore that waits for the lock, begun in English. */
    private BackupsViewModel restoring() {
        sample.managed = true;
        desk.copies = SampleActivity.copies();
        RestorePlan plan = SampleActivity.plan("ok", SampleActivity.stamp(sample), 9, 1, 2);
        desk.restore = SampleActivity.planned(plan);
        desk.restored = new RestoreResult.Restored(plan);
        BackupsViewModel english =
                new BackupsViewModel(
                        desk, context(Locale.ENGLISH, new InlineBackground()), underLock);
        english.apply(sample.build());
        english.refresh();
        english.select(new RestoreSource.Copy(english.rows().get(3).copy()));
        english.restore();
        tick(2);
        return english;
    }

    private void speakFrench(BackupsViewModel english) {
        frenchLock.takeOver(underLock);
        french.takeOver(english);
        underLock.dispose();
        french.apply(sample.build());
        french.refresh();
    }

    @Test
    void whatWaitsGoesOnInAnotherLanguageAndIsNotBegunTwice() {
        BackupsViewModel english = restoring();
        assertThat(notices.list.waiting).containsExactly("Still at work.");
        speakFrench(english);
        assertThat(notices.list.waiting).hasSize(2).last().isEqualTo(words("act.waiting"));
        assertThat(french.sourceProperty().get()).isInstanceOf(RestoreSource.Copy.class);
        french.restore();
        assertThat(background.begun).isEqualTo(1);
        assertThat(notices.list.done).containsExactly(words("act.busy"));
        background.end();
        assertThat(notices.list.waiting).isEmpty();
        assertThat(notices.list.done).last().asString().startsWith("10 souvenirs");
        assertThat(french.sourceProperty().get())
                .as("the new screen knows")
                .isInstanceOf(RestoreSource.None.class);
        frenchLock.run(() -> "again", results::add);
        background.end();
        assertThat(results).containsExactly("again");
    }

    private static String words(String key) {
        return new Messages(Locale.FRENCH, SampleContext.ZONE, SampleSnapshots.HOME).text(key);
    }

    @Test
    void whatIsTriedAgainFromAnOlderNoticeIsBegunInTheNewLanguage() {
        BackupsViewModel english = restoring();
        desk.restored = new RestoreResult.LockHeld(HELD);
        background.end();
        speakFrench(english);
        notices.list.steps.getLast().act().run();
        assertThat(background.begun).isEqualTo(2);
        french.restore();
        assertThat(notices.list.done).as("one at a time").containsExactly(words("act.busy"));
    }

    /** The button of the notice is gone once it was pressed. */
    @Test
    void anUndoThatIsAskedForMeanwhileIsDoneAfterwards() {
        List<Act> acts = SampleActivity.acts();
        desk.previews.put(30L, SampleActivity.preview(acts.get(1)));
        desk.previews.put(99L, SampleActivity.preview(acts.get(1)));
        Memory one = SampleActivity.memory(1, MemoryState.PENDING);
        desk.undone =
                new ActReport.Done(
                        OptionalLong.of(99),
                        ActKind.UNDO,
                        List.of(
                                new Moved(
                                        one.id(),
                                        MemoryState.PENDING,
                                        MemoryState.FAILED,
                                        one.raw(),
                                        one.raw(),
                                        null,
                                        one.id())),
                        List.of(),
                        null);
        UndoRunner undoing =
                new UndoRunner(
                        desk, context(Locale.ENGLISH, new InlineBackground()), underLock, () -> {});
        undoing.run(SampleActivity.preview(acts.get(1)).readyPlan());
        background.end();
        underLock.run(() -> "a restore", results::add);
        notices.list.undos.getLast().run();
        assertThat(notices.list.done)
                .last()
                .isEqualTo("It is undone as soon as what is being done now has ended.");
        assertThat(background.begun).isEqualTo(2);
        background.end();
        assertThat(background.begun).isEqualTo(3);
        background.end();
        assertThat(desk.undos).hasSize(2);
    }
}
