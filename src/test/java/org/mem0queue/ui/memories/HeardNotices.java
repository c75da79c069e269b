package org.mem0queue.ui.memories;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Notices;

import java.util.ArrayList;
import java.util.List;

/** Keeps what was told. */
public final class HeardNotices implements Notices {
    public final List<String> done = new ArrayList<>();
    public final List<String> problems = new ArrayList<>();
    public final List<String> waiting = new ArrayList<>();
    public @Nullable Runnable undo;
    public @Nullable Step step;
    public @Nullable Runnable cancel;
    public int closed;

    @Override
    public void done(String sentence, @Nullable Runnable takeBack) {
        done.add(sentence);
        undo = takeBack;
    }

    @Override
    public void problem(String sentence, @Nullable Step offered) {
        problems.add(sentence);
        step = offered;
    }

    @Override
    public Waiting waiting(String sentence, Runnable giveUp) {
        waiting.add(sentence);
        cancel = giveUp;
        return new Waiting() {
            @Override
            public void say(String newer) {
                waiting.add(newer);
            }

            @Override
            public void close() {
                closed++;
            }
        };
    }
}
