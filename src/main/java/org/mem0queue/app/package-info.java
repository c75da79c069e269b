/**
 * Wiring by hand: builds the objects of one run, keeps a single instance, closes everything in
 * reverse order.
 *
 * <p>The only package that may depend on all others; only {@code Main} depends on it. Runs on the
 * main thread and, for the window, on the JavaFX thread.
 */
@NullMarked
package org.mem0queue.app;

import org.jspecify.annotations.NullMarked;
