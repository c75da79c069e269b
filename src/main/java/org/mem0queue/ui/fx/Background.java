package org.mem0queue.ui.fx;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/**
 * Where work goes that must not be done on the JavaFX thread: files, locks, network, SQL. Its
 * outcome comes back on the JavaFX thread.
 */
@FunctionalInterface
public interface Background {
    /**
     * Begins work and returns at once.
     *
     * @param work blocks as long as it likes, on another thread
     * @param done told what came of it, on the JavaFX thread
     * @param failed told why nothing came of it, on the JavaFX thread; an {@link
     *     InterruptedException} if it was cancelled in time
     * @param <T> what comes of it
     */
    <T> Running run(Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed);

    /** Work under way. */
    @FunctionalInterface
    interface Running {
        /**
         * Asks the work to stop. What comes of it is told all the same: it may have been done
         * already.
         */
        void cancel();
    }
}
