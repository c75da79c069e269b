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

    private static void open(Stage stage) {
        Fx.run(
                () ->
                        stage.getScene().getRoot().lookupAll(".button").stream()
                                .map(Button.class::cast)
                                .filter(button -> button.getText().startsWith("Open"))
                                .findFirst()
                                .orElseThrow()
                                .fire());
    }
}
