package org.mem0queue.architecture.broken.queue;

import org.mem0queue.architecture.broken.store.Sleeps;

final class KnowsOuterLayer {
    Sleeps upwards = new Sleeps();
}
