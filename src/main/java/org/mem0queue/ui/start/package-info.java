/**
 * The first start: what was found, and the choice between watching and managing. Until the choice
 * nothing is written anywhere.
 *
 * <p>Depends on {@code queue}, {@code ui.control}, {@code ui.fx} and {@code ui.text}. Runs on the
 * JavaFX thread; what is looked up goes through the desk, in the background.
 */
@NullMarked
package org.mem0queue.ui.start;

import org.jspecify.annotations.NullMarked;
