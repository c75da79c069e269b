package org.mem0queue.app;

import javafx.stage.Stage;
import javafx.stage.WindowEvent;

import org.mem0queue.ui.fx.AfterFrame;

/** For what can wait until a person sees something. */
final class FirstFrame {
    private FirstFrame() {}

    /**
     * Tells once the stage has been shown and drawn. On the JavaFX thread.
     *
     * @param drawn told on the JavaFX thread
     */
    static void tell(Stage stage, Runnable drawn) {
        stage.addEventHandler(
                WindowEvent.WINDOW_SHOWN,
                event -> new AfterFrame(stage.getScene().getRoot()).run(drawn));
    }
}
