/**
 * The parts that screens are made of: icons, tiles, the balance bar, rows. They show values and
 * know nothing of queues; their colours and sizes are in {@code window.css}.
 *
 * <p>Depends on {@code ui.text} and {@code ui.fx} only. Runs on the JavaFX thread.
 */
@NullMarked
package org.mem0queue.ui.control;

import org.jspecify.annotations.NullMarked;
