package org.mem0queue.ui.control;

/** How a line should strike the eye; shape and weight say it as well as colour. */
public enum Mark {
    /** As it should be: a quiet check. */
    GOOD(Glyph.CHECK, "good", false),
    /** Nobody knows, or nothing to judge: a dash. */
    NEUTRAL(Glyph.DASH, "neutral", false),
    /** Worth knowing. */
    NOTICE(Glyph.NOTICE, "notice", false),
    /** A person should look: ink and bold, not amber, which means pending. */
    WARNING(Glyph.WARNING, "warning", true),
    /** Lost, damaged or stuck. */
    CRITICAL(Glyph.WARNING, "critical", true),
    /** Memories are gone. */
    LOST(Glyph.LOST, "lost", true);

    private final Glyph glyph;
    private final String styleClass;
    private final boolean alert;

    Mark(Glyph glyph, String styleClass, boolean alert) {
        this.glyph = glyph;
        this.styleClass = styleClass;
        this.alert = alert;
    }

    public Glyph glyph() {
        return glyph;
    }

    public String styleClass() {
        return styleClass;
    }

    /** Whether a person should look. */
    public boolean alert() {
        return alert;
    }
}
