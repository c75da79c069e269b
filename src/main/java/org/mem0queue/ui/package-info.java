/**
 * The window, and with {@code app} the only code that knows JavaFX: what it needs from outside
 * ({@link org.mem0queue.ui.QueueFeed}) and the window itself; below it one package per screen,
 * {@code control} for the parts, {@code text} for words and numbers, {@code fx} for the toolkit.
 *
 * <p>May depend on {@code service} and everything below it; does not see {@code cli}. Runs on the
 * JavaFX thread, which does no file, network, lock or JSON work. View models know no scene graph.
 */
@NullMarked
package org.mem0queue.ui;

import org.jspecify.annotations.NullMarked;
