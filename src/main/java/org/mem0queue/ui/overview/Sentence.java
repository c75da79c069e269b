package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/**
 * The answer to the one question, in words: is anything lost or stuck? A pure function of one
 * snapshot and the time. It says the worst thing that the snapshot proves and never more: a number
 * that nobody looked for is not zero, a lock that is held is a risk and not a loss.
 *
 * @param headline the sentence
 * @param cause one line of why, or of proof
 */
public record Sentence(Kind kind, String headline, String cause) {
    /** How long agents wait for the lock before they give up; see the server's own time-out. */
    static final Duration AGENTS_GIVE_UP = Duration.ofSeconds(5);

    /**
     * From here on numbers are old. The feed brings a snapshot every few seconds while it can look
     * at all; this leaves room for a few that are missed under load.
     */
    static final Duration STALE = Duration.ofSeconds(15);

    /** What the sentence is about, in the order in which one outranks the other. */
    public enum Kind {
        FIRST_LOOK(Glyph.EYE, "quiet", null, false),
        STALE(Glyph.PENDING, "ink", null, false),
        DENIED(Glyph.WARNING, "critical", null, false),
        CORRUPT(Glyph.WARNING, "critical", null, false),
        LOST(Glyph.LOST, "lost", StateWord.LOST, false),
        SAVES_AT_RISK(Glyph.WARNING, "critical", null, true),
        SEVERAL_WORKERS(Glyph.WARNING, "critical", null, true),
        WORKER_STUCK(Glyph.WARNING, "critical", null, true),
        PROBLEM(Glyph.WARNING, "critical", null, false),
        UNSTABLE(Glyph.WARNING, "ink", null, false),
        API_DOWN(Glyph.WARNING, "ink", StateWord.PENDING, true),
        MISSING(Glyph.FILE, "quiet", null, false),
        FAILED(Glyph.FAILED, "failed", StateWord.FAILED, false),
        UNCLEAR(Glyph.UNCLEAR, "unclear", StateWord.UNCLEAR, false),
        LOOK(Glyph.WARNING, "ink", null, false),
        WAITING(Glyph.PENDING, "pending", null, false),
        SENDING(Glyph.SENDING, "sending", null, false),
        /** Nothing waits; whether something was lost is not known. */
        QUIET(Glyph.SYNCED, "quiet", null, false),
        /** Nothing waits, and a scan found nothing lost. */
        CALM(Glyph.SYNCED, "synced", null, false);

        private final Glyph glyph;
        private final String styleClass;
        private final @Nullable StateWord alarm;
        private final boolean logTellsMore;

        Kind(Glyph glyph, String styleClass, @Nullable StateWord alarm, boolean logTellsMore) {
            this.glyph = glyph;
            this.styleClass = styleClass;
            this.alarm = alarm;
            this.logTellsMore = logTellsMore;
        }

        Glyph glyph() {
            return glyph;
        }

        /** The style class of the icon. */
        String styleClass() {
            return styleClass;
        }

        /** The tile to be tinted, if the sentence speaks of one. */
        @Nullable StateWord alarm() {
            return alarm;
        }

        /** Whether the worker log is the place to look next. */
        boolean logTellsMore() {
            return logTellsMore;
        }

        /** Whether a person should act now rather than be told. */
        boolean urgent() {
            return compareTo(LOOK) <= 0 && this != FIRST_LOOK && this != MISSING;
        }
    }

    /** Before anything was read. */
    public static Sentence beforeFirstLook(Path directory, Messages words) {
        return new Sentence(
                Kind.FIRST_LOOK,
                words.text("sentence.first-look", words.path(directory)),
                words.text("sentence.first-look.cause"));
    }

    /** The sentence for a snapshot as seen at {@code now}. */
    public static Sentence of(QueueSnapshot snapshot, Instant now, Messages words) {
        return of(snapshot, null, now, words);
    }

    /**
     * The sentence for a snapshot as seen at {@code now}.
     *
     * @param lockLeft how long who holds the lock will still need; null if nobody can tell
     */
    static Sentence of(
            QueueSnapshot snapshot, @Nullable Duration lockLeft, Instant now, Messages words) {
        return new SentenceWriter(snapshot, lockLeft, now, words).write();
    }
}
