package org.mem0queue.architecture.broken.store;

public final class Sleeps {
    void rest() throws InterruptedException {
        Thread.sleep(1);
    }
}
