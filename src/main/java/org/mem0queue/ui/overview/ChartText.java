package org.mem0queue.ui.overview;

import org.mem0queue.queue.CountsSample;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The chart, ready to be drawn: places are parts of its width and height, 0 at the left and at the
 * bottom.
 *
 * @param synced the words for the bars
 * @param waitingTicks the lowest first
 * @param syncedTicks the lowest first
 * @param waiting the line of what waited, broken where nobody looked
 * @param labels of the axis of time
 * @param last what waits now; empty if nothing does
 * @param empty said instead of a chart; empty if there is one
 * @param spoken all of it as a sentence
 */
record ChartText(
        ChartRange range,
        String synced,
        List<Tick> waitingTicks,
        List<Tick> syncedTicks,
        List<List<Spot>> waiting,
        List<Bar> bars,
        List<Label> labels,
        List<Label> losses,
        String last,
        String empty,
        String spoken) {
    record Spot(double x, double y) {}

    /** A number at the axis of a plot, from 0 at its bottom to 1 at its top. */
    record Tick(double y, String text) {}

    /** From one place of the axis of time to another. */
    record Bar(double from, double to, double height) {}

    /** A text at a place of the axis of time. */
    record Label(double x, String text) {}

    /** A sentence instead of a chart. */
    static ChartText empty(ChartRange range, String sentence) {
        return new ChartText(
                range, "", List.of(), List.of(), List.of(), List.of(), List.of(), List.of(), "",
                sentence, sentence);
    }

    /**
     * @param samples in the order of time, not empty
     */
    static ChartText of(ChartRange range, List<CountsSample> samples, Instant now, Messages words) {
        Backlog backlog = Backlog.of(range, samples, now, words.zone());
        Axis waitingAxis = Axis.withHalf((double) backlog.mostWaiting());
        Axis syncedAxis = Axis.withTop(backlog.mostSynced());
        Time time = new Time(backlog.edges().getFirst(), now);
        long waiting = samples.getLast().counts().waiting();
        return new ChartText(
                range,
                words.text(range.syncedKey()),
                ticks(waitingAxis, words),
                ticks(syncedAxis, words),
                backlog.runs().stream()
                        .map(
                                run ->
                                        run.stream()
                                                .map(sample -> spot(sample, time, waitingAxis))
                                                .toList())
                        .toList(),
                bars(backlog, time, syncedAxis),
                range.labelled(backlog.edges(), words.zone()).stream()
                        .map(
                                edge ->
                                        new Label(
                                                time.part(edge),
                                                range == ChartRange.WEEK
                                                        ? words.weekday(edge)
                                                        : words.minute(edge)))
                        .toList(),
                backlog.losses().stream()
                        .map(
                                loss ->
                                        new Label(
                                                time.part(loss.time()),
                                                words.count(
                                                        "chart.lost",
                                                        loss.number(),
                                                        words.moment(loss.time(), now))))
                        .toList(),
                waiting == 0 ? "" : words.number(waiting),
                "",
                words.text(
                        "chart.spoken",
                        words.text(range.nameKey()),
                        words.number(waiting),
                        words.number(backlog.mostWaiting()),
                        words.number(backlog.allSynced())));
    }

    private static List<Tick> ticks(Axis axis, Messages words) {
        return axis.ticks().stream()
                .map(number -> new Tick(axis.part(number), words.number(number)))
                .toList();
    }

    private static Spot spot(CountsSample sample, Time time, Axis axis) {
        return new Spot(time.part(sample.time()), axis.part((double) sample.counts().waiting()));
    }

    private static List<Bar> bars(Backlog backlog, Time time, Axis axis) {
        List<Bar> bars = new ArrayList<>();
        for (int i = 0; i < backlog.synced().size(); i++) {
            double synced = backlog.synced().get(i);
            if (synced > 0) {
                bars.add(
                        new Bar(
                                time.part(backlog.edges().get(i)),
                                time.part(backlog.edges().get(i + 1)),
                                axis.part(synced)));
            }
        }
        return bars;
    }

    private record Time(Instant from, Instant to) {
        double part(Instant time) {
            return (double) Duration.between(from, time).toMillis()
                    / Math.max(1, Duration.between(from, to).toMillis());
        }
    }
}
