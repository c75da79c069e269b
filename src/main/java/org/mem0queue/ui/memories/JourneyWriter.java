package org.mem0queue.ui.memories;

import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.ArrayList;
import java.util.List;

/** Tells a memory's way in sentences; tries that ended alike are one line. */
final class JourneyWriter {
    private static final String QUIET = "quiet";

    private final List<JourneyEvent> events;
    private final Messages words;
    private final List<JourneyStep> steps = new ArrayList<>();

    private JourneyWriter(List<JourneyEvent> events, Messages words) {
        this.events = events;
        this.words = words;
    }

    /**
     * @param events the first first
     */
    static List<JourneyStep> write(List<JourneyEvent> events, Messages words) {
        return new JourneyWriter(events, words).write();
    }

    private List<JourneyStep> write() {
        int tries = 0;
        int at = 0;
        while (at < events.size()) {
            JourneyEvent event = events.get(at);
            if (beginsAnew(event.kind())) {
                tries = 0;
            }
            if (isTry(event.kind())) {
                int same = alike(at);
                addTries(at, tries, same);
                tries += same;
                at = lastOfTries(at, same) + 1;
            } else {
                if (tellsSomething(at)) {
                    steps.add(step(event, tries));
                }
                at++;
            }
        }
        return List.copyOf(steps);
    }

    /** Ended without the memory being moved elsewhere for good. */
    private static boolean isTry(JourneyKind kind) {
        return kind == JourneyKind.ATTEMPT;
    }

    private static boolean beginsAnew(JourneyKind kind) {
        return kind == JourneyKind.RETRIED
                || kind == JourneyKind.RESTORED
                || kind == JourneyKind.EDITED;
    }

    /** Taken and given back between two tries: the tries tell it. */
    private static boolean isAround(JourneyKind kind) {
        return kind == JourneyKind.CLAIMED || kind == JourneyKind.RELEASED;
    }

    /** How many tries from here on ended in the same way. */
    private int alike(int from) {
        int number = 0;
        for (int i = from; i < events.size(); i++) {
            JourneyEvent event = events.get(i);
            if (isTry(event.kind())) {
                if (!event.detail().equals(events.get(from).detail())) {
                    break;
                }
                number++;
            } else if (!isAround(event.kind())) {
                break;
            }
        }
        return number;
    }

    private int lastOfTries(int from, int number) {
        int left = number;
        int at = from;
        for (int i = from; left > 0; i++) {
            if (isTry(events.get(i).kind())) {
                left--;
                at = i;
            }
        }
        return at;
    }

    /** The first says how it ended, the others that it was the same. */
    private void addTries(int at, int before, int number) {
        JourneyEvent first = events.get(at);
        String how = said(first.detail());
        steps.add(
                new JourneyStep(
                        Glyph.SENDING,
                        QUIET,
                        first.time(),
                        how.isEmpty()
                                ? words.text("journey.try.plain", words.number(before + 1L))
                                : words.text("journey.try", words.number(before + 1L), how)));
        if (number == 1) {
            return;
        }
        JourneyEvent second = events.get(lastOfTries(at, 2));
        steps.add(
                new JourneyStep(
                        Glyph.RETRY,
                        QUIET,
                        second.time(),
                        number == 2
                                ? words.text("journey.try.same", words.number(before + 2L))
                                : words.text(
                                        "journey.tries.same",
                                        words.number(before + 2L),
                                        words.number((long) before + number))));
    }

    /** A claim says nothing that the try behind it does not say. */
    private boolean tellsSomething(int at) {
        JourneyKind kind = events.get(at).kind();
        if (kind == JourneyKind.SPOOLED) {
            return at == 0 || events.get(at - 1).kind() != JourneyKind.ACCEPTED;
        }
        return !isAround(kind) || at == events.size() - 1;
    }

