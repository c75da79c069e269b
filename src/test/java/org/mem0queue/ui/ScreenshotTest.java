package org.mem0queue.ui;

import javafx.scene.control.ButtonBase;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Draws every screen in every look into {@code target/screenshots} and checks what a person would
 * see at once: a text that is cut, two things on top of each other.
 */
class ScreenshotTest {
    private static final Map<String, Supplier<SampleSnapshots>> SAMPLES = samples();

    /** Those that say since when they were seen: they have a chart. */
    private static final List<String> WITH_A_PAST = List.of("calm", "alarm", "lost");

    private static Map<String, Supplier<SampleSnapshots>> samples() {
        // Those without memories first: the clock stands still, and projects are counted once a
        // second.
        Map<String, Supplier<SampleSnapshots>> samples = new LinkedHashMap<>();
        samples.put("empty", SampleSnapshots::empty);
        samples.put("normal", SampleSnapshots::normal);
        samples.put("paused", SampleSnapshots::paused);
        samples.put("corrupt", SampleSnapshots::corrupt);
        samples.put("denied", SampleSnapshots::denied);
        samples.put("calm", SampleSnapshots::calm);
        samples.put("alarm", SampleSnapshots::alarm);
        samples.put("lost", SampleSnapshots::lost);
        samples.put("busy", SampleSnapshots::busy);
        return samples;
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void overviewsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.take("overview-first-look", 1);
            for (String sample : withoutAPast()) {
                shot.feed().tell(SAMPLES.get(sample).get().build());
                shot.take("overview-" + sample, 1);
            }
        }
        for (String sample : WITH_A_PAST) {
            try (Shot shot = withAPast(sample, look, language, 1280, 800)) {
                shot.take("overview-" + sample, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void chartsOfEveryRangeAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(past(SamplePast.alarm()), look, language, 1280, 800)) {
            shot.feed().tell(SampleSnapshots.lost().build());
            for (int range = 0; range < 3; range++) {
                fire(shot, ".chart-pane .segment", range);
                awaitChart(shot);
                shot.take("chart-" + List.of("hour", "day", "week").get(range), 1);
            }
        }
        try (Shot shot = new Shot(past(SamplePast.calm()), look, language, 1280, 800)) {
            shot.feed().tell(SampleSnapshots.calm().build());
            awaitChart(shot);
            shot.take("chart-calm", 1);
            fire(shot, ".balance .opener", 0);
            shot.take("chart-account", 1);
        }
        try (Shot shot = new Shot(past(SamplePast.alarm()), look, language, 900, 600)) {
            shot.feed().tell(SampleSnapshots.lost().build());
            awaitChart(shot);
            shot.take("narrow-chart", 1);
            shot.take("narrow-chart-scaled", 1.5);
        }
    }

    private static List<String> withoutAPast() {
        return SAMPLES.keySet().stream().filter(sample -> !WITH_A_PAST.contains(sample)).toList();
    }

    /** As it looks once this program has been here for a while. */
    private static Shot withAPast(
            String sample, Appearance look, Locale language, double width, double height) {
        ScriptOverviewDesk desk =
                switch (sample) {
                    case "calm" -> SamplePast.calm();
                    case "lost" -> SamplePast.alarm();
                    default -> SamplePast.unchecked();
                };
        Shot shot = new Shot(past(desk), look, language, width, height);
        shot.feed().tell(SAMPLES.get(sample).get().build());
        awaitChart(shot);
        return shot;
    }

    private static ScriptDoors past(ScriptOverviewDesk desk) {
        ScriptDoors doors = new ScriptDoors();
        doors.overview = desk;
        return doors;
    }

    private static void fire(Shot shot, String selector, int index) {
        Fx.pulses(2);
        Fx.run(
                () ->
                        ((ButtonBase)
                                        List.copyOf(shot.scene().getRoot().lookupAll(selector))
                                                .get(index))
                                .fire());
    }

    /** The past comes from a thread of its own. */
    private static void awaitChart(Shot shot) {
        for (int i = 0; i < 200; i++) {
            Fx.pulses(1);
            if (Fx.call(() -> shot.scene().lookup(".chart .waiting-line")) != null) {
                return;
            }
        }
        throw new AssertionError("no chart");
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowOverviewsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 900, 600)) {
            for (String sample : withoutAPast()) {
                shot.feed().tell(SAMPLES.get(sample).get().build());
                shot.take("narrow-" + sample, 1);
            }
        }
        for (String sample : WITH_A_PAST) {
            try (Shot shot = withAPast(sample, look, language, 900, 600)) {
                shot.take("narrow-" + sample, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void aFinerScreenShowsTheSame(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.feed().tell(SAMPLES.get("lost").get().build());
            shot.take("scaled-lost", 1.5);
        }
    }
}
