package org.mem0queue.architecture.broken.service;

import javafx.scene.control.Alert;

final class ShowsAlert {
    Alert alert() {
        return new Alert(Alert.AlertType.ERROR);
    }
}
