package org.mem0queue.ui;

import org.mem0queue.queue.QueueSnapshot;

import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** A feed that says what a test tells it to. */
public final class ScriptFeed implements QueueFeed {
    private final List<Consumer<QueueSnapshot>> snapshots = new CopyOnWriteArrayList<>();
    final AtomicInteger looks = new AtomicInteger();

    @Override
    public Subscription onSnapshot(Consumer<QueueSnapshot> listener) {
        snapshots.add(listener);
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
