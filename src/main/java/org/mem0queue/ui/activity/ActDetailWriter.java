package org.mem0queue.ui.activity;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.ArrayList;
import java.util.List;

/** Writes what stands beside the list about one act: what is known of it, and of its undo. */
final class ActDetailWriter {
    private final Messages words;
    private final ActWords actWords;

    ActDetailWriter(Messages words, ActWords actWords) {
        this.words = words;
        this.actWords = actWords;
    }

    /** Before anybody has looked what became of its memories. */
    ActDetail notLooked(Act act) {
        String whyNot = actWords.whyNot(act);
        ActDetail.Undo undo =
                whyNot.isEmpty()
                        ? new ActDetail.Undo.Looking(words.text("activity.undo.looking"))
                        : new ActDetail.Undo.CannotBe(whyNot, act.kind() == ActKind.REBUILD);
        return detail(act, undo, null);
    }

    /**
     * What taking it back would do.
     *
     * @param managed whether this window may change anything
     */
    ActDetail previewed(Act act, LedgerResult<UndoPreview> result, boolean managed) {
        return switch (result) {
            case LedgerResult.NotDone<UndoPreview>(var problem) ->
                    cannotBe(act, Reasons.told(problem.sentence(), words));
            case LedgerResult.Done<UndoPreview>(UndoPreview preview) ->
                    preview.plan().act().isEmpty()
                            ? cannotBe(act, Reasons.told(preview.plan().whyNot(), words))
                            : detail(act, undo(preview, managed), preview);
        };
    }

    /** That it cannot be taken back, and why. */
    ActDetail cannotBe(Act act, String why) {
        return detail(act, new ActDetail.Undo.CannotBe(why, false), null);
    }

    private ActDetail.Undo undo(UndoPreview preview, boolean managed) {
        List<String> parts = new ArrayList<>();
        parts.add(words.count("activity.undo.ready", preview.ready()));
        if (preview.movedOn() > 0) {
            parts.add(words.count("activity.undo.moved-on", preview.movedOn()));
        }
        if (preview.impossible() > 0) {
            parts.add(words.count("activity.undo.impossible", preview.impossible()));
        }
        String sentence = String.join(" ", parts);
        return preview.ready() == 0
                ? new ActDetail.Undo.CannotBe(sentence, false)
                : new ActDetail.Undo.Possible(
                        preview,
                        sentence,
                        words.count("activity.undo.button", preview.ready()),
                        managed ? "" : words.text("activity.watching"));
    }

    private ActDetail detail(Act act, ActDetail.Undo undo, @Nullable UndoPreview preview) {
        return new ActDetail(
                act,
                words.text("activity.act", words.number(act.number())),
                actWords.sentence(act),
                facts(act),
                undo,
                act.targets().stream().map(target -> targetLine(act, target, preview)).toList());
    }

    private List<ActDetail.Fact> facts(Act act) {
        List<ActDetail.Fact> facts = new ArrayList<>();
        facts.add(new ActDetail.Fact(words.text("activity.fact.when"), words.whole(act.time())));
        facts.add(new ActDetail.Fact(words.text("activity.fact.who"), actWords.who(act.actor())));
        String scope = actWords.scope(act);
        if (!scope.isEmpty()) {
            facts.add(new ActDetail.Fact(words.text("activity.fact.which"), scope));
        }
        String outcome = actWords.outcome(act);
        facts.add(
                new ActDetail.Fact(
                        words.text("activity.fact.outcome"),
                        outcome.isEmpty() ? words.text("activity.outcome.all") : outcome));
        return facts;
    }

    private ActDetail.TargetLine targetLine(
            Act act, Act.Target target, @Nullable UndoPreview preview) {
        UndoPreview.Fate fate = preview == null ? null : preview.memories().get(target.id());
        boolean asLeft =
                target.done()
                        && target.undoneBy().isEmpty()
                        && (fate == null || fate instanceof UndoPreview.Fate.Ready);
        String note;
        if (!target.done()) {
            note =
                    act.completed()
                            ? words.text("activity.target.left")
                            : words.text("activity.target.unknown");
        } else if (target.undoneBy().isPresent()) {
            note = words.text("activity.target.back", words.number(target.undoneBy().getAsLong()));
        } else {
            note = fate(fate);
        }
        return new ActDetail.TargetLine(target.id(), asLeft, note);
    }

    private String fate(UndoPreview.@Nullable Fate fate) {
        return switch (fate) {
            case UndoPreview.Fate.MovedOn(var state) ->
                    state == null
                            ? words.text("activity.target.gone")
                            : words.text("activity.target.moved", StateNames.of(state, words));
            case UndoPreview.Fate.Impossible(String reason) -> Reasons.sentence(reason, words);
            case UndoPreview.Fate.Ready ready -> words.text("activity.target.as-left");
            case null -> "";
        };
    }
}
