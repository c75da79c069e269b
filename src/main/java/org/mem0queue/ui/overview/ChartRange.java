package org.mem0queue.ui.overview;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How far back the chart looks, and into which stretches it cuts that time. */
enum ChartRange {
    /** Five minutes each. */
    HOUR(Duration.ofHours(1), 360, Duration.ofMinutes(5), "chart.hour", "chart.hour.synced"),
    /** An hour each. */
    DAY(Duration.ofHours(24), 288, Duration.ofMinutes(20), "chart.day", "chart.day.synced"),
    /** Six hours of the local day each. */
    WEEK(Duration.ofDays(7), 336, Duration.ofHours(3), "chart.week", "chart.week.synced");

    private static final int MINUTES = 5;
    private static final int HOURS = 6;
    private static final int LABEL_MINUTES = 15;
    private static final int LABEL_EVERY_HOURS = 4;

    private final Duration span;
    private final int points;
    private final Duration gap;
    private final String nameKey;
    private final String syncedKey;

    ChartRange(Duration span, int points, Duration gap, String nameKey, String syncedKey) {
        this.span = span;
        this.points = points;
        this.gap = gap;
        this.nameKey = nameKey;
        this.syncedKey = syncedKey;
    }

    /** For files. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<ChartRange> ofWord(String word) {
        return Arrays.stream(values()).filter(range -> range.word().equals(word)).findFirst();
    }

    Duration span() {
        return span;
    }

    /** How many samples are worth asking for. */
    int points() {
        return points;
    }

    /** Samples further apart than that were not taken one after the other: nobody looked. */
    Duration gap() {
        return gap;
    }

    String nameKey() {
        return nameKey;
    }

    /** Message key of the words for the bars: what, and per which time. */
    String syncedKey() {
        return syncedKey;
    }

    /**
     * The borders of the stretches, the last of which ends now. All are borders of the local clock,
     * so that a bar does not change its meaning while time goes on; where the clock is put forward
     * or back, hours are still hours, and a stretch of six local hours is five or seven long.
     */
    List<Instant> edges(Instant now, ZoneId zone) {
        List<Instant> edges = new ArrayList<>();
        ZonedDateTime start = now.minus(span).atZone(zone);
        if (this == WEEK) {
            LocalDateTime local =
                    start.toLocalDate().atTime(LocalTime.of(start.getHour() / HOURS * HOURS, 0));
            for (Instant edge = local.atZone(zone).toInstant();
                    edge.isBefore(now);
                    edge = local.atZone(zone).toInstant()) {
                edges.add(edge);
                local = local.plusHours(HOURS);
            }
        } else {
            ZonedDateTime edge =
                    this == DAY
                            ? start.truncatedTo(ChronoUnit.HOURS)
                            : start.truncatedTo(ChronoUnit.MINUTES)
                                    .withMinute(start.getMinute() / MINUTES * MINUTES);
            while (edge.toInstant().isBefore(now)) {
                edges.add(edge.toInstant());
                edge = this == DAY ? edge.plusHours(1) : edge.plusMinutes(MINUTES);
            }
        }
        edges.add(now);
        return edges;
    }

    /** Which of the borders, the last one left out, are worth a label. */
    List<Instant> labelled(List<Instant> edges, ZoneId zone) {
        List<Instant> labelled = new ArrayList<>();
        for (int i = 0; i + 1 < edges.size(); i++) {
            ZonedDateTime edge = edges.get(i).atZone(zone);
            boolean worth =
                    switch (this) {
                        case HOUR -> edge.getMinute() % LABEL_MINUTES == 0;
                        case DAY -> i % LABEL_EVERY_HOURS == 0;
                        case WEEK ->
                                i == 0
                                        ? edge.getHour() == 0
                                        : !edge.toLocalDate()
                                                .equals(
                                                        edges.get(i - 1)
                                                                .atZone(zone)
                                                                .toLocalDate());
                    };
            if (worth) {
                labelled.add(edges.get(i));
            }
        }
        return labelled;
    }
}
