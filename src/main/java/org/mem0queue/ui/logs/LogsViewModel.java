package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * The log screen: which log, which of its lines, whether one follows its end, reads, or has paused
 * it. On the JavaFX thread; all reading happens elsewhere and comes back in order.
 */
final class LogsViewModel {
    private final LogsDesk desk;
    private final Clock clock;
    private final Background background;
    private final LogsWording wording;
    private final RowReader reader;
    private final LogLines lines;
    private final ReadingPlace place;
    private final ChosenLog chosen;
    private final Inquiry inquiry;
    private final ShownSecrets secrets = new ShownSecrets();

    private final ReadOnlyObjectWrapper<LogsText> text;
    private final ReadOnlyBooleanWrapper timed = new ReadOnlyBooleanWrapper();

    private @Nullable LogSight latest;

    /**
     * What is on screen; older than the latest while paused, or while one reads a replaced file.
     */
    private LogSight.@Nullable Seen shown;

    private boolean fetching;
    private boolean jumpToHit;
    private @Nullable Instant awaitedMoment;
    private @Nullable Bookmark resumed;
    private Consumer<List<Integer>> marker = rows -> {};

    LogsViewModel(
            LogsDesk desk, Messages words, Clock clock, Background background, Executor toolkit) {
        this.desk = desk;
        this.clock = clock;
        this.background = background;
        this.wording = new LogsWording(words);
        this.reader = new RowReader(desk, background, words);
        this.lines = new LogLines(this::fetchWanted);
        this.place = new ReadingPlace(lines);
        this.chosen = new ChosenLog(desk, background, toolkit, this::sighted);
        this.inquiry = new Inquiry(desk, words, background, toolkit, this::known);
        this.text = new ReadOnlyObjectWrapper<>(wording.of(state()));
    }

    // ---------------------------------------------------------------- which log

    /** Looks which logs there are, and follows the first unless one is followed. */
    void lookForLogs() {
        chosen.look(this::follow);
    }

    /** Shows a log, from its end. */
    void follow(LogSource source) {
        latest = null;
        clear();
        place.follow();
        chosen.follow(source);
        tell();
    }

    private void clear() {
        inquiry.end();
        shown = null;
        place.forget();
        secrets.forget();
        reader.forget();
        lines.forget();
        lines.showEnd(List.of());
    }

    // ---------------------------------------------------------------- what is seen of it

    private void sighted(LogSight sight) {
        latest = sight;
        if (sight instanceof LogSight.Seen) {
            proceed();
        } else {
            clear();
        }
        tell();
    }

    /** Shows what was seen last, unless somebody reads what it would replace. */
    private void proceed() {
        if (!(latest instanceof LogSight.Seen seen) || fetching || place.isPaused()) {
            return;
        }
        boolean another = shown == null || shown.file() != seen.file();
        if (another ? isHeld(seen) : seen.equals(shown)) {
            return;
        }
        fetching = true;
        reader.readEnd(
                seen,
                another || !lines.isCounted() ? -1 : lines.lines(),
                end -> {
                    fetching = false;
                    took(seen, end);
                },
                failed -> {
                    fetching = false; // it was truncated or let go: another look follows
                    tell();
                });
    }

    private boolean isHeld(LogSight.Seen seen) {
        return shown != null && !place.isFollowing() && seen.start() == LogSight.Start.ROTATED;
    }

    private void took(LogSight.Seen seen, RowReader.End end) {
        if (!(latest instanceof LogSight.Seen now) || place.isPaused()) {
            return;
        }
        boolean another = shown == null || shown.file() != seen.file();
        if (another && now.file() != seen.file()) {
            proceed();
            return;
        }
        if (another) {
            clear();
            inquiry.begin(seen.file());
        }
        shown = seen;
        timed.set(end.timed());
        if (!end.counted()) {
            lines.showEnd(end.rows());
            place.showEnd();
        } else if (!lines.isCounted()) {
            secrets.forget();
            place.count(end, inquiry.shownLines());
            if (resumed != null) {
                secrets.set(resumed.whole());
                place.setPaused(resumed.paused());
                resume();
            }
        } else {
            lines.grown(end.lines(), end.windows());
        }
        if (end.counted()) {
            inquiry.advance();
        }
        place.grown();
        tell();
        if (awaitedMoment != null) {
            goTo(awaitedMoment);
        }
        proceed();
    }