    private JourneyStep step(JourneyEvent event, int tries) {
        return new JourneyStep(
                glyph(event.kind()),
                styleClass(event.kind()),
                event.time(),
                sentence(event, tries));
    }

    private String sentence(JourneyEvent event, int tries) {
        String how = said(event.detail());
        if (event.kind() == JourneyKind.FAILED && tries > 0 && !how.isEmpty()) {
            return words.text("journey.try.failed", words.number(tries + 1L), how);
        }
        String plain = plain(event.kind());
        return switch (event.kind()) {
            case FAILED, IN_DOUBT, OTHER ->
                    how.isEmpty() ? plain : words.text("journey.because", plain, how);
            default -> plain;
        };
    }

    /** Within a sentence of ours: on one line, without its full stop, and without secrets. */
    private String said(String detail) {
        String line = Secrets.masked(detail.strip()).replaceAll("\\s+", " ");
        return Reasons.told(
                line.endsWith(".") ? line.substring(0, line.length() - 1) : line, words);
    }

    private String plain(JourneyKind kind) {
        return switch (kind) {
            case ACCEPTED, SPOOLED -> words.text("journey.accepted");
            case MERGED -> words.text("journey.merged");
            case QUEUED_BY_ANOTHER -> words.text("journey.queued-by-another");
            case CLAIMED -> words.text("journey.claimed");
            case HELD -> words.text("journey.held");
            case HOLD_ENDED -> words.text("journey.hold-ended");
            case RELEASED -> words.text("journey.released");
            case ATTEMPT -> words.text("journey.attempt");
            case SYNCED_CONFIRMED -> words.text("journey.confirmed");
            case SYNCED_REPORTED -> words.text("journey.reported");
            case IN_DOUBT -> words.text("journey.in-doubt");
            case FAILED -> words.text("journey.failed");
            case DEAD_LETTERED -> words.text("journey.dead-lettered");
            case EMERGENCY -> words.text("journey.emergency");
            case EDITED -> words.text("journey.edited");
            case DISCARDED -> words.text("journey.discarded");
            case RESTORED -> words.text("journey.restored");
            case RETRIED -> words.text("journey.retried");
            case VANISHED_REPORTED -> words.text("journey.vanished-reported");
            case VANISHED_UNCERTAIN -> words.text("journey.vanished-uncertain");
            case VANISHED_LOST -> words.text("journey.vanished-lost");
            case OTHER -> words.text("journey.unfamiliar");
        };
    }

    private static Glyph glyph(JourneyKind kind) {
        return switch (kind) {
            case ACCEPTED, SPOOLED, MERGED, QUEUED_BY_ANOTHER -> Glyph.SAVED;
            case CLAIMED, ATTEMPT -> Glyph.SENDING;
            case RELEASED, RETRIED -> Glyph.RETRY;
            case HELD -> Glyph.HELD;
            case HOLD_ENDED -> Glyph.RESUME;
            case SYNCED_CONFIRMED -> Glyph.SERVER;
            case SYNCED_REPORTED, VANISHED_REPORTED -> Glyph.SYNCED;
            case IN_DOUBT, VANISHED_UNCERTAIN -> Glyph.UNCLEAR;
            case FAILED, DEAD_LETTERED, EMERGENCY -> Glyph.FAILED;
            case EDITED -> Glyph.EDIT;
            case DISCARDED -> Glyph.TRASH;
            case RESTORED -> Glyph.UNDO;
            case VANISHED_LOST -> Glyph.LOST;
            case OTHER -> Glyph.NOTICE;
        };
    }

    private static String styleClass(JourneyKind kind) {
        return switch (kind) {
            case FAILED, DEAD_LETTERED, EMERGENCY -> "failed";
            case IN_DOUBT, VANISHED_UNCERTAIN -> "unclear";
            case VANISHED_LOST -> "lost";
            case SYNCED_CONFIRMED -> "synced";
            default -> QUIET;
        };
    }
}
