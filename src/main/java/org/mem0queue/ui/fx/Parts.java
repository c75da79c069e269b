package org.mem0queue.ui.fx;

import javafx.collections.ObservableList;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Brings a list of nodes to what it should be, touching only what is new, gone or moved. */
public final class Parts {
    private Parts() {}

    /**
     * As {@code setAll}, which takes every node out and puts it in again: each would get its styles
     * anew, lose its focus and its tooltip. On the JavaFX thread.
     *
     * @param wanted each only once
     */
    public static <T> void show(ObservableList<T> shown, List<? extends T> wanted) {
        Set<T> stay = new HashSet<>(wanted);
        shown.removeIf(part -> !stay.contains(part));
        for (int i = 0; i < wanted.size(); i++) {
            T part = wanted.get(i);
            if (i < shown.size() && Objects.equals(shown.get(i), part)) {
                continue;
            }
            shown.remove(part);
            shown.add(i, part);
        }
    }
}