    /** More is known of the lines. */
    private void known(LogFile file) {
        if (shown == null || shown.file() != file) {
            return;
        }
        if (inquiry.query().narrows()) {
            reshow();
        }
        resume();
        LogFindings now = inquiry.findings();
        if (jumpToHit && now != null && (!now.hits().isEmpty() || now.isSearched())) {
            jumpToHit = false;
            if (!now.hits().isEmpty()) {
                goToLine(now.hits().select(now.hits().size() - 1));
            }
        }
        tell();
    }

    private void reshow() {
        if (lines.isCounted()) {
            place.reshow(inquiry.shownLines());
        }
    }

    private void fetchWanted() {
        if (shown != null) {
            reader.readWanted(shown, lines);
        }
    }

    // ---------------------------------------------------------------- following and pausing

    /** Goes to the end and stays there. */
    void followEnd() {
        place.follow();
        proceed();
        place.markSeen();
        place.showEnd();
        tell();
    }

    /** The list was scrolled: at its end one follows, elsewhere one reads. */
    void scrolled(boolean atEnd) {
        resumed = null;
        if (atEnd == place.isFollowing()) {
            return;
        }
        place.scrolled(atEnd);
        if (atEnd) {
            proceed();
        }
        tell();
    }

    void setPaused(boolean pause) {
        place.setPaused(pause);
        if (!pause) {
            proceed();
        }
        tell();
    }

    // ---------------------------------------------------------------- in another language

    /** Where one is, and what is marked; null before lines have numbers. */
    @Nullable Bookmark bookmark(List<Integer> marked) {
        if (!lines.isCounted() || lines.size() == 0) {
            return resumed;
        }
        return new Bookmark(
                place.isFollowing(),
                place.isPaused(),
                place.topLine(),
                place.currentProperty().get(),
                marked.stream()
                        .limit(Bookmark.MOST_MARKED)
                        .filter(row -> row < lines.size())
                        .map(lines::lineAt)
                        .toList(),
                secrets.lines());
    }

    /** Goes on where somebody was. */
    void takeOver(LogsViewModel before, @Nullable Bookmark left) {
        LogSource source = before.source();
        if (source == null) {
            return;
        }
        follow(source);
        setQuery(before.inquiry.query());
        resumed = left;
        if (left != null) {
            place.scrolled(left.following());
        }
    }

    /** Again whenever more of the lines is known, until they are or somebody scrolls. */
    private void resume() {
        Bookmark left = resumed;
        LogFindings now = inquiry.findings();
        if (left == null || now == null || !lines.isCounted()) {
            return;
        }
        place.resume(left);
        marker.accept(left.marked().stream().map(lines::rowOf).toList());
        if (!inquiry.query().narrows() || (now.isSurveyed() && now.isSearched())) {
            resumed = null;
        }
    }

    /** The list marks rows. */
    void setMarker(Consumer<List<Integer>> rows) {
        marker = rows;
    }

    // ---------------------------------------------------------------- looking for something

    void setQuery(LogQuery wanted) {
        LogQuery before = inquiry.query();
        if (wanted.equals(before)) {
            return;
        }
        inquiry.ask(wanted);
        if (!wanted.looksForTheSame(before)) {
            place.leaveLine();
        }
        inquiry.lookAnew(before);
        if (wanted.narrows() || before.narrows()) {
            reshow();
        }
        tell();
    }

    /** What is drawn as found; null for nothing. */
    @Nullable Pattern hitPattern() {
        return inquiry.lookedFor().pattern();
    }

    void nextHit() {
        place.next(inquiry.hits());
        tell();
    }

    void previousHit() {
        place.previous(inquiry.hits());
        tell();
    }

