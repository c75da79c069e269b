package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.overview.OverviewDesk;

/** Answers from the service. */
final class ServiceOverviewDesk implements OverviewDesk {
    ServiceOverviewDesk(QueueService service) {}
}
