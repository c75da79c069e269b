package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;

import java.util.Map;

/**
 * How a window was left.
 *
 * @param width in pixels, without what the desktop puts around it
 * @param height likewise
 * @param x where on the screens; null to let the desktop choose
 * @param y likewise
 * @param maximised whether it filled the screen
 * @param place the word of the place that was open
 * @param choices what was chosen at each place, by the place's word
 */
public record WindowState(
        double width,
        double height,
        @Nullable Double x,
        @Nullable Double y,
        boolean maximised,
        String place,
        Map<String, String> choices) {
    /** A window that was never opened before. */
    public static final WindowState FIRST =
            new WindowState(1280, 800, null, null, false, "overview", Map.of());

    public WindowState {
        choices = Map.copyOf(choices);
    }
}
