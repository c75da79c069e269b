package org.mem0queue.ui.fx;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;

import org.jspecify.annotations.Nullable;

/**
 * Does what can wait after the next frame, so that the frame shows sooner what cannot. Of tasks
 * that wait only the newest is done: each is to show the present state, whatever came before. For
 * the JavaFX thread.
 */
public final class AfterFrame {
    private final Node node;
    private @Nullable Runnable waiting;

    /**
     * @param node what the frame is a frame of; while it is in no window that shows or is about to,
     *     nothing waits
     */
    public AfterFrame(Node node) {
        this.node = node;
    }

    /** The window of this scene is about to be shown: what is shown already is its first frame. */
    public static void willShow(Scene scene) {
        scene.getProperties().put(AfterFrame.class, true);
        onceAfterLayout(scene, () -> scene.getProperties().remove(AfterFrame.class));
    }

    private static void onceAfterLayout(Scene scene, Runnable task) {
        scene.addPostLayoutPulseListener(
                new Runnable() {
                    @Override
                    public void run() {
                        scene.removePostLayoutPulseListener(this);
                        task.run();
                    }
                });
    }

    private static boolean hasFrames(@Nullable Scene scene) {
        return scene != null
                && (scene.getProperties().containsKey(AfterFrame.class)
                        || (scene.getWindow() != null && scene.getWindow().isShowing()));
    }

    /**
     * Done after the next frame, unless another task comes before; at once where none will come.
     */
    public void run(Runnable task) {
        Scene scene = node.getScene();
        if (!hasFrames(scene)) {
            waiting = null;
            task.run();
            return;
        }
        boolean asked = waiting != null;
        waiting = task;
        if (!asked) {
            // The frame is drawn from what was laid out; changes now would join it.
            onceAfterLayout(scene, () -> Platform.runLater(this::catchUp));
            Platform.requestNextPulse();
        }
    }

    /** What waits is not done any more. */
    public void cancel() {
        waiting = null;
    }

    private void catchUp() {
        Runnable task = waiting;
        waiting = null;
        if (task != null) {
            task.run();
        }
    }
}
