package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.shell.SyncDesk;

/** Answers from the service. */
final class ServiceSyncDesk implements SyncDesk {
    ServiceSyncDesk(QueueService service) {}
}
