package org.mem0queue.app;

import org.mem0queue.service.QueueService;
import org.mem0queue.ui.settings.SettingsDesk;

/** Answers from the service. */
final class ServiceSettingsDesk implements SettingsDesk {
    ServiceSettingsDesk(QueueService service) {}
}
