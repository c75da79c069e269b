package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.activity.ActivityDesk;

/** Answers from the service. */
final class ServiceActivityDesk implements ActivityDesk {
    ServiceActivityDesk(QueueService service) {}
}
