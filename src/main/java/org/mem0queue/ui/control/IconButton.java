package org.mem0queue.ui.control;

import javafx.scene.control.Button;

/**
 * A button that is only an icon, 32 by 32; its tooltip and its accessible name say what it does.
 */
public final class IconButton extends Button {
    /**
     * @param name what it does, as a verb
     * @param tooltip the name and its key, for example "Look now (F5)"
     */
    public IconButton(Glyph glyph, String name, String tooltip) {
        super(null, new Icon(glyph));
        getStyleClass().addAll("flat", "icon-only");
        setAccessibleText(name);
        Hint.set(this, tooltip);
    }
}
