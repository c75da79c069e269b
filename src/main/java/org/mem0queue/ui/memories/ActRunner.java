package org.mem0queue.ui.memories;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.Skipped;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.WaitNotice;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;

/**
 * Does what a person asks of memories, one act at a time, and tells what came of it. What an act is
 * meant for is fixed when it begins.
 */
final class ActRunner {
    private final MemoriesDesk desk;
    private final Messages words;
    private final Background background;
    private final Notices notices;
    private final ReadOnlyBooleanWrapper busy = new ReadOnlyBooleanWrapper();
    private final ReadOnlyObjectWrapper<@Nullable LeftAlone> leftAlone =
            new ReadOnlyObjectWrapper<>();
    private final WaitNotice wait;

    /** Acts to be taken back as soon as the one under way has ended. */
    private final Deque<Long> toUndo = new ArrayDeque<>();

    /** Who tells, in another language, what is done; null while this one does. */
    private @Nullable ActRunner heir;

    ActRunner(MemoriesDesk desk, Messages words, Background background, Notices notices) {
        this.desk = desk;
        this.words = words;
        this.background = background;
        this.notices = notices;
        this.wait = new WaitNotice(notices, words);
    }

    /** Whether an act is under way: until it has ended nothing else begins. */
    ReadOnlyBooleanProperty busyProperty() {
        return busy.getReadOnlyProperty();
    }

    /** What the last act left as it is, once somebody asked; null for nothing. */
    ReadOnlyObjectProperty<@Nullable LeftAlone> leftAloneProperty() {
        return leftAlone.getReadOnlyProperty();
    }

    void closeLeftAlone() {
        leftAlone.set(null);
    }

    /** Does this with exactly these memories. */
    void act(Wish wish, List<Memory> memories) {
        if (memories.isEmpty()) {
            return;
        }
        List<Memory> frozen = List.copyOf(memories);
        record Outcome(ActReport report, int looked) {}
        run(
                () -> {
                    int looked = wish == Wish.RETRY ? desk.mayBeStored(frozen) : 0;
                    return new Outcome(desk.act(wish, frozen), looked);
                },
                (now, outcome) ->
                        now.tell(
                                outcome.report(),
                                number ->
                                        now.also(
                                                ActWords.done(wish, frozen, number, now.words),
                                                outcome.looked()),
                                wish.canBeUndone()));
    }

    private String also(String done, int looked) {
        return looked == 0 ? done : done + " " + words.count("act.looked-up", looked);
    }

    /** Changes one memory. The callback is told when it is done. */
    void edit(Memory seen, String content, String project, Editing.Then then, Runnable done) {
        run(
                () ->
                        switch (then) {
                            case STAY -> desk.edit(seen, content, project);
                            case RETRY -> desk.editAndRetry(seen, content, project);
                        },
                (now, report) -> {
                    if (report instanceof ActReport.Done act && !act.done().isEmpty()) {
                        done.run();
                    }
                    now.tell(
                            report,
                            number ->
                                    now.words.text(
                                            then == Editing.Then.RETRY
                                                    ? "act.edited-retried"
                                                    : "act.edited"),
                            true);
                });
    }

    /** Pressed while another act is under way it is kept for afterwards: its button is gone. */
    private void undo(long act) {
        if (busy.get()) {
            toUndo.add(act);
            notices.done(words.text("act.undo-later"), null);
            return;
        }
        run(
                () -> desk.undo(act),
                (now, report) ->
                        now.tell(report, number -> now.words.count("act.undone", number), false));
    }

    /** Writes memories into a new file. */
    void export(List<Memory> memories, Path file) {
        List<Memory> frozen = List.copyOf(memories);
        background.run(
                () -> {
                    desk.export(frozen, file);
                    return frozen.size();
                },
                number -> notices.done(words.count("act.exported", number, words.path(file)), null),
                failure ->
                        notices.problem(
                                failure instanceof FileAlreadyExistsException
                                        ? words.text("act.export.exists", words.path(file))
                                        : words.text(
                                                "act.export.failed",
                                                words.path(file),
                                                said(failure)),
                                null));
    }

