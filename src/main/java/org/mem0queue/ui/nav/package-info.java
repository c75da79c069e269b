/**
 * How screens lead to each other and what all of them need, so that no screen has to know another.
 *
 * <p>Depends on {@code queue}, {@code ui.control}, {@code ui.fx} and {@code ui.text}. Runs on the
 * JavaFX thread.
 */
@NullMarked
package org.mem0queue.ui.nav;

import org.jspecify.annotations.NullMarked;
