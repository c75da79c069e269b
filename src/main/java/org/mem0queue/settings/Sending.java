package org.mem0queue.settings;

import java.time.Duration;

/**
 * How memories are sent.
 *
 * @param timeout for one upload, from its first packet to the last byte of the answer
 * @param maxTokens longer texts are set apart before they are sent
 * @param concurrency uploads at a time, of different projects
 * @param interval between the passes of a worker, and between the tries of an API that is out of
 *     order
 * @param doubtWait how long after its time-out a doubtful upload may still be running
 */
public record Sending(
        ApiDialect dialect,
        Infer infer,
        Duration timeout,
        int maxTokens,
        int concurrency,
        Duration interval,
        InDoubtPolicy inDoubt,
        Duration doubtWait) {}
