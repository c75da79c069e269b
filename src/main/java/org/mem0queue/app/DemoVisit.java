package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;

import java.io.IOException;

/** The demo that the window shows or has shown last; ends once it was left. Used on one thread. */
final class DemoVisit {
    private CliEnvironment.@Nullable StartedDemo running;

    /**
     * Starts one.
     *
     * @return what the window on it asks
     */
    CliEnvironment.GuiRequest start(CliEnvironment.GuiRequest own) throws IOException {
        CliEnvironment.StartedDemo started = own.startDemo();
        running = started;
        return started.request();
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
