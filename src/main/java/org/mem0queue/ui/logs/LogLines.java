package org.mem0queue.ui.logs;

import javafx.collections.ListChangeListener;
import javafx.collections.ObservableListBase;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The rows of a whole log: as many as it has lines, of which only those near the ones on screen are
 * held. A row that is not held yet is empty and asked for. On the JavaFX thread.
 */
final class LogLines extends ObservableListBase<LineRow> {
    /** Lines that are read together. */
    static final int WINDOW = 64;

    private static final int MOST_WINDOWS = 128;

    private final Runnable wanting;
    private final Map<Long, List<LineRow>> windows =
            new LinkedHashMap<>(16, 0.75f, true) {
                private static final long serialVersionUID = 1;

                @Override
                protected boolean removeEldestEntry(Map.Entry<Long, List<LineRow>> eldest) {
                    return size() > MOST_WINDOWS;
                }
            };

    /** Asked for and not there yet; what was asked for last is on screen. */
    private final Set<Long> wanted = new LinkedHashSet<>();

    /** The last lines, while it is not known how many there are before them. */
    private List<LineRow> end = List.of();

    private boolean counted;
    private @Nullable LineSet shown;
    private long lines;
    private int size;

    /** The line in the last row. */
    private long lastLine = -1;

    /**
     * @param wanting called when windows are asked for; fetch them by {@link #takeWanted}
     */
    LogLines(Runnable wanting) {
        this.wanting = wanting;
    }

    @Override
    public int size() {
        return size;
    }

    @Override
    public LineRow get(int index) {
        if (index < 0 || index >= size) {
            throw new IndexOutOfBoundsException(index + " of " + size);
        }
        if (!counted) {
            return end.get(index);
        }
        long line = lineAt(index);
        long window = line / WINDOW;
        List<LineRow> rows = windows.get(window);
        int inWindow = (int) (line % WINDOW);
        if (rows != null && inWindow < rows.size()) {
            return rows.get(inWindow);
        }
        if (wanted.add(window)) {
            wanting.run();
        }
        return LineRow.awaited(line);
    }

    /** The line in a row; below 0 as long as lines are counted back from the end. */
    long lineAt(int index) {
        if (!counted) {
            return index - (long) end.size();
        }
        // One that had no end yet may have left the set before this list was told.
        return shown == null ? index : shown.select(Math.min(index, shown.size() - 1));
    }

    /** The row of a line, or of the next one that is shown. */
    int rowOf(long line) {
        if (!counted) {
            return Math.clamp(line + end.size(), 0, Math.max(0, size - 1));
        }
        long row = shown == null ? line : shown.rank(line);
        return Math.clamp(row, 0, Math.max(0, size - 1));
    }

    /** How many lines there are, whether shown or not. */
    long lines() {
        return lines;
    }

    boolean isCounted() {
        return counted;
    }

    /** Shows the last lines of a file whose lines are not counted yet. */
    void showEnd(List<LineRow> rows) {
        counted = false;
        shown = null;
        windows.clear();
        wanted.clear();
        end = List.copyOf(rows);
        lines = end.size();
        replaceAll(end.size());
    }

    /**
     * Shows lines by their numbers.
     *
     * @param all how many there are
     * @param only those to show; null for all. It may grow: tell by {@link #grown}
     */
    void show(long all, @Nullable LineSet only) {
        counted = true;
        end = List.of();
        shown = only;
        lines = all;
        replaceAll(rowsOf(all));
    }

    /**
     * Shows lines by what is known of them now.
     *
     * @return whether rows were only added behind those that were there
     */
    boolean reshow(long all, @Nullable LineSet only) {
        boolean added =
                counted
                        && size > 0
                        && only != null
                        && shown != null
                        && only.contains(lastLine)
                        && only.rank(lastLine) == size - 1;
        if (added) {
            shown = only;
            grown(all, Map.of());
        } else {
            show(all, only);
        }
        return added;
    }

    /** Nothing that is held is true any more. */
    void forget() {
        windows.clear();
        wanted.clear();
    }

    private int rowsOf(long all) {
        // A list counts by int; two thousand million lines are 40 GB.
        return (int) Math.min(Integer.MAX_VALUE - 1L, shown == null ? all : shown.size());
    }

    /**
     * All go, then others come. One change that replaces would make the list view mark every row,
     * one by one.
     */
    private void replaceAll(int now) {
        removeFrom(0);
        size = now;
        if (now > 0) {
            beginChange();
            nextAdd(0, now);
            endChange();
        }
        lastLine = size == 0 ? -1 : lineAt(size - 1);
    }

    private void removeFrom(int from) {
        if (size > from) {
            int removed = size - from;
            size = from;
            fireChange(new Removal(this, from, removed));
        }
    }

    /** Rows that were there; the change builder would ask each of them what it was. */
    private static final class Removal extends ListChangeListener.Change<LineRow> {
        private final int from;
        private final int number;
        private boolean read;

        Removal(LogLines list, int from, int number) {
            super(list);
            this.from = from;
            this.number = number;
        }

        @Override
        public boolean next() {
            boolean first = !read;
            read = true;
            return first;
        }

        @Override
        public void reset() {
            read = false;
        }

        @Override
        public int getFrom() {
            return from;
        }

        @Override
        public int getTo() {
            return from;
        }

        @Override
        public List<LineRow> getRemoved() {
            return Collections.nCopies(number, LineRow.awaited(0));
        }

        @Override
        protected int[] getPermutation() {
            return new int[0];
        }
    }

    /**
     * There are more lines, and what is shown of them is known already.
     *
     * @param fresh rows of whole windows, by the number of their first line; the last one may be
     *     short
     */
    void grown(long all, Map<Long, List<LineRow>> fresh) {
        lines = all;
        put(fresh);
        int now = rowsOf(all);
        removeFrom(now);
        int before = size;
        beginChange();
        size = now;
        markChanged(fresh, before);
        if (now > before) {
            nextAdd(before, now);
        }
        endChange();
        lastLine = size == 0 ? -1 : lineAt(size - 1);
    }

    /** Rows that were asked for are there. */
    void arrived(Map<Long, List<LineRow>> fresh) {
        put(fresh);
        beginChange();
        markChanged(fresh, size);
        endChange();
    }

    private void put(Map<Long, List<LineRow>> fresh) {
        fresh.forEach(
                (first, rows) -> {
                    windows.put(first / WINDOW, rows);
                    wanted.remove(first / WINDOW);
                });
    }

    private void markChanged(Map<Long, List<LineRow>> fresh, int below) {
        for (Map.Entry<Long, List<LineRow>> window : fresh.entrySet()) {
            long first = window.getKey();
            long behind = first + window.getValue().size();
            int from = shown == null ? (int) first : (int) shown.rank(first);
            int to = shown == null ? (int) behind : (int) shown.rank(behind);
            for (int row = from; row < Math.min(to, below); row++) {
                nextUpdate(row);
            }
        }
    }

    /** The windows asked for last, by their first lines; forgets the others, which have gone by. */
    List<Long> takeWanted(int most) {
        List<Long> all = new ArrayList<>(wanted);
        wanted.clear();
        return all.subList(Math.max(0, all.size() - most), all.size()).stream()
                .map(window -> window * WINDOW)
                .toList();
    }
}
