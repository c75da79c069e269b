/**
 * The window, and with {@code app} the only code that knows JavaFX: the shell here, below it one
 * package per screen.
 *
 * <p>May depend on {@code service} and everything below it; does not see {@code cli}. Runs on the
 * JavaFX thread, which does no file, network, lock or JSON work. View models know no scene graph.
 */
@NullMarked
package org.mem0queue.ui;

import org.jspecify.annotations.NullMarked;
