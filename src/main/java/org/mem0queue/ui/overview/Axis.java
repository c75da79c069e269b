package org.mem0queue.ui.overview;

import java.util.List;

/**
 * An axis from zero to a round number.
 *
 * @param ticks what is written at it, zero first, the top last
 */
record Axis(long top, List<Long> ticks) {
    private static final long[] HALVES = {2, 4, 6, 10};
    private static final long[] WHOLES = {10, 12, 15, 20, 25, 30, 40, 50, 60, 80, 100};

    /** Whose half is a round number as well. */
    static Axis withHalf(double most) {
        long top = roundUp(most, HALVES, 1);
        return new Axis(top, List.of(0L, top / 2, top));
    }

    /** Only zero and the top. */
    static Axis withTop(double most) {
        long top = most <= 8 ? Math.max(1, (long) Math.ceil(most)) : roundUp(most, WHOLES, 1);
        return new Axis(top, List.of(0L, top));
    }

    private static long roundUp(double most, long[] steps, long unit) {
        for (long step : steps) {
            if (step * unit >= most) {
                return step * unit;
            }
        }
        return roundUp(most, steps, unit * 10);
    }

    /** From 0 at the bottom to 1 at the top. */
    double part(double value) {
        return value / top;
    }
}
