package org.mem0queue.ui;

import javafx.scene.input.KeyCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.logs.LogBatch;

import java.io.IOException;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Draws every screen in every look into {@code target/screenshots} and checks what a person would
 * see at once: a text that is cut, two things on top of each other.
 */
class ScreenshotTest {
    private static final Map<String, Supplier<SampleSnapshots>> SAMPLES = samples();

    private static Map<String, Supplier<SampleSnapshots>> samples() {
        Map<String, Supplier<SampleSnapshots>> samples = new TreeMap<>();
        samples.put("empty", SampleSnapshots::empty);
        samples.put("normal", SampleSnapshots::normal);
        samples.put("alarm", SampleSnapshots::alarm);
        samples.put("corrupt", SampleSnapshots::corrupt);
        samples.put("denied", SampleSnapshots::denied);
        samples.put("calm", SampleSnapshots::calm);
        samples.put("lost", SampleSnapshots::lost);
        samples.put("busy", SampleSnapshots::busy);
        return samples;
    }

    static Stream<Arguments> looks() {
        return Stream.of(Appearance.LIGHT, Appearance.DARK)
                .flatMap(
                        look ->
                                Stream.of(Locale.ENGLISH, Locale.FRENCH)
                                        .map(language -> Arguments.of(look, language)));
    }

    @ParameterizedTest
    @MethodSource("looks")
    void overviewsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.take("overview-first-look", 1);
            for (String sample : SAMPLES.keySet()) {
                shot.feed().tell(SAMPLES.get(sample).get().build());
                shot.feed().tell(sample.equals("empty") ? LogBatch.none() : SampleLog.timed());
                shot.take("overview-" + sample, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void narrowOverviewsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 900, 600)) {
            for (String sample : SAMPLES.keySet()) {
                shot.feed().tell(SAMPLES.get(sample).get().build());
                shot.feed().tell(SampleLog.untimed());
                shot.take("narrow-" + sample, 1);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("looks")
    void aFinerScreenShowsTheSame(Appearance look, Locale language) throws IOException {
        try (Shot shot = new Shot(look, language, 1280, 800)) {
            shot.feed().tell(SAMPLES.get("lost").get().build());
            shot.feed().tell(SampleLog.timed());
            shot.take("scaled-lost", 1.5);
        }
    }
}
