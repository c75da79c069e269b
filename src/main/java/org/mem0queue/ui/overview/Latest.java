package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.text.Messages;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * The newest things that happened: what became of memories, and what somebody did. Steps of the
 * same kind that follow each other closely are told as one.
 */
final class Latest {
    /** As many as are worth reading. */
    static final int LINES = 6;

    /**
     * One line.
     *
     * @param styleClass of the icon
     * @param step to what it speaks of; null if there is nothing to show
     */
    record Line(
            Instant time, Glyph glyph, String styleClass, String sentence, @Nullable Step step) {}

    private final Messages words;

    private Latest(Messages words) {
        this.words = words;
    }

    /**
     * @param acts the audit trail, the latest first
     * @param events steps of memories, the latest first
     */
    static List<Line> of(List<Act> acts, List<JourneyEvent> events, Messages words) {
        Latest latest = new Latest(words);
        List<Line> lines = new ArrayList<>();
        Happening.gather(events).forEach(group -> lines.add(latest.line(group)));
        acts.forEach(act -> lines.add(latest.line(act)));
        lines.sort(Comparator.comparing(Line::time).reversed());
        return List.copyOf(lines.subList(0, Math.min(LINES, lines.size())));
    }

    private Line line(Happening group) {
        Happening.Kind kind = group.kind();
        return new Line(
                group.time(),
                kind.glyph(),
                kind.styleClass(),
                words.count(kind.key(), group.number()),
                show(
                        group.number() == 1
                                ? Destination.Memories.one(group.id())
                                : Destination.Memories.of(kind.group())));
    }

    private Line line(Act act) {
        long done = act.doneIds().size();
        String sentence =
                switch (act.kind()) {
                    case RETRY -> words.count("latest.retry", done);
                    case DISCARD -> words.count("latest.discard", done);
                    case HOLD -> words.count("latest.hold", done);
                    case RELEASE -> words.count("latest.release", done);
                    case EDIT -> words.count("latest.edit", done);
                    case SPLIT -> words.count("latest.split", done);
                    case UNDO -> words.count("latest.undo", done);
                    case RESTORE -> words.count("latest.restore", done);
                    case REBUILD -> words.text("latest.rebuild");
                    case IMPORT -> words.count("latest.import", done);
                    case RESOLVE -> words.count("latest.resolve", done);
                    case RE_ENTER -> words.count("latest.re-enter", done);
                    case DISMISS -> words.count("latest.dismiss", done);
                    case DRAIN -> words.count("latest.drain", done);
                    case CLOSE -> words.text("latest.close");
                    case PAUSE -> words.text("latest.pause");
                    case RESUME -> words.text("latest.resume");
                    case OTHER -> words.text("latest.newer");
                };
        return new Line(
                act.time(),
                glyph(act),
                "quiet",
                act.completed() ? sentence : words.text("latest.unfinished", sentence),
                show(new Destination.Activity()));
    }

    private static Glyph glyph(Act act) {
        return switch (act.kind()) {
            case RETRY -> Glyph.RETRY;
            case DISCARD, DISMISS -> Glyph.TRASH;
            case HOLD -> Glyph.HELD;
            case RELEASE -> Glyph.RESUME;
            case EDIT, SPLIT -> Glyph.EDIT;
            case UNDO -> Glyph.UNDO;
            case RESTORE, REBUILD, RE_ENTER -> Glyph.RECOVERY;
            case IMPORT, DRAIN -> Glyph.SAVED;
            case RESOLVE, CLOSE -> Glyph.CHECK;
            case PAUSE -> Glyph.PAUSE;
            case RESUME -> Glyph.RESUME;
            case OTHER -> Glyph.ACTIVITY;
        };
    }

    private Step show(Destination destination) {
        return new Step(words.text("latest.show"), destination);
    }
}
