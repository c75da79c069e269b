package org.mem0queue.architecture.broken.ui.there;

import org.mem0queue.architecture.broken.ui.here.Here;

public final class There {
    Here here;
}
