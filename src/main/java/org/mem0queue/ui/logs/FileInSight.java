package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSight;

import java.time.Instant;

/**
 * What was seen of a log last, and the file of it that is on screen: another one while one reads
 * what was replaced since, or has paused. On the JavaFX thread.
 */
final class FileInSight {
    private final ReadingPlace place;
    private @Nullable LogSight latest;
    private LogSight.@Nullable Seen shown;

    /** Somebody asked for the file before the present one, which is not on screen yet. */
    private boolean earlier;

    FileInSight(ReadingPlace place) {
        this.place = place;
    }

    /** Null before the first look. */
    @Nullable LogSight latest() {
        return latest;
    }

    /** Null for another log, which was not looked at yet. */
    void saw(@Nullable LogSight sight) {
        latest = sight;
        earlier &= sight != null;
    }

    /** What is on screen; null for nothing. */
    LogSight.@Nullable Seen shown() {
        return shown;
    }

    /** Whether it is this file. */
    boolean shows(LogFile file) {
        return shown != null && shown.file() == file;
    }

    void show(LogSight.Seen seen) {
        shown = seen;
        earlier &= latest instanceof LogSight.Seen now && now.file() == seen.file();
    }

    void clear() {
        shown = null;
    }

    /**
     * What is to be shown next; null if that is what is shown already, or if somebody reads what it
     * would replace.
     */
    LogSight.@Nullable Seen next() {
        earlier &= !place.isFollowing();
        LogSight.Seen wanted = wanted();
        if (wanted == null || place.isPaused()) {
            return null;
        }
        if (shows(wanted.file())) {
            return wanted.equals(shown) ? null : wanted;
        }
        boolean held =
                shown != null
                        && !earlier
                        && !place.isFollowing()
                        && wanted.start() == LogSight.Start.ROTATED;
        return held ? null : wanted;
    }

    /** Whether it is still this file that is to be shown. */
    boolean wants(LogFile file) {
        LogSight.Seen wanted = wanted();
        return wanted != null && wanted.file() == file;
    }

    /** The present file, or the one before it while one reads that. */
    private LogSight.@Nullable Seen wanted() {
        if (!(latest instanceof LogSight.Seen seen)) {
            return null;
        }
        LogSight.Seen before = seen.before();
        boolean reading =
                before != null && !place.isFollowing() && (earlier || shows(before.file()));
        return reading ? before : seen;
    }

    /** Asks for the file before the present one. */
    void goBack() {
        earlier = hasEarlier();
    }

    /** Whether there is another file with the lines before those on screen. */
    private boolean hasEarlier() {
        return latest instanceof LogSight.Seen seen && seen.before() != null && shows(seen.file());
    }

    /**
     * How many rows there would be with those that are held back, as far as they can be told: not
     * through a filter.
     *
     * @param rows that are on screen
     */
    long rows(long rows, LogQuery query) {
        if (latest instanceof LogSight.Seen now
                && now.indexed()
                && shows(now.file())
                && !query.narrows()) {
            return Math.max(now.lines(), rows);
        }
        return rows;
    }

    /** Whether another file has taken the place of the one on screen. */
    private boolean isReplaced() {
        return latest instanceof LogSight.Seen seen && shown != null && !shows(seen.file());
    }

    /** Whether what is on screen is what is written now, as far as that was seen. */
    boolean showsPresent() {
        return !isReplaced() && (shown == null || !shown.file().isOver());
    }

    /**
     * Which of the files that had the name is on screen.
     *
     * @param elsewhere the name of the worker's log if it is another one; empty if it is this one
     */
    LogsWording.Files files(String elsewhere) {
        return new LogsWording.Files(
                isReplaced(),
                shown != null && shown.file().isOver(),
                hasEarlier(),
                latest instanceof LogSight.Seen now ? now.since() : Instant.EPOCH,
                elsewhere);
    }

    /** What there is to tell of the log. */
    @Nullable LogSight told() {
        return isReplaced() || (place.isPaused() && shown != null) ? shown : latest;
    }
}
