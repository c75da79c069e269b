package org.mem0queue.ui;

import javafx.scene.Scene;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.stage.Stage;

import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;

/** A whole window over scripted doors, at the moment of the samples. */
final class ScriptWindow implements AutoCloseable {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    final ScriptFeed feed = new ScriptFeed();
    final Stage stage;
    private final WindowOptions options;
    private final MainWindow window;

    /** In English and light, over doors that hold nothing but the feed. */
    ScriptWindow() {
        this(new ScriptDoors(), options(Appearance.LIGHT, Locale.ENGLISH), made -> {});
    }

    /**
     * A window over these doors; the feed is put into them here.
     *
     * @param before done to the stage before it is shown
     */
    ScriptWindow(ScriptDoors doors, WindowOptions options, Consumer<Stage> before) {
        this.options = options;
        stage = Fx.call(Stage::new);
        window =
                Fx.call(
                        () -> {
                            MainWindow made = new MainWindow(stage, doors.with(feed), options);
                            before.accept(stage);
                            made.show();
                            return made;
                        });
    }

    static WindowOptions options(Appearance look, Locale language) {
        return options(look, language, false);
    }

    static WindowOptions options(Appearance look, Locale language, boolean demo) {
        return new WindowOptions(
                SampleSnapshots.DIRECTORY,
                words(language),
                Clock.fixed(SampleSnapshots.NOW, ZONE),
                look,
                demo,
                WindowState.FIRST,
                new QuietEffects());
    }

    private static Messages words(Locale language) {
        return new Messages(language, ZONE, SampleSnapshots.HOME);
    }

    /** To look things up in, on the JavaFX thread only. */
    Scene scene() {
        return stage.getScene();
    }

    /** Presses a key that works everywhere in the window. */
    void press(KeyCode code, KeyCombination.Modifier... modifiers) {
        Fx.run(
                () ->
                        Objects.requireNonNull(
                                        scene().getAccelerators()
                                                .get(new KeyCodeCombination(code, modifiers)),
                                        () -> "nothing listens to " + code)
                                .run());
    }

    /** How it would be left now. */
    WindowState state() {
        return Fx.call(window::state);
    }

    /** Goes on in another language. */
    void speak(Locale language) {
        Fx.run(() -> window.setWords(words(language)));
    }

    @Override
    public void close() {
        Fx.run(window::close);
    }

    /** What it asked of what is around it, where that is made by {@link #options}. */
    QuietEffects effects() {
        return (QuietEffects) options.effects();
    }
}
