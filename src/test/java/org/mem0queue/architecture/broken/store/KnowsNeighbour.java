package org.mem0queue.architecture.broken.store;

import org.mem0queue.architecture.broken.log.Log;

final class KnowsNeighbour {
    Log sideways = new Log();
}
