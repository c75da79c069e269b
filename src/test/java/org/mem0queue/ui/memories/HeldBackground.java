package org.mem0queue.ui.memories;

import org.mem0queue.ui.fx.Background;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Does work at once, or holds it until it is told to go on. */
final class HeldBackground implements Background {
    boolean holding;
    int begun;
    int cancelled;
    private final Deque<Runnable> held = new ArrayDeque<>();

    @Override
    public <T> Running run(
            Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        begun++;
        Runnable whole =
                () -> {
                    T result;
                    try {
                        result = work.call();
                    } catch (Exception e) {
                        failed.accept(e);
                        return;
                    }
                    done.accept(result);
                };
        if (holding) {
            held.add(whole);
        } else {
            whole.run();
        }
        return () -> cancelled++;
    }

    /** How many pieces of work wait. */
    int waiting() {
        return held.size();
    }

    /** Does the oldest piece of work that waits. */
    void next() {
        held.remove().run();
    }

    /** Does all that waits, and what comes of it. */
    void all() {
        while (!held.isEmpty()) {
            next();
        }
    }
}
