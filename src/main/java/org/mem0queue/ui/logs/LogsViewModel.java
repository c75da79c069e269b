package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
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
import java.util.function.IntSupplier;
import java.util.function.LongConsumer;
import java.util.regex.Pattern;

/**
 * The log screen: which log, which of its lines, whether one follows its end, reads, or has paused
 * it. On the JavaFX thread; all reading happens elsewhere and comes back in order.
 */
final class LogsViewModel {
    private final LogsDesk desk;
    private final Messages words;
    private final Clock clock;
    private final Background background;
    private final Executor toolkit;
    private final LogsWording wording;
    private final RowReader reader;
    private final LogLines lines;
    private final ChosenLog chosen;

    private final ReadOnlyObjectWrapper<LogsText> text;
    private final ReadOnlyObjectWrapper<LogQuery> query = new ReadOnlyObjectWrapper<>(LogQuery.ALL);
    private final ReadOnlyBooleanWrapper following = new ReadOnlyBooleanWrapper(true);
    private final ReadOnlyBooleanWrapper paused = new ReadOnlyBooleanWrapper();
    private final ReadOnlyBooleanWrapper timed = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper current = new ReadOnlyLongWrapper(-1);
    private final ReadOnlyObjectWrapper<ScrollTarget> target =
            new ReadOnlyObjectWrapper<>(ScrollTarget.end());

    private @Nullable LogSight latest;

    /**
     * What is on screen; older than the latest while paused, or while one reads a replaced file.
     */
    private LogSight.@Nullable Seen shown;

    private @Nullable LogFindings findings;
    private boolean fetching;
    private long belowSince;
    private LookedFor lookedFor = LookedFor.NOTHING;
    private boolean jumpToHit;
    private @Nullable Instant awaitedMoment;
    private IntSupplier topRow = () -> 0;

    LogsViewModel(
            LogsDesk desk, Messages words, Clock clock, Background background, Executor toolkit) {
        this.desk = desk;
        this.words = words;
        this.clock = clock;
        this.background = background;
        this.toolkit = toolkit;
        this.wording = new LogsWording(words);
        this.reader = new RowReader(desk, background, words);
        this.lines = new LogLines(this::fetchWanted);
        this.chosen = new ChosenLog(desk, background, toolkit, this::sighted);
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
        following.set(true);
        paused.set(false);
        chosen.follow(source);
        tell();
    }

