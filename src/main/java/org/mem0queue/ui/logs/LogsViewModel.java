package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.regex.Pattern;

/**
 * The log screen: which log, which of its lines, whether one follows its end, reads, or has paused
 * it. On the JavaFX thread; all reading happens elsewhere and comes back in order.
 */
final class LogsViewModel {
    /** How often to ask where the worker's log is: it may begin another one. */
    private static final int SEARCH_SECONDS = 5;

    private final Clock clock;
    private final LogsWording wording;
    private final RowReader reader;
    private final LogLines lines;
    private final ReadingPlace place;
    private final FileInSight sight;
    private final ChosenLog chosen;
    private final Inquiry inquiry;
    private final ShownSecrets secrets = new ShownSecrets();
    private final ComingBack comingBack;
    private final LineCopies copies;

    private final ReadOnlyObjectWrapper<LogsText> text;
    private final ReadOnlyBooleanWrapper timed = new ReadOnlyBooleanWrapper();
    private Instant searched = Instant.EPOCH;
    private boolean fetching;
    private boolean jumpToHit;
    private @Nullable Instant awaitedMoment;

    LogsViewModel(
            LogsDesk desk, Messages words, Clock clock, Background background, Executor toolkit) {
        this.clock = clock;
        this.wording = new LogsWording(words);
        this.reader = new RowReader(desk, background, words);
        this.lines = new LogLines(this::fetchWanted);
        this.place = new ReadingPlace(lines);
        this.sight = new FileInSight(place);
        this.chosen = new ChosenLog(desk, background, toolkit, this::sighted);
        this.inquiry = new Inquiry(desk, words, background, toolkit, this::known);
        this.comingBack = new ComingBack(lines, place, inquiry, secrets);
        this.copies =
                new LineCopies(desk, background, reader, lines, secrets, inquiry, sight::shown);
        this.text = new ReadOnlyObjectWrapper<>(wording.of(state()));
    }

    // ---------------------------------------------------------------- which log

    /** Looks which logs there are, and follows the worker's unless one was chosen. */
    void lookForLogs() {
        chosen.look(() -> place.isFollowing() && !place.isPaused(), this::follow, this::tell);
    }

    /** Shows the log that somebody chose, and no other of itself. */
    void choose(LogSource source) {
        chosen.keepTo(source);
        follow(source);
    }

    /** Shows a log, from its end. */
    void follow(LogSource source) {
        sight.saw(null);
        clear();
        place.follow();
        chosen.follow(source);
        tell();
    }

    private void clear() {
        inquiry.end();
        sight.clear();
        place.forget();
        secrets.forget();
        reader.forget();
        lines.forget();
        lines.showEnd(List.of());
    }

    // ---------------------------------------------------------------- what is seen of it

    private void sighted(LogSight now) {
        sight.saw(now);
        if (now instanceof LogSight.Seen) {
            proceed();
        } else {
            clear();
        }
        tell();
    }

    /** Shows what was seen last, unless somebody reads what it would replace. */
    private void proceed() {
        LogSight.Seen seen = fetching ? null : sight.next();
        if (seen == null) {
            return;
        }
        fetching = true;
        reader.readEnd(
                seen,
                sight.shows(seen.file()) && lines.isCounted() ? lines.lines() : -1,
                end -> {
                    fetching = false;
                    took(seen, end);
                },
                failed -> {
                    fetching = false; // it was truncated or let go: another look follows
                    tell();
                });
    }

    private void took(LogSight.Seen seen, RowReader.End end) {
        if (place.isPaused() || !(sight.latest() instanceof LogSight.Seen)) {
            return;
        }
        boolean another = !sight.shows(seen.file());
        if (another && !sight.wants(seen.file())) {
            proceed();
            return;
        }
        if (another) {
            clear();
            inquiry.begin(seen.file());
        }
        sight.show(seen);
        timed.set(end.timed());
        if (!end.counted()) {
            lines.showEnd(end.rows());
            place.showEnd();
        } else if (!lines.isCounted()) {
            secrets.forget();
            place.count(end, inquiry.shownLines());
            comingBack.counted();
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
        if (!sight.shows(file)) {
            return;
        }
        if (inquiry.query().narrows()) {
            reshow();
        }
        comingBack.again();
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
        LogSight.Seen shown = sight.shown();
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

    /** Shows the file that had the name before, from its end upwards. */
    void showEarlier() {
        place.setPaused(false);
        place.scrolled(false);
        sight.goBack();
        proceed();
        tell();
    }

    /** The list was scrolled: at its end one follows, elsewhere one reads. */
    void scrolled(boolean atEnd) {
        comingBack.giveUp();
        place.letGo();
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

    /** Goes on where somebody was. */
    void takeOver(LogsViewModel before, @Nullable Bookmark left) {
        LogSource source = before.source();
        if (source == null) {
            return;
        }
        chosen.keepToo(before.chosen);
        follow(source);
        setQuery(before.inquiry.query());
        // Of a file that was replaced the lines have other numbers than in the present one.
        comingBack.to(before.sight.showsPresent() ? left : null);
    }

    /** What is marked and where one is, to go on there in another language. */
    ComingBack comingBack() {
        return comingBack;
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
        LogSight.Seen shown = sight.shown();
        if (shown != null) {
            known(shown.file());
        }
    }

    /** Goes to where a moment is in the log. */
    void goTo(Instant moment) {
        awaitedMoment = moment;
        LogSight.Seen shown = sight.shown();
        if (shown != null && lines.isCounted()) {
            awaitedMoment = null;
            reader.find(moment, shown, this::goToLine);
        }
    }

    private LogsWording.State state() {
        LogFindings findings = inquiry.findings();
        return new LogsWording.State(
                chosen.name(),
                sight.told(),
                sight.files(chosen.elsewhere()),
                lines.lines(),
                lines.size(),
                timed.get(),
                findings,
                inquiry.query(),
                findings == null ? 0 : place.numberAmong(findings.hits()),
                place.isPaused(),
                place.below(sight.rows(lines.size(), inquiry.query())),
                inquiry.lookedFor().mistake(),
                clock.instant());
    }

    private void tell() {
        text.set(wording.of(state()));
    }

    /** Ages follow; a worker that was just started may have begun its log, or another one. */
    void tick(Instant now) {
        if (chosen.source() == null || !now.isBefore(searched.plusSeconds(SEARCH_SECONDS))) {
            searched = now;
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

    /** What takes lines away, and shows secrets. */
    LineCopies copies() {
        return copies;
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
        chosen.closeForGood();
        inquiry.end();
    }
}
