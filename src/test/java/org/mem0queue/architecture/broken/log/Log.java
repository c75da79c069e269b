package org.mem0queue.architecture.broken.log;

import org.mem0queue.architecture.broken.store.Sleeps;

/** Sideways, and with store's own sideways look a cycle. */
public final class Log {
    Sleeps sideways = new Sleeps();
}
