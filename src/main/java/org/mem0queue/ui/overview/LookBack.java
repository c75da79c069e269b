package org.mem0queue.ui.overview;

import org.mem0queue.queue.Act;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;

/**
 * What was recorded of earlier times.
 *
 * @param range of the chart
 * @param chart the counts in it, in the order of time
 * @param day the counts of the last 24 h
 * @param acts the latest first
 * @param events the latest first
 */
record LookBack(
        ChartRange range,
        List<CountsSample> chart,
        List<CountsSample> day,
        List<Act> acts,
        List<JourneyEvent> events) {
    /** More would only make groups larger that nobody reads. */
    static final int EVENTS = 2000;

    private static final Duration EVENTS_SINCE = Duration.ofDays(7);

    /** Asks; blocks. */
    static LookBack ask(OverviewDesk desk, ChartRange range, Instant now, ZoneId zone)
            throws IOException {
        List<CountsSample> chart = desk.samples(range.edges(now, zone).getFirst(), range.points());
        return new LookBack(
                range,
                chart,
                range == ChartRange.DAY
                        ? chart
                        : desk.samples(now.minus(ChartRange.DAY.span()), ChartRange.DAY.points()),
                desk.acts(Latest.LINES),
                desk.events(now.minus(EVENTS_SINCE), EVENTS));
    }
}
