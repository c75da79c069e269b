package org.mem0queue.service.demo;

import java.time.Duration;

/**
 * How much happens, and how fast. All durations are those of life; waiting takes that divided by
 * {@code timesFaster}, while disk and processor are as fast as they are.
 *
 * @param timesFaster 1 is life itself
 * @param sessions agents that save at the same time, each to a project of its own; at least 1
 * @param savesEach how many memories each of them tries to save
 * @param pause between two saves of one agent, on average
 * @param workerEvery the Python worker is started after so many memories
 * @param outage how long the API is out of order, once in every {@link Weather#CYCLE}
 */
public record DemoPace(
        int timesFaster,
        int sessions,
        int savesEach,
        Duration pause,
        int workerEvery,
        Duration outage) {
    private static final Duration ANSWER = Duration.ofSeconds(30);

    /** A busy machine must not look like an API that does not answer. */
    private static final Duration LEAST = Duration.ofSeconds(2);

    /** Half a minute for both manners together. */
    public static final DemoPace USUAL =
            new DemoPace(20, 4, 15, Duration.ofSeconds(8), 20, Duration.ofSeconds(25));

    /** Fails with {@link IllegalArgumentException} where nothing would happen. */
    public DemoPace {
        if (timesFaster < 1 || sessions < 1 || savesEach < 1 || workerEvery < 1) {
            throw new IllegalArgumentException("a demo without anybody in it");
        }
    }

    /** The same, but the agents go on until it is stopped. */
    public DemoPace endless() {
        return new DemoPace(timesFaster, sessions, Integer.MAX_VALUE, pause, workerEvery, outage);
    }

    /** How long this takes here. */
    Duration here(Duration inLife) {
        return inLife.dividedBy(timesFaster);
    }

    /** How long to wait for the answer to an add: 30 s in life, as the Python worker does. */
    Duration patience() {
        Duration here = here(ANSWER);
        return here.compareTo(LEAST) < 0 ? LEAST : here;
    }

    /** What this time here is in life. */
    Duration inLife(Duration here) {
        return here.multipliedBy(timesFaster);
    }
}
