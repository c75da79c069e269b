package org.mem0queue.app;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.QueueService;
import org.mem0queue.ui.QueueFeed;

import java.util.function.Consumer;

/** What the window sees of the service. */
final class ServiceFeed implements QueueFeed {
    private final QueueService service;

    ServiceFeed(QueueService service) {
        this.service = service;
    }

    @Override
    public Subscription onSnapshot(Consumer<QueueSnapshot> listener) {
        return quietly(service.onSnapshot(listener));
    }

    @Override
    public void lookNow() {
        service.lookNow();
    }

    private static Subscription quietly(AutoCloseable subscription) {
        return () -> {
            try {
                subscription.close();
            } catch (Exception impossible) {
                throw new IllegalStateException(impossible);
            }
        };
    }
}
