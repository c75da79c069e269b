package org.mem0queue.acceptance;

import java.util.Random;

/** Random choices that can be repeated with {@code -Dseed=N}. */
public record Seed(long number) {
    /** A new one, or the one that was asked for; printed, so that a failure can be repeated. */
    public static Seed print(String what) {
        Seed seed = new Seed(Long.getLong("seed", System.nanoTime() & 0xffff_ffffL));
        System.out.println(what + ": repeat with -Dseed=" + seed.number);
        return seed;
    }

    public Random random() {
        return new Random(number);
    }

    @Override
    public String toString() {
        return "seed " + number;
    }
}
