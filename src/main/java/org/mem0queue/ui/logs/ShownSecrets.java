package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyIntegerProperty;
import javafx.beans.property.ReadOnlyIntegerWrapper;

import org.mem0queue.ui.control.Secrets;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * Which lines are shown with what should not be read over a shoulder: none, until somebody asks for
 * one. What is masked on screen is masked in what is copied. On the JavaFX thread.
 */
final class ShownSecrets {
    /** A longer line is looked through piece by piece: the search is not made for a megabyte. */
    private static final int PIECE = 4000;

    private final Set<Long> lines = new HashSet<>();
    private final ReadOnlyIntegerWrapper changes = new ReadOnlyIntegerWrapper();

    /** Counts up whenever lines have been shown or masked. */
    ReadOnlyIntegerProperty changesProperty() {
        return changes.getReadOnlyProperty();
    }

    boolean isShown(long line) {
        return lines.contains(line);
    }

    /** As it is now, for another thread. */
    Set<Long> lines() {
        return Set.copyOf(lines);
    }

    /** Shows these lines whole; masks them again if they all are. */
    void toggle(List<Long> which) {
        if (lines.containsAll(which)) {
            which.forEach(lines::remove);
        } else {
            lines.addAll(which);
        }
        changes.set(changes.get() + 1);
    }

    /** Shows these and no others. */
    void set(Set<Long> whole) {
        lines.clear();
        lines.addAll(whole);
        changes.set(changes.get() + 1);
    }

    /** Lines have other numbers now, or are others. */
    void forget() {
        if (!lines.isEmpty()) {
            lines.clear();
            changes.set(changes.get() + 1);
        }
    }

    /** A line as it may be handed on. From any thread. */
    static String masked(String line) {
        if (line.length() <= PIECE) {
            return Secrets.masked(line);
        }
        List<String> pieces = new ArrayList<>();
        int at = 0;
        while (at < line.length()) {
            int end = Math.min(line.length(), at + PIECE);
            int space = end == line.length() ? end : line.lastIndexOf(' ', end) + 1;
            int to = space > at ? space : end;
            pieces.add(Secrets.masked(line.substring(at, to)));
            at = to;
        }
        return String.join("", pieces);
    }
}
