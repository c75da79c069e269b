package org.mem0queue.architecture.broken.ui;

import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;

/** Allowed: properties are no scene graph. */
final class OverviewViewModel {
    StringProperty sentence = new SimpleStringProperty();
}
