/**
 * The settings.
 *
 * <p>Depends on {@code queue}, {@code settings}, {@code ui.control}, {@code ui.fx}, {@code ui.nav}
 * and {@code ui.text}. Runs on the JavaFX thread; what a screen asks of the service goes through
 * its desk, in the background.
 */
@NullMarked
package org.mem0queue.ui.settings;

import org.jspecify.annotations.NullMarked;
