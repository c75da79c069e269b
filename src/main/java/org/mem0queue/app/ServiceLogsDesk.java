package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.logs.LogsDesk;

/** Answers from the service. */
final class ServiceLogsDesk implements LogsDesk {
    ServiceLogsDesk(QueueService service) {}
}
