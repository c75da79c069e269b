package org.mem0queue.ui.fx;

import javafx.scene.control.Control;
import javafx.scene.control.skin.VirtualFlow;

import java.lang.reflect.Field;
import java.lang.reflect.InaccessibleObjectException;
import java.util.ArrayList;

/**
 * Makes long lists of rows of one height cheap. JavaFX's {@code VirtualFlow} (26) keeps the height
 * of every row up to the last that was shown, also where all are told to be the same, and adds them
 * up anew whenever the list changes: at the end of a log of a gigabyte a hundred megabytes, and
 * tens of milliseconds of the JavaFX thread for every look. There is no way to tell it otherwise
 * than to put another list in the place of the one it keeps; where that is refused everything works
 * as before, only slower.
 */
public final class EvenRows {
    private static final String KEPT_HEIGHTS = "itemSizeCache";

    private EvenRows() {}

    /**
     * For a list or a table with a fixed cell size, from its first skin on. On the JavaFX thread.
     */
    public static void keepIn(Control list, double height) {
        list.skinProperty().addListener((property, before, now) -> applyTo(list, height));
    }

    /**
     * The same where there is a skin already.
     *
     * @return whether it could be done
     */
    static boolean applyTo(Control list, double height) {
        if (!(list.lookup(".virtual-flow") instanceof VirtualFlow<?> flow)) {
            return false;
        }
        try {
            Field heights = VirtualFlow.class.getDeclaredField(KEPT_HEIGHTS);
            heights.setAccessible(true);
            heights.set(flow, new OneHeight(height));
            return true;
        } catch (ReflectiveOperationException
                | InaccessibleObjectException
                | IllegalArgumentException anotherToolkit) {
            return false;
        }
    }

    /**
     * Stands for the heights of all rows. The flow asks whether the list is long enough to hold a
     * row's height, makes it longer until it is, and puts the height in; then it takes the average
     * of all that are in it. So it is endless between the second step and the third, and holds one
     * height at all other times.
     */
    @SuppressWarnings("serial") // nobody writes it
    private static final class OneHeight extends ArrayList<Double> {
        private final Double height;
        private int told;

        OneHeight(double height) {
            this.height = height;
        }

        @Override
        public int size() {
            return told;
        }

        @Override
        public Double get(int row) {
            return height;
        }

        @Override
        public void add(int row, Double unknown) {
            told = Integer.MAX_VALUE;
        }

        @Override
        public Double set(int row, Double same) {
            told = 1;
            return height;
        }

        @Override
        public void clear() {
            told = 0;
        }
    }
}
