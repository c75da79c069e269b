package org.mem0queue.ui.activity;

import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Acts in words. Never a text of a memory: the audit trail holds none. */
final class ActWords {
    /** A rule as the command line writes it down: {@code --all --state failed --error timeout}. */
    private static final Pattern RULE =
            Pattern.compile(
                    "--(all|state|project|error)(?: (.*?))?(?= --(?:state|project|error) |$)");

    private static final String AND_RETRIED = ", and retried";

    private final Messages words;

    ActWords(Messages words) {
        this.words = words;
    }

    ActItem.Line line(Act act) {
        return new ActItem.Line(
                act,
                words.clock(act.time()),
                words.whole(act.time()),
                sentence(act),
                scope(act),
                outcome(act),
                who(act.actor()));
    }

    /** What was done, and to how many. */
    String sentence(Act act) {
        long done = act.doneIds().size();
        return switch (act.kind()) {
            case RETRY -> words.count("activity.did.retry", done);
            case DISCARD -> words.count("activity.did.discard", done);
            case HOLD -> words.count("activity.did.hold", done);
            case RELEASE -> words.count("activity.did.release", done);
            case EDIT -> words.count("activity.did.edit", done);
            case SPLIT -> words.count("activity.did.split", done);
            case UNDO ->
                    words.count(
                            "activity.did.undo",
                            done,
                            act.undoes().isPresent() ? words.number(act.undoes().getAsLong()) : "");
            case RESTORE -> words.count("activity.did.restore", done);
            case REBUILD -> words.count("activity.did.rebuild", done);
            case IMPORT -> words.count("activity.did.import", done);
            case RESOLVE ->
                    act.detail().equals("--sent")
                            ? words.count("activity.did.resolve-sent", done)
                            : words.count("activity.did.resolve-resend", done);
            case RE_ENTER -> words.count("activity.did.re-enter", done);
            case DISMISS -> words.count("activity.did.dismiss", done);
            case DRAIN -> words.count("activity.did.drain", done);
            case CLOSE -> words.text("activity.did.close");
            case PAUSE -> words.text("activity.did.pause");
            case RESUME -> words.text("activity.did.resume");
            case OTHER -> words.count("activity.did.unknown", done);
        };
    }

    /** Which memories were meant, where a rule or a file was named. */
    String scope(Act act) {
        String detail = act.detail().strip();
        return switch (act.kind()) {
            case RESOLVE -> "";
            case UNDO ->
                    ActKind.ofWord(detail)
                            .map(kind -> words.text("activity.rule.act", name(kind)))
                            .orElse("");
            case RETRY, DISCARD, HOLD, RELEASE, RESTORE ->
                    detail.startsWith("--") ? rule(detail) : detail;
            case EDIT -> edited(detail);
            default -> words.shortPaths(detail);
        };
    }

    private String rule(String detail) {
        List<String> parts = new ArrayList<>();
        Matcher rule = RULE.matcher(detail.replaceFirst("^--all ?", ""));
        while (rule.find()) {
            String value = rule.group(2) == null ? "" : rule.group(2);
            switch (rule.group(1)) {
                case "state" -> parts.add(words.text("activity.rule.state", state(value)));
                case "project" -> parts.add(words.text("activity.rule.project", value));
                case "error" -> parts.add(words.text("activity.rule.error", value));
                default -> parts.add(value);
            }
        }
        return parts.isEmpty() ? words.text("activity.rule.all") : words.list(parts);
    }

    private String state(String word) {
        return MemoryState.ofWord(word).map(state -> StateNames.ofAll(state, words)).orElse(word);
    }

    /** What was changed: the window and the command line write the same few words. */
    private String edited(String detail) {
        boolean retried = detail.endsWith(AND_RETRIED);
        String what =
                retried ? detail.substring(0, detail.length() - AND_RETRIED.length()) : detail;
        String told =
                switch (what) {
                    case "text" -> words.text("activity.edited.text");
                    case "project" -> words.text("activity.edited.project");
                    case "text and project" -> words.text("activity.edited.both");
                    default -> words.shortPaths(what);
                };
        return retried ? words.text("activity.edited.retried", told) : told;
    }

