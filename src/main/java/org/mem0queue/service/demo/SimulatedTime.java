package org.mem0queue.service.demo;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The time that passes faster, until it is stopped. Safe for several threads. */
final class SimulatedTime {
    private final DemoPace pace;
    private final CountDownLatch stopped;
    private volatile long started = System.nanoTime();

    /**
     * @param stopped counted down when everything is to end
     */
    SimulatedTime(DemoPace pace, CountDownLatch stopped) {
        this.pace = pace;
        this.stopped = stopped;
    }

    /** From now on it counts. */
    void begin() {
        started = System.nanoTime();
    }

    /** Since the beginning, in life's time. */
    Duration now() {
        return pace.inLife(Duration.ofNanos(System.nanoTime() - started));
    }

    /**
     * Lets time pass.
     *
     * @param inLife how much
     * @return false if everything is to end
     */
    boolean pass(Duration inLife) throws InterruptedException {
        return passHere(pace.here(inLife));
    }

    /** Lets time pass that is the same here as in life. */
    boolean passHere(Duration here) throws InterruptedException {
        return !stopped.await(here.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** Ends everything. */
    void stop() {
        stopped.countDown();
    }

    boolean stopped() {
        return stopped.getCount() == 0;
    }

    DemoPace pace() {
        return pace;
    }
}
