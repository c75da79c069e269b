package org.mem0queue.ui.shell;

import org.mem0queue.ui.control.Glyph;

/** The places of the rail, in its order; Ctrl and the position go there. */
public enum Place {
    OVERVIEW(Glyph.OVERVIEW, "place.overview", 1),
    LOGS(Glyph.LOGS, "place.logs", 2);

    private final Glyph glyph;
    private final String nameKey;
    private final int digit;

    Place(Glyph glyph, String nameKey, int digit) {
        this.glyph = glyph;
        this.nameKey = nameKey;
        this.digit = digit;
    }

    Glyph glyph() {
        return glyph;
    }

    String nameKey() {
        return nameKey;
    }

    /** Its key, together with Ctrl. */
    int digit() {
        return digit;
    }
}
