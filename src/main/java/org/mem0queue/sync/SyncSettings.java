package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Dialect;

import java.time.Duration;

/**
 * How to send; asked for before every upload, so that a change applies to the next one.
 *
 * @param client where to, with which key and deadlines
 * @param dialect as a person fixed it; null: the server is asked
 * @param concurrency uploads at a time, at least 1; never two of one project
 * @param interval between two tries of an API that is out of order
 * @param resendDoubts whether to send again what may be stored where nobody can tell
 * @param doubtWait how long after its deadline a request may still be running
 */
public record SyncSettings(
        ClientSetup client,
        @Nullable Dialect dialect,
        int concurrency,
        Duration interval,
        boolean resendDoubts,
        Duration doubtWait) {}