    void nextError() {
        place.next(inquiry.errors());
        tell();
    }

    void previousError() {
        place.previous(inquiry.errors());
        tell();
    }

    private void goToLine(long line) {
        place.goTo(line);
        tell();
    }

    /** Looks for a text in all of the log and goes to the last line that holds it. */
    void lookFor(String wanted) {
        jumpToHit = true;
        setQuery(LogQuery.ALL.withText(wanted));
        if (shown != null) {
            known(shown.file());
        }
    }

    /** Goes to where a moment is in the log. */
    void goTo(Instant moment) {
        awaitedMoment = moment;
        if (shown != null && lines.isCounted()) {
            awaitedMoment = null;
            reader.find(moment, shown, this::goToLine);
        }
    }

    // ---------------------------------------------------------------- taking lines away

    /** The lines in these rows as they stand in the log, but for what is masked on screen. */
    void copy(List<Integer> rows, Consumer<RowReader.Copied> copied) {
        if (shown != null) {
            reader.copy(shown, rows.stream().map(lines::lineAt).toList(), secrets.lines(), copied);
        }
    }

    /** Shows the secrets in these rows, or masks them again. */
    void toggleSecrets(List<Integer> rows) {
        secrets.toggle(rows.stream().map(lines::lineAt).toList());
    }

    /** Which lines are shown with their secrets. */
    ShownSecrets secrets() {
        return secrets;
    }

    /** Writes what is shown to a file. */
    void export(Path target, LongConsumer done, Consumer<Exception> failed) {
        LogSight.Seen seen = shown;
        if (seen == null) {
            return;
        }
        LineSet which = inquiry.query().narrows() ? inquiry.shownLines() : null;
        LineSet copy = which == null ? null : which.and(which);
        background.run(() -> desk.export(seen.file(), copy, target), done::accept, failed);
    }

    // ---------------------------------------------------------------- telling

    private LogsWording.State state() {
        LogFindings findings = inquiry.findings();
        boolean replaced =
                latest instanceof LogSight.Seen seen
                        && shown != null
                        && shown.file() != seen.file();
        return new LogsWording.State(
                chosen.name(),
                replaced || (place.isPaused() && shown != null) ? shown : latest,
                lines.lines(),
                lines.size(),
                timed.get(),
                findings,
                inquiry.query(),
                findings == null ? 0 : place.numberAmong(findings.hits()),
                place.isPaused(),
                place.below(rowsNow()),
                replaced,
                inquiry.lookedFor().mistake(),
                clock.instant());
    }

    /** With those that are held back, as far as they can be told: not through a filter. */
    private long rowsNow() {
        if (!(latest instanceof LogSight.Seen seen) || shown == null || inquiry.query().narrows()) {
            return lines.size();
        }
        boolean same = seen.indexed() && seen.file() == shown.file();
        return same ? Math.max(seen.lines(), lines.size()) : lines.size();
    }

    private void tell() {
        text.set(wording.of(state()));
    }

    /** Ages follow; a worker that was just started may have begun its log. */
    void tick() {
        if (chosen.source() == null) {
            lookForLogs();
        }
        tell();
    }

    // ---------------------------------------------------------------- what the view shows

    LogLines lines() {
        return lines;
    }

    /** Where one is in them. */
    ReadingPlace place() {
        return place;
    }

    @Nullable LogFindings findings() {
        return inquiry.findings();
    }

    @Nullable LogSource source() {
        return chosen.source();
    }

    ReadOnlyObjectProperty<LogsText> textProperty() {
        return text.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LogQuery> queryProperty() {
        return inquiry.queryProperty();
    }

    ReadOnlyObjectProperty<List<LogsDesk.LogPlace>> placesProperty() {
        return chosen.placesProperty();
    }

    /** Whether most lines have a time and get a column for it. */
    ReadOnlyBooleanProperty timedProperty() {
        return timed.getReadOnlyProperty();
    }

    void dispose() {
        chosen.close();
        inquiry.end();
    }
}
