package org.mem0queue.service.demo;

import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The bad days of the API. What happens to an add depends on the seed, its text and how often that
 * was sent before, so both manners meet the same. Safe for several threads.
 */
final class Weather {
    /** In life's time; in every one the API is out of order once. */
    static final Duration CYCLE = Duration.ofMinutes(4);

    /** After the beginning of every cycle. */
    private static final Duration OUTAGE_BEGINS = Duration.ofSeconds(50);

    /** The users of the Python programs told of 4 to 5 % on most days, and of 62 % on one. */
    private static final double REFUSES = 0.08;

    private static final double FORGETS_TO_ANSWER = 0.08;

    private static final Duration FASTEST = Duration.ofMillis(1200);
    private static final Duration SLOWEST = Duration.ofMillis(2800);

    private final long seed;
    private final SimulatedTime time;
    private final Map<String, Integer> sent = new ConcurrentHashMap<>();
    private final Set<String> rejected;
    private volatile boolean fine;

    Weather(long seed, SimulatedTime time) {
        this(seed, time, Set.of());
    }

    /**
     * @param rejected texts that are never taken as they are, on whatever day
     */
    Weather(long seed, SimulatedTime time, Set<String> rejected) {
        this.seed = seed;
        this.time = time;
        this.rejected = Set.copyOf(rejected);
    }

    /** What happens to an add. */
    enum Fate {
        STORED,
        STORED_WITHOUT_ANSWER,
        REFUSED,
        /** The text itself is at fault: sending it again does not help. */
        REJECTED
    }

    /**
     * @param takes in life's time
     */
    record Forecast(Fate fate, Duration takes) {}

    Forecast of(String text) {
        int before = sent.merge(text, 1, Integer::sum);
        if (rejected.contains(text)) {
            return new Forecast(Fate.REJECTED, FASTEST);
        }
        if (fine) {
            return new Forecast(Fate.STORED, Duration.ZERO);
        }
        Random random = new Random(seed * 1_000_003 + text.hashCode() * 31L + before);
        double drawn = random.nextDouble();
        Duration takes = Duration.ofMillis(random.nextLong(FASTEST.toMillis(), SLOWEST.toMillis()));
        Fate fate =
                drawn < REFUSES
                        ? Fate.REFUSED
                        : drawn < REFUSES + FORGETS_TO_ANSWER
                                ? Fate.STORED_WITHOUT_ANSWER
                                : Fate.STORED;
        return new Forecast(fate, takes);
    }

    /** Whether nothing at all is answered now but that it is out of order. */
    boolean outage() {
        Duration inCycle = Duration.ofMillis(time.now().toMillis() % CYCLE.toMillis());
        Duration since = inCycle.minus(OUTAGE_BEGINS);
        return !fine && !since.isNegative() && since.compareTo(time.pace().outage()) < 0;
    }

    /** From now on the API is well, and fast. */
    void clearUp() {
        fine = true;
    }
}
