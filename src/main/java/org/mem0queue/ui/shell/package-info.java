/**
 * The frame around every screen: header, rail of places, status bar.
 *
 * <p>Depends on {@code queue}, {@code ui.control} and {@code ui.text}. Runs on the JavaFX thread;
 * the view model and the texts need no toolkit.
 */
@NullMarked
package org.mem0queue.ui.shell;

import org.jspecify.annotations.NullMarked;
