package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Notices;

import java.util.ArrayList;
import java.util.List;

/** Notices kept for a test to read. */
public final class NoticeList implements Notices {
    public final List<String> done = new ArrayList<>();
    public final List<@Nullable Runnable> undos = new ArrayList<>();
    public final List<String> problems = new ArrayList<>();
    public final List<@Nullable Step> steps = new ArrayList<>();
    public final List<String> waiting = new ArrayList<>();

    @Override
    public void done(String sentence, @Nullable Runnable undo) {
        done.add(sentence);
        undos.add(undo);
    }

    @Override
    public void problem(String sentence, @Nullable Step step) {
        problems.add(sentence);
        steps.add(step);
    }

    @Override
    public Waiting waiting(String sentence, Runnable cancel) {
        waiting.add(sentence);
        return new Waiting() {
            @Override
            public void say(String newer) {
                waiting.add(newer);
            }

            @Override
            public void close() {
                waiting.clear();
            }
        };
    }
}
