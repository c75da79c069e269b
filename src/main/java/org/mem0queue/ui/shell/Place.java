package org.mem0queue.ui.shell;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.nav.Destination;

import java.util.List;
import java.util.Locale;

/** The places of the rail, in its order; Ctrl and the position go there. */
public enum Place {
    OVERVIEW(Glyph.OVERVIEW, "place.overview"),
    MEMORIES(Glyph.MEMORIES, "place.memories"),
    RECOVERY(Glyph.RECOVERY, "place.recovery"),
    LOGS(Glyph.LOGS, "place.logs"),
    ACTIVITY(Glyph.ACTIVITY, "place.activity"),
    PROTECT(Glyph.PROTECT, "place.protect"),
    SETTINGS(Glyph.SETTINGS, "place.settings"),
    /** Not in the rail: reached from the table, by a key or by dropping a file. */
    WRITING(Glyph.PLUS, "place.writing");

    private final Glyph glyph;
    private final String nameKey;

    Place(Glyph glyph, String nameKey) {
        this.glyph = glyph;
        this.nameKey = nameKey;
    }

    Glyph glyph() {
        return glyph;
    }

    String nameKey() {
        return nameKey;
    }

    /** Its name where it is kept. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The place of that name; the overview if there is none. */
    public static Place of(String word) {
        for (Place place : values()) {
            if (place.word().equals(word)) {
                return place;
            }
        }
        return OVERVIEW;
    }

    /** Whether its buttons stand at the bottom, where nothing may lie over them. */
    boolean hasFoot() {
        return this == MEMORIES || this == ACTIVITY || this == WRITING;
    }

    boolean inRail() {
        return this != WRITING;
    }

    /** Its key, together with Ctrl. */
    int digit() {
        return List.of(values()).indexOf(this) + 1;
    }

    /** The place in which a destination is. */
    public static Place of(Destination destination) {
        return switch (destination) {
            case Destination.Overview overview -> OVERVIEW;
            case Destination.Resumed resumed -> OVERVIEW;
            case Destination.Memories memories -> MEMORIES;
            case Destination.Writing writing -> WRITING;
            case Destination.Recovery recovery -> RECOVERY;
            case Destination.Logs logs -> LOGS;
            case Destination.Activity activity -> ACTIVITY;
            case Destination.Backups backups -> ACTIVITY;
            case Destination.Protect protect -> PROTECT;
            case Destination.Settings settings -> SETTINGS;
        };
    }
}
