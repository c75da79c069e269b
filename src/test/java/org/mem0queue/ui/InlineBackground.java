package org.mem0queue.ui;

import org.mem0queue.ui.fx.Background;

import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Work that is done at once, on the thread that asks for it. */
public final class InlineBackground implements Background {
    @Override
    public <T> Running run(
            Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
        T result;
        try {
            result = work.call();
        } catch (Exception e) {
            failed.accept(e);
            return () -> {};
        }
        done.accept(result);
        return () -> {};
    }
}
