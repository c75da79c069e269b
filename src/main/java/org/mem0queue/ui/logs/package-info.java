/**
 * The worker log: the rows that arrive, held within a limit, filtered, followed or paused; and the
 * virtualised list that shows them.
 *
 * <p>Knows no file: rows come in by {@link org.mem0queue.ui.logs.LogBatch}. Runs on the JavaFX
 * thread; the values may be made on any.
 */
@NullMarked
package org.mem0queue.ui.logs;

import org.jspecify.annotations.NullMarked;
