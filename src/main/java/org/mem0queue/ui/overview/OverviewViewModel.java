package org.mem0queue.ui.overview;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * What the overview says now: the newest snapshot, told at the current time, and what the history
 * adds to it. The history is asked in the background, not more often than every ten seconds, and
 * only while somebody looks.
 */
public final class OverviewViewModel {
    private static final Duration ASK_EVERY = Duration.ofSeconds(10);

    private final OverviewDesk desk;
    private final PageContext context;
    private final Messages words;
    private final ReadOnlyObjectWrapper<OverviewText> text;
    private final ReadOnlyObjectWrapper<ChartText> chart;
    private final ReadOnlyObjectWrapper<LatestText> latest =
            new ReadOnlyObjectWrapper<>(LatestText.NOTHING);
    private final ObjectProperty<ChartRange> range = new SimpleObjectProperty<>(ChartRange.DAY);
    private final ProjectTally projects;
    private final Pace pace = new Pace();
    private final LockTaken lockTaken = new LockTaken();
    private Map<StateWord, Tile.Trend> trends = Map.of();
    private @Nullable QueueSnapshot snapshot;
    private @Nullable LookBack past;
    private String problem = "";
    private @Nullable Instant asked;
    private boolean asking;
    private boolean open = true;
    private boolean drawingIsOld;

    /** The last time that was told. */
    private Instant present;

    public OverviewViewModel(OverviewDesk desk, PageContext context) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
        this.present = context.clock().instant();
        this.projects = new ProjectTally(context.background());
        this.text =
                new ReadOnlyObjectWrapper<>(
                        OverviewText.beforeFirstLook(context.directory(), words));
        this.chart = new ReadOnlyObjectWrapper<>(ChartText.empty(range.get(), ""));
        range.addListener((property, before, now) -> rangeChanged());
    }

    /**
     * Shows a newer snapshot. The numbers at once; the chart, which costs more than they do, with
     * the next second.
     */
    public void apply(QueueSnapshot newer, Instant now) {
        boolean first = snapshot == null;
        drawingIsOld |= first || !newer.counts().equals(counts(snapshot));
        snapshot = newer;
        pace.see(newer);
        lockTaken.see(newer);
        if (open) {
            tell(newer, now);
        }
        if (open && first) {
            draw(now);
        }
    }

    private static @Nullable Counts counts(@Nullable QueueSnapshot snapshot) {
        return snapshot == null ? null : snapshot.counts();
    }

    /** Time has passed: ages and staleness follow. */
    public void tick(Instant now) {
        present = now;
        if (snapshot != null && open) {
            tell(snapshot, now);
            if (drawingIsOld) {
                draw(now);
            }
        }
    }

    private void tell(QueueSnapshot newest, Instant now) {
        present = now;
        OverviewText newer = OverviewText.of(newest, new Known(pace.left(), trends), now, words);
        if (!newer.equals(text.get())) {
            text.set(newer);
        }
        tellLatest(now);
        projects.count(newest, now);
        askIfDue(now);
    }

    /** Somebody looks again. */
    void opened() {
        open = true;
        tick(context.clock().instant());
        draw(present);
    }

    /** Nobody looks any more. */
    void left() {
        open = false;
    }

    private void rangeChanged() {
        asked = null;
        draw(present);
        askIfDue(present);
    }

    private void askIfDue(Instant now) {
        boolean due = asked == null || now.isBefore(asked) || !now.isBefore(asked.plus(ASK_EVERY));
        if (!due || asking || snapshot == null) {
            return;
        }
        asking = true;
        asked = now;
        ChartRange wanted = range.get();
        context.background()
                .run(
                        () -> LookBack.ask(desk, wanted, now, words.zone()),
                        this::answered,
                        this::failed);
    }

    private void answered(LookBack answer) {
        problem = "";
        past = answer;
        trends = Trends.of(answer.day(), present, words);
        afterAnswer();
    }

    private void failed(Exception failure) {
        problem = Reasons.told(failure, words);
        past = null;
        afterAnswer();
    }

    private void afterAnswer() {
        asking = false;
        draw(present);
        // Asks again if another range was chosen meanwhile.
        tick(present);
    }

    private void draw(Instant now) {
        drawingIsOld = false;
        ChartText newer = ChartSource.of(range.get(), past, problem, snapshot, now, words);
        if (!newer.equals(chart.get())) {
            chart.set(newer);
        }
    }

    private void tellLatest(Instant now) {
        LatestText newer = LatestText.of(past, snapshot, lockTaken.since(), now, words);
        if (!newer.equals(latest.get())) {
            latest.set(newer);
        }
    }

    /** Whether anything was seen yet. */
    boolean hasLooked() {
        return snapshot != null;
    }

    ReadOnlyObjectProperty<OverviewText> textProperty() {
        return text.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<ChartText> chartProperty() {
        return chart.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<LatestText> latestProperty() {
        return latest.getReadOnlyProperty();
    }

    /** The worst first. */
    ReadOnlyObjectProperty<List<ProjectCounts>> projectsProperty() {
        return projects.property();
    }

    /** How far back the chart looks. */
    ObjectProperty<ChartRange> rangeProperty() {
        return range;
    }
}
