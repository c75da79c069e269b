package org.mem0queue.ui.control;

import java.util.Locale;

/** The six words on screen; each has its icon, its colour and its shape, the same everywhere. */
public enum StateWord {
    PENDING(Glyph.PENDING, "state.pending", "state.of-one.pending", "state.pending.help"),
    SENDING(Glyph.SENDING, "state.sending", "state.of-one.sending", "state.sending.help"),
    SYNCED(Glyph.SYNCED, "state.synced", "state.of-one.synced", "state.synced.help"),
    FAILED(Glyph.FAILED, "state.failed", "state.of-one.failed", "state.failed.help"),
    UNCLEAR(Glyph.UNCLEAR, "state.unclear", "state.of-one.unclear", "state.unclear.help"),
    LOST(Glyph.LOST, "state.lost", "state.of-one.lost", "state.lost.help");

    private final Glyph glyph;
    private final String nameKey;
    private final String oneKey;
    private final String helpKey;

    StateWord(Glyph glyph, String nameKey, String oneKey, String helpKey) {
        this.glyph = glyph;
        this.nameKey = nameKey;
        this.oneKey = oneKey;
        this.helpKey = helpKey;
    }

    public Glyph glyph() {
        return glyph;
    }

    /** Message key of the word. */
    public String nameKey() {
        return nameKey;
    }

    /** Message key of the word beside a single memory: French tells one from many. */
    public String oneKey() {
        return oneKey;
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
