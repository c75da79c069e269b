package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.writing.WritingDesk;

/** Answers from the service. */
final class ServiceWritingDesk implements WritingDesk {
    ServiceWritingDesk(QueueService service) {}
}