    /** What came of it, where that is not simply everything; empty otherwise. */
    String outcome(Act act) {
        List<String> parts = new ArrayList<>();
        if (!act.completed()) {
            parts.add(words.text("activity.outcome.no-end"));
        }
        int left = act.targets().size() - act.doneIds().size();
        if (act.completed() && left > 0) {
            parts.add(words.count("activity.outcome.left", left));
        }
        int back = act.doneIds().size() - act.undoableIds().size();
        if (back > 0 && back == act.doneIds().size()) {
            parts.add(words.text("activity.outcome.back"));
        } else if (back > 0) {
            parts.add(words.count("activity.outcome.some-back", back));
        }
        return words.list(parts);
    }

    /** Who did it. */
    String who(String actor) {
        return switch (actor) {
            case "window", "gui" -> words.text("activity.who.window");
            case "cli" -> words.text("activity.who.cli");
            case "worker" -> words.text("activity.who.worker");
            case "mcp" -> words.text("activity.who.mcp");
            default -> actor;
        };
    }

    /** The kind as a filter names it. */
    String name(ActKind kind) {
        return switch (kind) {
            case RETRY -> words.text("activity.kind.retry");
            case DISCARD -> words.text("activity.kind.discard");
            case HOLD -> words.text("activity.kind.hold");
            case RELEASE -> words.text("activity.kind.release");
            case EDIT -> words.text("activity.kind.edit");
            case SPLIT -> words.text("activity.kind.split");
            case UNDO -> words.text("activity.kind.undo");
            case RESTORE -> words.text("activity.kind.restore");
            case REBUILD -> words.text("activity.kind.rebuild");
            case IMPORT -> words.text("activity.kind.import");
            case RESOLVE -> words.text("activity.kind.resolve");
            case RE_ENTER -> words.text("activity.kind.re-enter");
            case DISMISS -> words.text("activity.kind.dismiss");
            case DRAIN -> words.text("activity.kind.drain");
            case CLOSE -> words.text("activity.kind.close");
            case PAUSE -> words.text("activity.kind.pause");
            case RESUME -> words.text("activity.kind.resume");
            case OTHER -> words.text("activity.kind.unknown");
        };
    }

    /** Why an act cannot be taken back; empty if it can, as far as its kind goes. */
    String whyNot(Act act) {
        return switch (act.kind()) {
            case RETRY, DISCARD, HOLD, RELEASE, EDIT, SPLIT, RESTORE, IMPORT, UNDO -> {
                if (act.doneIds().isEmpty()) {
                    yield words.text("activity.not.nothing");
                }
                yield act.undoableIds().isEmpty()
                        ? act.undoneBy().isPresent()
                                ? words.text(
                                        "activity.not.back-by",
                                        words.number(act.undoneBy().getAsLong()))
                                : words.text("activity.not.back")
                        : "";
            }
            case REBUILD -> words.text("activity.not.rebuild");
            case RE_ENTER -> words.text("activity.not.re-enter");
            case RESOLVE -> words.text("activity.not.resolve");
            case DISMISS, DRAIN -> words.text("activity.not.kind");
            case CLOSE, PAUSE, RESUME -> words.text("activity.not.no-memory");
            case OTHER -> words.text("activity.not.newer");
        };
    }

    /** 24 Oct, or today. */
    String day(Instant time, Instant now) {
        String day = words.day(time);
        return day.equals(words.day(now)) ? words.text("activity.today") : day;
    }

    /** Enough of an id to tell it from the others of an act. */
    static String shortId(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }

    static Glyph glyph(ActKind kind) {
        return switch (kind) {
            case RETRY -> Glyph.RETRY;
            case DISCARD -> Glyph.TRASH;
            case HOLD -> Glyph.HELD;
            case RELEASE -> Glyph.RESUME;
            case EDIT, SPLIT -> Glyph.EDIT;
            case UNDO -> Glyph.UNDO;
            case RESTORE, REBUILD -> Glyph.ACTIVITY;
            case IMPORT, DRAIN -> Glyph.SAVED;
            case RESOLVE -> Glyph.UNCLEAR;
            case RE_ENTER -> Glyph.RECOVERY;
            case DISMISS -> Glyph.CLOSE;
            case CLOSE -> Glyph.CHECK;
            case PAUSE -> Glyph.PAUSE;
            case RESUME -> Glyph.RESUME;
            case OTHER -> Glyph.NOTICE;
        };
    }
}