    private void clear() {
        if (findings != null) {
            findings.close();
            findings = null;
        }
        shown = null;
        current.set(-1);
        belowSince = 0;
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
        if (!(latest instanceof LogSight.Seen seen) || fetching || paused.get()) {
            return;
        }
        boolean another = shown == null || shown.file() != seen.file();
        if (another && isHeld(seen)) {
            return;
        }
        boolean news = another || !seen.equals(shown);
        if (news) {
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
    }

    private boolean isHeld(LogSight.Seen seen) {
        return shown != null && !following.get() && seen.start() == LogSight.Start.ROTATED;
    }

    private void took(LogSight.Seen seen, RowReader.End end) {
        if (!(latest instanceof LogSight.Seen now) || paused.get()) {
            return;
        }
        boolean another = shown == null || shown.file() != seen.file();
        if (another && now.file() != seen.file()) {
            proceed();
            return;
        }
        if (another) {
            clear();
            findings = find(seen.file());
        }
        shown = seen;
        timed.set(end.timed());
        if (!end.counted()) {
            lines.showEnd(end.rows());
            show(0, ScrollTarget.Place.END);
        } else if (!lines.isCounted()) {
            count(end);
        } else {
            lines.grown(end.lines(), end.windows());
        }
        if (findings != null && end.counted()) {
            findings.advance();
        }
        if (following.get()) {
            belowSince = lines.size();
        }
        tell();
        if (awaitedMoment != null) {
            goTo(awaitedMoment);
        }
        proceed();
    }

    /** Now that lines are counted, the rows on screen stay where they are. */
    private void count(RowReader.End end) {
        long top = following.get() ? 0 : end.lines() + lines.lineAt(topRow());
        lines.show(end.lines(), shownLines());
        lines.arrived(end.windows());
        belowSince = lines.size();
        show(
                following.get() ? 0 : lines.rowOf(top),
                following.get() ? ScrollTarget.Place.END : ScrollTarget.Place.TOP);
    }

    private LogFindings find(LogFile file) {
        LogFindings found = new LogFindings(file, desk, background, toolkit, () -> known(file));
        found.search(lookedFor.pattern());
        found.narrow(query.get().projects());
        return found;
    }

    /** More is known of the lines. */
    private void known(LogFile file) {
        if (shown == null || shown.file() != file) {
            return;
        }
        if (query.get().narrows() && lines.isCounted()) {
            reshow();
        }
        LogFindings now = findings;
        if (jumpToHit && now != null && (!now.hits().isEmpty() || now.isSearched())) {
            jumpToHit = false;
            if (!now.hits().isEmpty()) {
                goToHit(now.hits().select(now.hits().size() - 1));
            }
        }
        tell();
    }

    private int topRow() {
        return topRow.getAsInt();
    }

    /** The list says which row is at its top. */
    void setTopRow(IntSupplier rowAtTop) {
        topRow = rowAtTop;
    }

    private @Nullable LineSet shownLines() {
        return findings == null ? null : findings.shown(query.get());
    }

    /** Shows the same lines through another query, and stays where one is. */
    private void reshow() {
        if (!lines.isCounted()) {
            return;
        }
        int top = topRow();
        long line = top < lines.size() ? lines.lineAt(top) : 0;
        boolean added = lines.reshow(lines.lines(), shownLines());
        boolean end = following.get();
        if (end) {
            show(0, ScrollTarget.Place.END);
        } else if (!added) {
            show(lines.rowOf(line), ScrollTarget.Place.TOP);
        }
        if (end || !added) {
            belowSince = lines.size();
        }
    }

    private void show(int row, ScrollTarget.Place place) {
        target.set(new ScrollTarget(row, place));
    }

    private void fetchWanted() {
        LogSight.Seen seen = shown;
        if (seen != null) {
            reader.readWanted(seen, lines);
        }
    }

    // ---------------------------------------------------------------- following and pausing

    /** Goes to the end and stays there. */
    void followEnd() {
        following.set(true);
        paused.set(false);
        proceed();
        belowSince = lines.size();
        show(0, ScrollTarget.Place.END);
        tell();
    }

    /** The list was scrolled: at its end one follows, elsewhere one reads. */
    void scrolled(boolean atEnd) {
        if (atEnd == following.get()) {
            return;
        }
        belowSince = lines.size();
        following.set(atEnd);
        if (atEnd) {
            proceed();
        }
        tell();
    }

    void setPaused(boolean pause) {
        if (pause && !paused.get()) {
            belowSince = lines.size();
        }
        paused.set(pause);
        if (!pause) {
            proceed();
        }
        tell();
    }

    // ---------------------------------------------------------------- looking for something

    void setQuery(LogQuery wanted) {
        LogQuery before = query.get();
        if (wanted.equals(before)) {
            return;
        }
        query.set(wanted);
        boolean other =
                !wanted.text().equals(before.text()) || wanted.expression() != before.expression();
        if (other) {
            lookedFor = LookedFor.of(wanted, words);
        }
        if (findings != null) {
            if (other) {
                current.set(-1);
                findings.search(lookedFor.pattern());
            }
            if (!wanted.projects().equals(before.projects())) {
                findings.narrow(wanted.projects());
            }
        }
        if (wanted.narrows() || before.narrows()) {
            reshow();
        }
        tell();
    }

    /** What is drawn as found; null for nothing. */
    @Nullable Pattern hitPattern() {
        return lookedFor.pattern();
    }

    /** The next line with what is looked for, behind the last the first again. */
    void nextHit() {
        step(findings == null ? null : findings.hits(), true);
    }

    void previousHit() {
        step(findings == null ? null : findings.hits(), false);
    }

    void nextError() {
        step(findings == null ? null : findings.errors(), true);
    }

    void previousError() {
        step(findings == null ? null : findings.errors(), false);
    }

    private void step(@Nullable LineSet among, boolean forward) {
        if (among == null || among.isEmpty() || !lines.isCounted()) {
            return;
        }
        goToHit(found(among, forward));
    }

    /**
     * The first step from the end goes to the last one, and from elsewhere to what is on screen.
     */
    private long found(LineSet among, boolean forward) {
        long last = among.select(among.size() - 1);
        long from = current.get();
        if (from < 0) {
            if (following.get()) {
                return last;
            }
            from = lines.lineAt(Math.min(topRow(), lines.size() - 1)) - 1;
        }
        long found = forward ? among.after(from) : among.before(from);
        return found >= 0 ? found : forward ? among.select(0) : last;
    }

    private void goToHit(long line) {
        current.set(line);
        following.set(false);
        show(lines.rowOf(line), ScrollTarget.Place.IN_SIGHT);
        tell();
    }

    /** Looks for a text in all of the log and goes to the last line that holds it. */
    void lookFor(String wanted) {
        jumpToHit = true;
        setQuery(LogQuery.ALL.withText(wanted));
        if (findings != null) {
            known(findings.file());
        }
    }

    /** Goes to where a moment is in the log. */
    void goTo(Instant moment) {
        LogSight.Seen seen = shown;
        awaitedMoment = moment;
        if (seen != null && lines.isCounted()) {
            awaitedMoment = null;
            reader.find(moment, seen, this::goToHit);
        }
    }

    // ---------------------------------------------------------------- taking lines away

    /** The lines in these rows as they stand in the log. */
    void copy(List<Integer> rows, Consumer<String> text) {
        LogSight.Seen seen = shown;
        if (seen != null) {
            reader.copy(seen, rows.stream().map(lines::lineAt).toList(), text);
        }
    }

    /** Writes what is shown to a file. */
    void export(Path target, LongConsumer done, Consumer<Exception> failed) {
        LogSight.Seen seen = shown;
        if (seen == null) {
            return;
        }
        LineSet which = query.get().narrows() ? shownLines() : null;
        LineSet copy = which == null ? null : which.and(which);
        background.run(() -> desk.export(seen.file(), copy, target), done::accept, failed);
    }

    // ---------------------------------------------------------------- telling

    private LogsWording.State state() {
        long below = following.get() && !paused.get() ? 0 : Math.max(0, rowsNow() - belowSince);
        boolean replaced =
                latest instanceof LogSight.Seen seen
                        && shown != null
                        && shown.file() != seen.file();
        return new LogsWording.State(
                chosen.name(),
                replaced || (paused.get() && shown != null) ? shown : latest,
                lines.lines(),
                lines.size(),
                timed.get(),
                findings,
                query.get(),
                hitNumber(),
                paused.get(),
                below,
                replaced,
                lookedFor.mistake(),
                clock.instant());
    }

    /** With those that are held back, as far as they can be told: not through a filter. */
    private long rowsNow() {
        if (!(latest instanceof LogSight.Seen seen) || shown == null || query.get().narrows()) {
            return lines.size();
        }
        boolean same = seen.indexed() && seen.file() == shown.file();
        return same ? Math.max(seen.lines(), lines.size()) : lines.size();
    }

    private long hitNumber() {
        LogFindings now = findings;
        long at = current.get();
        return now != null && at >= 0 && now.hits().contains(at) ? now.hits().rank(at) + 1 : 0;
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

    @Nullable LogFindings findings() {
        return findings;
    }

    @Nullable LogSource source() {
        return chosen.source();
    }

    ReadOnlyObjectProperty<LogsText> textProperty() {
        return text.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LogQuery> queryProperty() {
        return query.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ScrollTarget> targetProperty() {
        return target.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<List<LogsDesk.LogPlace>> placesProperty() {
        return chosen.placesProperty();
    }

    ReadOnlyBooleanProperty followingProperty() {
        return following.getReadOnlyProperty();
    }

    ReadOnlyBooleanProperty pausedProperty() {
        return paused.getReadOnlyProperty();
    }

    /** Whether most lines have a time and get a column for it. */
    ReadOnlyBooleanProperty timedProperty() {
        return timed.getReadOnlyProperty();
    }

    /** The line one went to last; -1 for none. */
    ReadOnlyLongProperty currentProperty() {
        return current.getReadOnlyProperty();
    }

    void dispose() {
        chosen.close();
        if (findings != null) {
            findings.close();
        }
    }
}
