package org.mem0queue.app;

import javafx.application.Platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * JavaFX, while it starts on a thread of its own: that takes longer than to find out what the
 * window is to show, and neither needs the other.
 */
final class Toolkit {
    /**
     * JavaFX keeps pictures of backgrounds with round corners in one of 8 MB. In software a changed
     * number took the renderer 35 ms of processor with it and 20 without; with a graphics card it
     * was not measured.
     */
    private static final String NO_PICTURES_OF_BACKGROUNDS = "prism.disableRegionCaching";

    private final CompletableFuture<Void> started = new CompletableFuture<>();

    private Toolkit() {}

    /** Begins to start it; once in a process. */
    static Toolkit begin() {
        if (System.getProperty(NO_PICTURES_OF_BACKGROUNDS) == null) {
            System.setProperty(NO_PICTURES_OF_BACKGROUNDS, "true");
        }
        Toolkit toolkit = new Toolkit();
        Thread.ofPlatform().daemon().name("toolkit-start").start(toolkit::start);
        return toolkit;
    }

    private void start() {
        try {
            Platform.setImplicitExit(false);
            Platform.startup(() -> started.complete(null));
        } catch (RuntimeException | Error cannotStart) {
            started.completeExceptionally(cannotStart);
        }
    }

    /**
     * Waits until it has started.
     *
     * @throws UnsupportedOperationException if there is no display that it can use
     */
    void await() {
        try {
            started.join();
        } catch (CompletionException failed) {
            if (failed.getCause() instanceof RuntimeException cause) {
                throw cause;
            }
            throw failed;
        }
    }

    /** Ends it, once it has started: in the middle of its start the process must not end. */
    void end() {
        if (started.handle((done, failure) -> failure == null).join()) {
            Platform.exit();
        }
    }
}
