package org.mem0queue.ui;

import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.fx.Choosers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A person who chooses what a test says; nothing chosen is a dialog that was cancelled. */
public final class ScriptChoosers implements Choosers {
    public final List<Path> chosen = new ArrayList<>();
    public final List<String> asked = new ArrayList<>();

    public static ScriptChoosers choosing(Path... paths) {
        ScriptChoosers choosers = new ScriptChoosers();
        choosers.chosen.addAll(List.of(paths));
        return choosers;
    }

    private @Nullable Path one(String title) {
        asked.add(title);
        return chosen.isEmpty() ? null : chosen.getFirst();
    }

    @Override
    public @Nullable Path folder(String title, @Nullable Path start, Window owner) {
        return one(start == null ? title : title + " from " + start);
    }

    @Override
    public List<Path> files(String title, Window owner) {
        asked.add(title);
        return List.copyOf(chosen);
    }

    @Override
    public @Nullable Path newFile(
            String title, String name, List<Kind> kinds, @Nullable Window owner) {
        return one(title + " as " + name);
    }
}
