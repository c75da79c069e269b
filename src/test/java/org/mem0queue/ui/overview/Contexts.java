package org.mem0queue.ui.overview;

import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** What a page is given, without a window: work is done at once, time stands still. */
final class Contexts {
    private Contexts() {}

    static PageContext of(Messages words, Navigator navigator) {
        return of(words, navigator, Contexts::atOnce);
    }

    static PageContext of(Messages words, Navigator navigator, Background background) {
        return new PageContext(
                SampleSnapshots.DIRECTORY,
                words,
                Clock.fixed(NOW, ZoneOffset.UTC),
                background,
                navigator,
                new Silent());
    }

    private static <T> Background.Running atOnce(
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

    private static final class Silent implements Notices {
        @Override
        public void done(String sentence, @Nullable Runnable undo) {}

        @Override
        public void problem(String sentence, @Nullable Step step) {}

        @Override
        public Waiting waiting(String sentence, Runnable cancel) {
            return new Waiting() {
                @Override
                public void say(String told) {}

                @Override
                public void close() {}
            };
        }
    }
}
