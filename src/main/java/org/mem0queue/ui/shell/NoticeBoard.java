package org.mem0queue.ui.shell;

import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Notices;

/** Where notices stand: over the bottom of the page, in the middle. */
public final class NoticeBoard extends VBox implements Notices {
    @Override
    public void done(String sentence, @Nullable Runnable undo) {}

    @Override
    public void problem(String sentence, @Nullable Step step) {}

    @Override
    public Waiting waiting(String sentence, Runnable cancel) {
        return new Waiting() {
            @Override
            public void say(String newer) {}

            @Override
            public void close() {}
        };
    }
}
