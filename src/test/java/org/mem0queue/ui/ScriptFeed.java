package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A feed that says what a test tells it to. */
public final class ScriptFeed implements QueueFeed {
    private final List<Consumer<QueueSnapshot>> snapshots = new CopyOnWriteArrayList<>();
    private final @Nullable QueueSnapshot present;
    final AtomicInteger looks = new AtomicInteger();

    public ScriptFeed() {
        this(null);
    }

    /**
     * @param present what a new listener is told at once; null for nothing
     */
    ScriptFeed(@Nullable QueueSnapshot present) {
        this.present = present;
    }

    @Override
    public Subscription onSnapshot(Consumer<QueueSnapshot> listener) {
        snapshots.add(listener);
        if (present != null) {
            listener.accept(present);
        }
        return () -> snapshots.remove(listener);
    }

    @Override
    public void lookNow() {
        looks.incrementAndGet();
    }

    public void tell(QueueSnapshot snapshot) {
        snapshots.forEach(listener -> listener.accept(snapshot));
    }

    int listeners() {
        return snapshots.size();
    }
}
