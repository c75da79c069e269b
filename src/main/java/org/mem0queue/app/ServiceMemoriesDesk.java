package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.memories.MemoriesDesk;

/** Answers from the service. */
final class ServiceMemoriesDesk implements MemoriesDesk {
    ServiceMemoriesDesk(QueueService service) {}
}
