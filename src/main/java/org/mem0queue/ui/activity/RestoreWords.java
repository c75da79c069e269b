package org.mem0queue.ui.activity;

import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** Earlier states and restores in words. */
final class RestoreWords {
    private final Messages words;

    RestoreWords(Messages words) {
        this.words = words;
    }

    CopyRow row(QueueCopy copy, Instant now) {
        return new CopyRow(
                copy,
                words.moment(copy.time(), now),
                words.whole(copy.time()),
                name(copy),
                copy.pinned(),
                readable(copy) ? words.number(copy.pending()) : "",
                readable(copy) ? words.number(copy.failed()) : "",
                difference(copy, copy.onlyHere()),
                difference(copy, copy.onlyNow()),
                words.bytes(copy.bytes()));
    }

    static boolean readable(QueueCopy copy) {
        return copy.state().equals("ok");
    }

    String name(QueueCopy copy) {
        String name = kind(copy);
        return switch (copy.state()) {
            case "ok" -> name;
            case "corrupt" ->
                    copy.label().equals("damaged")
                            ? name
                            : words.text("backups.state.corrupt", name);
            case "denied" -> words.text("backups.state.denied", name);
            default -> words.text("backups.state.gone", name);
        };
    }

    private String kind(QueueCopy copy) {
        return switch (copy.label()) {
            case "damaged" -> words.text("backups.name.damaged");
            case "before-shrink" -> words.text("backups.name.shrunk");
            case "restore" -> words.text("backups.name.restore");
            case "closed" -> words.text("backups.name.closed");
            default ->
                    copy.number() == 0
                            ? words.text("backups.name.backup")
                            : words.text("backups.name.state");
        };
    }

    private String difference(QueueCopy copy, long number) {
        return readable(copy) ? words.number(number) : "";
    }

    /**
     * A restore that can be done.
     *
     * @param alsoUncertain what the person chose
     * @param refused why nobody may press the button; empty if one may
     */
    RestoreDetail planned(
            RestoreSource source,
            RestorePreview.Planned preview,
            Uncertain alsoUncertain,
            String refused,
            boolean stale,
            Instant now) {
        RestorePlan plan = preview.plan();
        int back = back(plan, alsoUncertain);
        int all = plan.back() + plan.uncertain().size();
        boolean rebuilds = !plan.currentState().equals("ok");
        String sentence =
                back > 0
                        ? words.count("backups.brings-back", back)
                        : rebuilds
                                ? words.text("backups.makes-file")
                                : plan.uncertain().isEmpty()
                                        ? words.text("backups.nothing")
                                        : words.text("backups.only-uncertain");
        String button =
                back > 0
                        ? source instanceof RestoreSource.TakenOut
                                ? words.count("backups.put-back", back)
                                : words.count("backups.restore", back)
                        : rebuilds ? words.text("backups.make-file") : "";
        return new RestoreDetail(
                title(source, now),
                words.path(plan.source()),
                sentence,
                facts(plan),
                notes(source, plan),
                preview.lines(),
                all > preview.lines().size()
                        ? words.count("backups.more-lines", all - preview.lines().size())
                        : "",
                plan.uncertain().isEmpty()
                        ? ""
                        : words.count("backups.also-uncertain", plan.uncertain().size()),
                button,
                refused,
                stale);
    }

    /** What a person wants done with memories that may have been sent. */
    enum Uncertain {
        LEAVE,
        QUEUE
    }

    static int back(RestorePlan plan, Uncertain alsoUncertain) {
        return plan.back() + (alsoUncertain == Uncertain.QUEUE ? plan.uncertain().size() : 0);
    }

    private List<ActDetail.Fact> facts(RestorePlan plan) {
        List<ActDetail.Fact> facts = new ArrayList<>();
        String toQueue = words.number(plan.toQueue().size());
        facts.add(
                new ActDetail.Fact(
                        words.text("backups.fact.queue"),
                        plan.newer() == 0 || plan.newer() == plan.toQueue().size()
                                ? toQueue
                                : words.count("backups.fact.newer", plan.newer(), toQueue)));
        if (!plan.toFailed().isEmpty()) {
            facts.add(
                    new ActDetail.Fact(
                            words.text("backups.fact.failed"),
                            words.number(plan.toFailed().size())));
        }
        if (!plan.toHeld().isEmpty()) {
            facts.add(
                    new ActDetail.Fact(
                            words.text("backups.fact.held"), words.number(plan.toHeld().size())));
        }
        facts.add(
                new ActDetail.Fact(
                        words.text("backups.fact.there"), words.number(plan.alreadyThere())));
        if (!plan.uncertain().isEmpty()) {
            facts.add(
                    new ActDetail.Fact(
                            words.text("backups.fact.uncertain"),
                            words.number(plan.uncertain().size())));
        }
        return facts;
    }

    private List<String> notes(RestoreSource source, RestorePlan plan) {
        List<String> notes = new ArrayList<>();
        if (!plan.uncertain().isEmpty()) {
            notes.add(
                    source instanceof RestoreSource.TakenOut
                            ? words.text("backups.note.uncertain-kept")
                            : words.text("backups.note.uncertain"));
        }
        if (plan.currentState().equals("corrupt")) {
            notes.add(words.text("backups.note.damaged"));
        }
        if (plan.back() > 0) {
            notes.add(words.text("backups.note.only-adds"));
        }
        return notes;
    }

    /** A state that is being looked at, or from which nothing can be restored. */
    RestoreDetail only(RestoreSource source, String sentence, Instant now) {
        return new RestoreDetail(
                title(source, now),
                source instanceof RestoreSource.Copy(QueueCopy copy) ? words.path(copy.file()) : "",
                Reasons.told(sentence, words),
                List.of(),
                List.of(),
                List.of(),
                "",
                "",
                "",
                "",
                false);
    }

    String title(RestoreSource source, Instant now) {
        return switch (source) {
            case RestoreSource.None none -> "";
            case RestoreSource.Copy(QueueCopy copy) ->
                    words.text("backups.title-of", words.moment(copy.time(), now));
            case RestoreSource.TakenOut out -> words.text("backups.title-taken");
        };
    }
}
