package org.mem0queue.ui.fx;

import atlantafx.base.theme.PrimerDark;
import atlantafx.base.theme.PrimerLight;

import javafx.application.Application;
import javafx.application.ColorScheme;
import javafx.application.ConditionalFeature;
import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.scene.Scene;
import javafx.scene.text.Font;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * Gives a scene its style sheets and keeps them in step with the chosen appearance and with the
 * desktop.
 *
 * <p>Light and dark are two style sheets that are swapped, not a pseudo-class of the root: pop-ups
 * have roots of their own, which take the sheets of the scene and not its pseudo-classes.
 */
public final class Look {
    private static final String FOLDER = "/org/mem0queue/ui/";
    private static final List<String> FONTS =
            List.of(
                    "text-regular.otf",
                    "text-medium.otf",
                    "text-semibold.otf",
                    "heading-semibold.otf",
                    "figures-regular.otf",
                    "mono-regular.ttf");

    /** The window's own rules, then those of each screen. */
    private static final List<String> SHEETS =
            List.of(
                    "window.css",
                    "overview.css",
                    "memories.css",
                    "writing.css",
                    "logs.css",
                    "activity.css",
                    "settings.css",
                    "start.css");

    private static boolean fontsLoaded;

    private final Scene scene;
    private final ChangeListener<ColorScheme> systemListener = (property, before, now) -> apply();
    private Appearance appearance;

    public Look(Scene scene, Appearance appearance) {
        this.scene = scene;
        this.appearance = appearance;
        loadFonts();
        Platform.getPreferences().colorSchemeProperty().addListener(systemListener);
        apply();
    }

    public Appearance appearance() {
        return appearance;
    }

    public void setAppearance(Appearance chosen) {
        appearance = chosen;
        apply();
    }

    /** Lets go of the desktop's preferences, which outlive every window. */
    public void dispose() {
        Platform.getPreferences().colorSchemeProperty().removeListener(systemListener);
    }

    private boolean dark() {
        return switch (appearance) {
            case SYSTEM -> Platform.getPreferences().getColorScheme() == ColorScheme.DARK;
            case LIGHT -> false;
            case DARK -> true;
        };
    }

    private void apply() {
        boolean dark = dark();
        String theme =
                dark
                        ? new PrimerDark().getUserAgentStylesheetBSS()
                        : new PrimerLight().getUserAgentStylesheetBSS();
        if (!theme.equals(Application.getUserAgentStylesheet())) {
            Application.setUserAgentStylesheet(theme);
        }
        List<String> sheets = new ArrayList<>();
        sheets.add(sheet(dark ? "theme-dark.css" : "theme-light.css"));
        SHEETS.forEach(name -> sheets.add(sheet(name)));
        if (!Platform.isSupported(ConditionalFeature.TRANSPARENT_WINDOW)) {
            sheets.add(sheet("opaque.css"));
        }
        scene.getStylesheets().setAll(sheets);
    }

    private static String sheet(String name) {
        return Objects.requireNonNull(Look.class.getResource(FOLDER + name), name).toExternalForm();
    }

    /** Once per process. A font that does not load is replaced by the system's, by the toolkit. */
    private static void loadFonts() {
        if (fontsLoaded) {
            return;
        }
        fontsLoaded = true;
        for (String font : FONTS) {
            Font.loadFont(sheet("fonts/" + font), 13);
        }
    }
}
