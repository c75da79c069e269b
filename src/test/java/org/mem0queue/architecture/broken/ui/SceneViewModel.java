package org.mem0queue.architecture.broken.ui;

import javafx.scene.Node;

final class SceneViewModel {
    Node node;
}
