package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;

@Timeout(60)
class BackgroundThreadsTest {
    private final BlockingQueue<Runnable> toolkit = new LinkedBlockingQueue<>();
    private final List<String> told = new CopyOnWriteArrayList<>();

    private void deliver() throws InterruptedException {
        toolkit.take().run();
    }

    @Test
    void workIsDoneAtOnceAndTold() throws InterruptedException {
        try (BackgroundThreads threads =
                new BackgroundThreads(Thread.ofVirtual().factory(), toolkit::add)) {
            threads.run(() -> "done", told::add, failure -> told.add("failed"));
            deliver();
        }
        assertThat(told).containsExactly("done");
    }

    @Test
    void heldWorkWaitsUntilItMayBegin() throws InterruptedException {
        try (BackgroundThreads threads =
                BackgroundThreads.held(Thread.ofVirtual().factory(), toolkit::add)) {
            threads.run(() -> told.add("begun"), done -> {}, failure -> told.add("failed"));
            assertThat(told).isEmpty();
            assertThat(toolkit).isEmpty();
            threads.begin();
            deliver();
            assertThat(told).containsExactly("begun");
            threads.run(() -> told.add("at once"), done -> {}, failure -> told.add("failed"));
            deliver();
        }
        assertThat(told).containsExactly("begun", "at once");
    }

    @Test
    void closingDoesNotWaitForABeginningThatNeverComes() {
        try (BackgroundThreads threads =
                BackgroundThreads.held(Thread.ofVirtual().factory(), toolkit::add)) {
            threads.run(() -> told.add("begun"), done -> {}, failure -> {});
        }
        // It came to its end; its outcome is told to nobody.
        assertThat(told).containsExactly("begun");
        toolkit.forEach(Runnable::run);
        assertThat(told).containsExactly("begun");
    }
}
