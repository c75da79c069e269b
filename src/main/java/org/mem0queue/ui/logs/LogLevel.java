package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;

/** How loud a log line is; the program's own judgement, as the workers print no levels. */
public enum LogLevel {
    /** Everything else. */
    PLAIN("plain", null),
    /** Something arrived. */
    OK("ok", Glyph.SYNCED),
    WARNING("warning", Glyph.WARNING),
    ERROR("error", Glyph.FAILED),
    /** Not a line of the log but a sentence about it: a gap, a restart, a change of file. */
    REMARK("remark", Glyph.PENDING),
    /** Such a sentence about the worker's start. */
    RESTART("restart", Glyph.RETRY);

    private final String pseudoClass;
    private final @Nullable Glyph glyph;

    LogLevel(String pseudoClass, @Nullable Glyph glyph) {
        this.pseudoClass = pseudoClass;
        this.glyph = glyph;
    }

    String pseudoClass() {
        return pseudoClass;
    }

    /** Null if such a line has no icon. */
    @Nullable Glyph glyph() {
        return glyph;
    }
}
