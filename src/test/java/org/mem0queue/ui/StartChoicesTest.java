package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.start.StartPage;
import org.mem0queue.ui.start.StartPlace;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;

/** Where no queue is found, another folder can be named. */
class StartChoicesTest {
    @Test
    void theFolderThatIsChosenIsOpened() {
        ScriptStart script = new ScriptStart();
        ScriptChoosers choosers = new ScriptChoosers();
        Stage stage = Fx.call(Stage::new);
        try {
            Fx.run(
                    () -> {
                        StartPage page =
                                new StartPage(
                                        new StartPlace.Nowhere(SampleSnapshots.DIRECTORY),
                                        script,
                                        script,
                                        new Messages(
                                                Locale.ENGLISH,
                                                ZoneId.of("UTC"),
                                                SampleSnapshots.HOME),
                                        new InlineBackground(),
                                        choosers);
                        stage.setScene(new Scene(new StackPane(page.node()), 1280, 800));
                        stage.show();
                    });
            open(stage);
            assertThat(choosers.asked).hasSize(1);
            assertThat(script.chosen).as("cancelled").isEmpty();
            choosers.chosen.add(Path.of("/home/lea/queue"));
            open(stage);
            assertThat(script.chosen).containsExactly("open /home/lea/queue");
        } finally {
            Fx.run(stage::hide);
        }
    }

    /** What waits goes on, and so does the way to give it up. */
    @Test
    void aBugElsewhereLeavesTheCancelOfWhatWaits() {
        Stage stage = Fx.call(Stage::new);
        AtomicInteger cancelled = new AtomicInteger();
        try {
            Fx.run(
                    () -> {
                        ScriptStart script = new ScriptStart();
                        StartPage page =
                                new StartPage(
                                        new StartPlace.Nowhere(SampleSnapshots.DIRECTORY),
                                        script,
                                        script,
                                        new Messages(
                                                Locale.ENGLISH,
                                                ZoneId.of("UTC"),
                                                SampleSnapshots.HOME),
                                        new InlineBackground(),
                                        new ScriptChoosers());
                        stage.setScene(new Scene(new StackPane(page.node()), 1280, 800));
                        stage.show();
                        page.waiting("Somebody holds the lock.", cancelled::incrementAndGet);
                        page.tellBug("a report");
                    });
            assertThat(Fx.<Boolean>call(() -> button(stage, "Create").isDisabled())).isTrue();
            Fx.run(() -> button(stage, "Cancel").fire());
            assertThat(cancelled).hasValue(1);
        } finally {
            Fx.run(stage::hide);
        }
    }

    private static Button button(Stage stage, String words) {
        return stage.getScene().getRoot().lookupAll(".button").stream()
                .map(Button.class::cast)
                .filter(button -> button.getText().startsWith(words))
                .findFirst()
                .orElseThrow();
    }

    private static void open(Stage stage) {
        Fx.run(() -> button(stage, "Open").fire());
    }
}