    /**
     * Begins, unless something is under way: then it says so, as a key has no look of its own.
     *
     * @param outcome told what came of it, with whoever tells it by then
     */
    private <T> void run(Callable<T> work, BiConsumer<ActRunner, T> outcome) {
        if (busy.get()) {
            notices.done(words.text("act.busy"), null);
            return;
        }
        busy.set(true);
        leftAlone.set(null);
        Background.Running begun =
                background.run(
                        work,
                        result -> {
                            ActRunner now = newest();
                            now.ended();
                            outcome.accept(now, result);
                            now.undoNext();
                        },
                        failure -> {
                            ActRunner now = newest();
                            now.failed(failure);
                            now.undoNext();
                        });
        if (busy.get()) { // it may have ended already
            wait.begun(begun);
        }
    }

    private void ended() {
        busy.set(false);
        wait.ended();
    }

    private void undoNext() {
        Long next = toUndo.poll();
        if (next != null) {
            undo(next);
        }
    }

    private ActRunner newest() {
        ActRunner newest = this;
        while (newest.heir != null) {
            newest = newest.heir;
        }
        return newest;
    }

    /** What is under way in another language goes on, and is told in this one. */
    void takeOver(ActRunner before) {
        before.heir = this;
        wait.takeOver(before.wait);
        toUndo.addAll(before.toUndo);
        busy.set(before.busy.get());
        leftAlone.set(before.leftAlone.get());
    }

    /** Time has passed: what takes long says what it waits for. */
    void tick(Instant now, LockStatus newest) {
        wait.setLock(newest);
        wait.tick(now);
    }

    private void tell(ActReport report, IntFunction<String> done, boolean undoable) {
        switch (report) {
            case ActReport.Done act -> tellDone(act, done, undoable);
            case ActReport.LockHeld(LockStatus held) ->
                    notices.problem(words.text("act.lock-held", Reasons.holder(held, words)), null);
            case ActReport.Refused(String sentence) ->
                    notices.problem(Reasons.alone(sentence, words), null);
        }
    }

    private void tellDone(ActReport.Done act, IntFunction<String> done, boolean undoable) {
        List<Skipped> skipped = act.skipped();
        LeftAlone rest = skipped.isEmpty() ? null : ActWords.leftAlone(skipped, words);
        if (act.done().isEmpty()) {
            String why =
                    rest == null
                            ? words.text("act.nothing")
                            : words.text("act.nothing.because", rest.lines().getFirst().reason());
            notices.problem(
                    why,
                    rest == null || rest.lines().size() == 1
                            ? null
                            : new Notices.Step(
                                    words.text("act.show-left"),
                                    () -> newest().leftAlone.set(rest)));
            return;
        }
        StringBuilder sentence = new StringBuilder(done.apply(act.done().size()));
        if (rest != null) {
            sentence.append(' ').append(rest.headline());
            leftAlone.set(rest);
        }
        if (act.historyProblem() != null) {
            sentence.append(' ').append(words.text("act.no-history"));
        }
        boolean canUndo = undoable && act.number().isPresent();
        notices.done(
                sentence.toString(),
                canUndo ? () -> newest().undo(act.number().getAsLong()) : null);
    }

    private void failed(Exception failure) {
        ended();
        if (failure instanceof InterruptedException) {
            notices.done(words.text("act.cancelled"), null);
        } else {
            notices.problem(words.text("act.failed", said(failure)), null);
        }
    }

    private String said(Exception failure) {
        return Prose.sentence(
                failure instanceof IOException
                        ? Reasons.told(failure, words)
                        : failure.getClass().getSimpleName());
    }

    /** Nobody is there any more to be told. */
    void dispose() {
        wait.close();
    }
}
