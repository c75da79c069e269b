package org.mem0queue.architecture.broken;

import org.mem0queue.architecture.broken.app.App;

/** Allowed: Main hands over to app. */
final class Main {
    App app;
}
