package org.mem0queue.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.Locale;

/** Measured times in milliseconds. Safe for several threads. */
final class Samples {
    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private double[] values = new double[64];
    private double[] processor = new double[64];
    private int count;

    /** What is timed. */
    @FunctionalInterface
    interface Timed<T> {
        T run() throws Exception;
    }

    /** Times it and passes its result on. */
    <T> T time(Timed<T> work) throws Exception {
        long used = THREADS.getCurrentThreadCpuTime();
        long start = System.nanoTime();
        T result = work.run();
        long end = System.nanoTime();
        add((end - start) / 1e6, (THREADS.getCurrentThreadCpuTime() - used) / 1e6);
        return result;
    }

    void add(double milliseconds) {
        add(milliseconds, 0);
    }

    synchronized void add(double milliseconds, double processorMilliseconds) {
        if (count == values.length) {
            values = Arrays.copyOf(values, count * 2);
            processor = Arrays.copyOf(processor, count * 2);
        }
        values[count] = milliseconds;
        processor[count++] = processorMilliseconds;
    }

    synchronized void clear() {
        count = 0;
    }

    synchronized int count() {
        return count;
    }

    /**
     * @param share 0.5 for the median, 0.99 for the slowest hundredth
     */
    synchronized double percentile(double share) {
        return percentile(values, share);
    }

    /**
     * Processor time of the measuring thread: what is left of a busy neighbour in it is a cold
     * cache, not waiting.
     */
    synchronized double processorMedian() {
        return percentile(processor, 0.5);
    }

    private double percentile(double[] of, double share) {
        double[] sorted = Arrays.copyOf(of, count);
        Arrays.sort(sorted);
        return sorted[Math.clamp((int) Math.ceil(share * count) - 1, 0, count - 1)];
    }

    double median() {
        return percentile(0.5);
    }

    double max() {
        return percentile(1);
    }

    @Override
    public String toString() {
        return String.format(
                Locale.ROOT,
                "p50 %.3f, p90 %.3f, p99 %.3f, max %.3f ms, processor p50 %.3f ms (n=%d)",
                median(),
                percentile(0.9),
                percentile(0.99),
                max(),
                processorMedian(),
                count());
    }
}
