package org.mem0queue.ui.activity;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.ActReport;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.ArrayList;
import java.util.List;

/** Takes acts back and tells what came of it. On the JavaFX thread. */
final class UndoRunner {
    private final ActivityDesk desk;
    private final PageContext context;
    private final Messages words;
    private final UnderLock underLock;
    private final Runnable ended;

    /** Who tells, in another language, what is taken back; null while this one does. */
    private @Nullable UndoRunner heir;

    /**
     * @param ended told when an undo has ended, whatever came of it
     */
    UndoRunner(ActivityDesk desk, PageContext context, UnderLock underLock, Runnable ended) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
        this.underLock = underLock;
        this.ended = ended;
    }

    /** What is taken back in another language is told in this one. */
    void takeOver(UndoRunner before) {
        before.heir = this;
    }

    private UndoRunner newest() {
        return heir == null ? this : heir.newest();
    }

    /** Carries out this plan and no more. */
    void run(UndoPlan plan) {
        underLock.run(() -> desk.undo(plan, UnderLock.WAIT), report -> newest().tell(plan, report));
    }

    private void tell(UndoPlan plan, ActReport report) {
        Notices notices = context.notices();
        switch (report) {
            case ActReport.LockHeld(var lock) ->
                    notices.problem(
                            underLock.stillHeld(lock),
                            new Notices.Step(
                                    words.text("activity.try-again"), () -> newest().run(plan)));
            case ActReport.Refused(String sentence) ->
                    notices.problem(Reasons.alone(sentence, words), null);
            case ActReport.Done done -> tell(plan, done);
        }
        ended.run();
    }

    private void tell(UndoPlan plan, ActReport.Done done) {
        String sentence = sentence(plan, done);
        if (done.done().isEmpty()) {
            context.notices().problem(sentence, null);
        } else if (done.number().isPresent()) {
            long number = done.number().getAsLong();
            context.notices().done(sentence, () -> newest().undo(number));
        } else {
            context.notices().done(sentence, null);
        }
    }

    private String sentence(UndoPlan plan, ActReport.Done done) {
        String act = plan.act().map(a -> words.number(a.number())).orElse("");
        List<String> parts = new ArrayList<>();
        if (!done.done().isEmpty()) {
            parts.add(words.count("activity.undone", done.done().size(), act));
        }
        if (!done.skipped().isEmpty()) {
            parts.add(words.count("activity.undone.left", done.skipped().size()));
            done.skipped().stream()
                    .limit(3)
                    .forEach(
                            one ->
                                    parts.add(
                                            words.text(
                                                    "activity.undone.one-left",
                                                    ActWords.shortId(one.id()),
                                                    Reasons.sentence(one.reason(), words))));
        }
        if (done.historyProblem() != null) {
            parts.add(
                    words.text(
                            "activity.undone.no-history",
                            Reasons.told(done.historyProblem(), words)));
        }
        return String.join(" ", parts);
    }

    /** The undo of an undo. */
    private void undo(long number) {
        underLock.undo(() -> newest().look(number));
    }

    /** Not before it can be carried out: what is under way may change what there is to undo. */
    private void look(long number) {
        context.background()
                .run(
                        () -> desk.previewUndo(number),
                        result -> newest().looked(result),
                        failure -> context.notices().problem(Reasons.told(failure, words), null));
    }

    private void looked(LedgerResult<UndoPreview> result) {
        switch (result) {
            case LedgerResult.Done<UndoPreview>(UndoPreview preview) ->
                    underLock.undo(() -> newest().run(preview.readyPlan()));
            case LedgerResult.NotDone<UndoPreview>(var problem) ->
                    context.notices().problem(Reasons.alone(problem.sentence(), words), null);
        }
    }
}
