package org.mem0queue.architecture.broken.stray;

import org.mem0queue.architecture.broken.app.App;

final class NoLayerNamesThisPackage {
    App app;
}
