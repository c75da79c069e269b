package org.mem0queue.ui.shell;

import org.mem0queue.ui.control.Glyph;

/** The places of the rail, in its order; Ctrl and the position go there. */
public enum Place {
    OVERVIEW(Glyph.OVERVIEW, "place.overview"),
    LOGS(Glyph.LOGS, "place.logs");

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

    /** Its key, together with Ctrl. */
    int digit() {
        return ordinal() + 1;
    }
}
