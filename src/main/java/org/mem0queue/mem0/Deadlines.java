package org.mem0queue.mem0;

import java.time.Duration;

/**
 * How long a call may take from its first packet to the last byte of the answer, however slowly
 * that drips.
 *
 * @param connect for the connection alone
 * @param read for a request that changes nothing
 * @param upload for an add: servers run a language model inside it
 */
public record Deadlines(Duration connect, Duration read, Duration upload) {
    /** 5 s, 10 s, and the 300 s that the API's own client waits for an add. */
    public static final Deadlines USUAL =
            new Deadlines(Duration.ofSeconds(5), Duration.ofSeconds(10), Duration.ofSeconds(300));

    /** All must be positive. */
    public Deadlines {
        if (!connect.isPositive() || !read.isPositive() || !upload.isPositive()) {
            throw new IllegalArgumentException("a deadline is longer than nothing");
        }
    }
}
