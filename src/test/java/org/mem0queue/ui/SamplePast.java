package org.mem0queue.ui;

import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** A week and a day as the pictures of the design show it. */
public final class SamplePast {
    /** What waited at the beginning of each of the last 25 hours. */
    private static final int[] WAITING = {
        6, 9, 5, 3, 4, 8, 12, 7, 3, 1, 18, 27, 25, 21, 17, 13, 9, 5, 2, 1, 5, 12, 22, 36, 58
    };

    private static final int[] SYNCED = {
        8, 12, 14, 9, 7, 10, 13, 15, 9, 4, 0, 3, 5, 7, 9, 8, 9, 8, 6, 3, 5, 8, 6, 2
    };

    private static final int[] FAILED = {
        2, 2, 2, 2, 2, 2, 3, 3, 3, 3, 3, 3, 5, 5, 5, 5, 5, 5, 7, 7, 7, 8, 8, 9, 9
    };

    private static final Duration STEP = Duration.ofMinutes(5);

    private SamplePast() {}

    /** One sample a minute for an hour, one every five minutes for a day, one an hour before. */
    public static ScriptOverviewDesk alarm() {
        return alarm(7);
    }

    /** The same where nobody has looked for losses. */
    public static ScriptOverviewDesk unchecked() {
        return alarm(0);
    }

    private static ScriptOverviewDesk alarm(int lost) {
        ScriptOverviewDesk desk = new ScriptOverviewDesk();
        List<CountsSample> samples = new ArrayList<>();
        Instant end = SampleSnapshots.NOW.minusSeconds(40);
        int synced = 216;
        int before = synced - IntStream.of(SYNCED).sum();
        for (int day = 7; day >= 1; day--) {
            for (int hour = 0; hour < 24; hour++) {
                // Nobody looked for half a day.
                if (day == 4 && hour > 6 && hour < 18) {
                    continue;
                }
                Instant time = end.minus(Duration.ofDays(day)).minus(Duration.ofHours(24L - hour));
                int ago = day * 24 - hour;
                samples.add(
                        sample(
                                time,
                                WAITING[(hour + 5 * day) % 23] * (3 + day % 3) / 5,
                                before - ago / 5 - (hour > 12 ? 0 : day),
                                2,
                                0));
            }
        }
        for (int i = 0; i < 23 * 12; i++) {
            int hour = i / 12;
            double part = i % 12 / 12.0;
            long waiting = Math.round(WAITING[hour] + part * (WAITING[hour + 1] - WAITING[hour]));
            int done = IntStream.range(hour, 24).map(at -> SYNCED[at]).sum();
            long soFar = synced - done + Math.round(part * SYNCED[hour]);
            samples.add(
                    sample(
                            end.minus(Duration.ofHours(24)).plus(STEP.multipliedBy(i)),
                            waiting,
                            soFar,
                            FAILED[hour],
                            i < 137 ? 0 : lost));
        }
        for (int i = 59; i >= 0; i--) {
            samples.add(
                    sample(
                            end.minus(Duration.ofMinutes(i)),
                            57 - i / 3 - i % 3,
                            216 - i / 25,
                            9,
                            lost));
        }
        desk.samples = samples;
        desk.events = events(lost);
        desk.acts =
                List.of(
                        new Act(
                                12,
                                SampleSnapshots.NOW.minusSeconds(2400),
                                "window",
                                ActKind.RETRY,
                                "",
                                true,
                                IntStream.range(0, 12)
                                        .mapToObj(
                                                i ->
                                                        new Act.Target(
                                                                "id-" + i,
                                                                true,
                                                                OptionalLong.empty()))
                                        .toList(),
                                OptionalLong.empty(),
                                OptionalLong.empty()));
        return desk;
    }

    /** Little happened, and all of it went well. */
    public static ScriptOverviewDesk calm() {
        ScriptOverviewDesk desk = new ScriptOverviewDesk();
        int[] waiting = {0, 2, 1, 0, 0, 3, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 4, 1, 0, 3, 2, 1, 0};
        int[] synced = {0, 6, 9, 4, 0, 3, 8, 2, 0, 0, 0, 0, 0, 0, 0, 0, 2, 7, 12, 5, 3, 8, 11, 6};
        List<CountsSample> samples = new ArrayList<>();
        Instant end = SampleSnapshots.NOW.minusSeconds(40);
        for (int i = 0; i < 24 * 12; i++) {
            int hour = i / 12;
            double part = i % 12 / 12.0;
            int done = IntStream.range(hour, 24).map(at -> synced[at]).sum();
            samples.add(
                    sample(
                            end.minus(Duration.ofHours(24)).plus(STEP.multipliedBy(i)),
                            Math.round(waiting[hour] + part * (waiting[hour + 1] - waiting[hour])),
                            216 - done + Math.round(part * synced[hour]),
                            0,
                            0));
        }
        desk.samples = samples;
        desk.events =
                List.of(
                        event(1260, "a1", JourneyKind.SYNCED_CONFIRMED),
                        event(1262, "a2", JourneyKind.SYNCED_CONFIRMED),
                        event(1290, "a1", JourneyKind.ACCEPTED),
                        event(1291, "a2", JourneyKind.ACCEPTED));
        return desk;
    }

    private static List<JourneyEvent> events(int lost) {
        List<JourneyEvent> events = new ArrayList<>();
        for (int i = 0; i < lost; i++) {
            events.add(event(40 + i, "lost-" + i, JourneyKind.VANISHED_LOST));
        }
        for (int i = 0; i < 3; i++) {
            events.add(event(240 + i, "failed-" + i, JourneyKind.DEAD_LETTERED));
        }
        events.add(event(900, "one", JourneyKind.SYNCED_CONFIRMED));
        for (int i = 0; i < 12; i++) {
            events.add(event(1500 + i, "synced-" + i, JourneyKind.SYNCED_REPORTED));
        }
        events.add(event(100_000, "old", JourneyKind.ACCEPTED));
        return events;
    }

    private static JourneyEvent event(long secondsAgo, String id, JourneyKind kind) {
        return new JourneyEvent(id, SampleSnapshots.NOW.minusSeconds(secondsAgo), kind);
    }

    private static CountsSample sample(
            Instant time, long waiting, long synced, long failed, long lost) {
        return new CountsSample(
                time,
                new Counts(
                        0,
                        waiting,
                        0,
                        0,
                        0,
                        synced,
                        failed,
                        0,
                        0,
                        OptionalLong.empty(),
                        lost == 0 ? OptionalLong.empty() : OptionalLong.of(lost),
                        0,
                        0));
    }
}
