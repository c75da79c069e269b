package org.mem0queue.ui;

import org.mem0queue.queue.QueueSnapshot;

import java.util.function.Consumer;

/**
 * All that the window needs from outside: what the queue looks like, as it changes.
 *
 * <p>Listeners are called on any thread, one call at a time per listener, and return at once. A new
 * listener is told the present state first. A snapshot comes at least every five seconds while
 * looking works, also if nothing changed: its {@code readAt} is the proof that somebody looked, and
 * the window calls its numbers old without it.
 */
public interface QueueFeed {
    /** Tells every new snapshot until the subscription is closed. */
    Subscription onSnapshot(Consumer<QueueSnapshot> listener);

    /** Looks at the files now rather than at the next interval; returns at once. */
    void lookNow();

    /** Ends what it stands for; closing twice does nothing more. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        @Override
        void close();
    }
}
