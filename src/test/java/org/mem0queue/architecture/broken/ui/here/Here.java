package org.mem0queue.architecture.broken.ui.here;

import org.mem0queue.architecture.broken.ui.there.There;

public final class Here {
    There there;
}
