package org.mem0queue.app;

import javafx.application.Platform;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * JavaFX, while it starts on a thread of its own: that takes longer than to find out what the
 * window is to show, and neither needs the other.
 */
final class Toolkit {
    private final CompletableFuture<Void> started = new CompletableFuture<>();

    private Toolkit() {}

    /** Begins to start it; once in a process. */
    static Toolkit begin() {
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
