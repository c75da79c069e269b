package org.mem0queue.ui.nav;

import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;

import java.time.Instant;

/**
 * One screen, as the window sees it. Every method is called on the JavaFX thread and returns at
 * once. A page that nobody sees is told snapshots all the same, so that it is right when opened; it
 * should do no costly work for them until {@link #opened}.
 */
public interface Page {
    /** What stands in the window; always the same node. */
    Node node();

    /** A newer snapshot. */
    void apply(QueueSnapshot snapshot, Instant now);

    /** No newer snapshot came for some seconds: ages follow. Each snapshot brings its own time. */
    default void tick(Instant now) {}

    /** The page comes into sight, as it was left. */
    default void opened() {}

    /**
     * A link leads here: show what it means. Before {@link #opened} if the page was out of sight.
     */
    default void goTo(Destination destination) {}

    /**
     * The page that stood here in another language: what a person has begun to write goes on.
     * Called once, before anything is shown.
     */
    default void takeOver(Page before) {}

    /**
     * What a person has chosen here and would choose again at the next start; empty for nothing.
     */
    default String choice() {
        return "";
    }

    /**
     * Chooses what was chosen before.
     *
     * @param choice as {@link #choice} has told it, perhaps of another version
     */
    default void choose(String choice) {}

    /** The page is out of sight. */
    default void left() {}

    /** Lets go of everything that lives longer, and hides its pop-ups. */
    void dispose();
}
