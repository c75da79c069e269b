package org.mem0queue.ui.logs;

import javafx.scene.layout.Pane;
import javafx.scene.layout.Region;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;

import java.util.ArrayList;
import java.util.List;

/** Where errors are, beside the scroll bar: one tick for all that fall on the same pixels. */
final class LogTicks extends Pane {
    private static final double HEIGHT = 2;
    private static final double STEP = 3;

    private final List<Region> ticks = new ArrayList<>();

    LogTicks() {
        getStyleClass().add("log-ticks");
        setMouseTransparent(true);
        setFocusTraversable(false);
    }

    /**
     * @param marked the lines to mark
     * @param shown the rows they stand in: all lines if null. It may hold fewer than there are
     *     rows: what is looked for has just changed, and the rows follow
     */
    void show(LineSet marked, @Nullable LineSet shown, long all) {
        long rows = shown == null ? all : Math.min(all, shown.size());
        int used = 0;
        if (rows > 0 && !marked.isEmpty()) {
            int slots = (int) (getHeight() / STEP);
            for (int slot = 0; slot < slots; slot++) {
                long from = Math.ceilDiv(rows * slot, slots);
                long to = Math.ceilDiv(rows * (slot + 1), slots);
                if (holds(marked, shown, from, to)) {
                    tick(used++).resizeRelocate(0, slot * STEP, getWidth(), HEIGHT);
                }
            }
        }
        for (int i = 0; i < ticks.size(); i++) {
            ticks.get(i).setVisible(i < used);
        }
    }

    private static boolean holds(LineSet marked, @Nullable LineSet shown, long from, long to) {
        if (from >= to) {
            return false;
        }
        long first = shown == null ? from : shown.select(from);
        long last = shown == null ? to : shown.select(to - 1) + 1;
        long in = marked.rank(last) - marked.rank(first);
        return in > 0;
    }

    private Region tick(int number) {
        if (number == ticks.size()) {
            Region tick = new Region();
            tick.getStyleClass().add("tick");
            tick.setManaged(false);
            ticks.add(tick);
            getChildren().add(tick);
        }
        return ticks.get(number);
    }
}
