package org.mem0queue.ui.nav;

/** Goes where a link leads. On the JavaFX thread. */
@FunctionalInterface
public interface Navigator {
    void open(Destination destination);
}
