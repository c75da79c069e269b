package org.mem0queue.app;

import javafx.application.Platform;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/**
 * The demo that the window shows or has shown last; ends once it was left. It is begun on the
 * JavaFX thread; all else happens on the files' thread.
 */
final class DemoVisit {
    private boolean starting;
    private CliEnvironment.@Nullable StartedDemo running;

    /**
     * Starts one, which takes about a second; not a second one meanwhile.
     *
     * @param files where it is started
     * @param started told what the window on it asks, on the JavaFX thread
     * @param failed told why there is none, as a sentence, on the JavaFX thread
     */
    void begin(
            CliEnvironment.GuiRequest own,
            Executor files,
            Consumer<CliEnvironment.GuiRequest> started,
            Consumer<String> failed) {
        if (starting) {
            return;
        }
        starting = true;
        files.execute(
                () -> {
                    Runnable outcome;
                    try {
                        outcome = start(own, started, failed);
                    } catch (RuntimeException | Error bug) {
                        Platform.runLater(() -> starting = false);
                        throw bug;
                    }
                    Platform.runLater(
                            () -> {
                                starting = false;
                                outcome.run();
                            });
                });
    }

    private Runnable start(
            CliEnvironment.GuiRequest own,
            Consumer<CliEnvironment.GuiRequest> started,
            Consumer<String> failed) {
        try {
            CliEnvironment.StartedDemo begun = own.startDemo();
            running = begun;
            return () -> started.accept(begun.request());
        } catch (IOException e) {
            String sentence =
                    "The demo needs a folder for temporary files and a port on 127.0.0.1 ("
                            + e.getMessage()
                            + ").";
            return () -> failed.accept(sentence);
        }
    }

    /** Ends it if something else is shown now. Blocks for a second or two. */
    @SuppressWarnings("ReferenceEquality") // this very demo, not one like it
    void closeUnless(CliEnvironment.GuiRequest shown) {
        CliEnvironment.StartedDemo started = running;
        if (started != null && started.request() != shown) {
            running = null;
            try {
                started.running().close();
            } catch (Exception left) {
                // Its folder is among the temporary files, which the system clears.
            }
        }
    }
}
