package org.mem0queue.ui.control;

import java.util.Locale;

/** The six words on screen; each has its icon, its colour and its shape, the same everywhere. */
public enum StateWord {
    PENDING(Glyph.PENDING, "state.pending", "state.pending.help"),
    SENDING(Glyph.SENDING, "state.sending", "state.sending.help"),
    SYNCED(Glyph.SYNCED, "state.synced", "state.synced.help"),
    FAILED(Glyph.FAILED, "state.failed", "state.failed.help"),
    UNCLEAR(Glyph.UNCLEAR, "state.unclear", "state.unclear.help"),
    LOST(Glyph.LOST, "state.lost", "state.lost.help");

    private final Glyph glyph;
    private final String nameKey;
    private final String helpKey;

    StateWord(Glyph glyph, String nameKey, String helpKey) {
        this.glyph = glyph;
        this.nameKey = nameKey;
        this.helpKey = helpKey;
    }

    public Glyph glyph() {
        return glyph;
    }

    /** Message key of the word. */
    public String nameKey() {
        return nameKey;
    }

    /** Message key of its one line of help. */
    public String helpKey() {
        return helpKey;
    }

    /** The style class that gives it its colours. */
    public String styleClass() {
        return name().toLowerCase(Locale.ROOT);
    }
}
