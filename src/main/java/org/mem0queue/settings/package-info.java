/**
 * What a person chose: the catalogue of settings, their file, and which queue directory is meant.
 *
 * <p>May depend on {@code queue} only; does not see {@code platform}, {@code store} or {@code log}
 * (the folder of the file is told by the caller). Values are immutable and may be shared by
 * threads; reading and writing the file happens on the caller's thread, which must not be the
 * JavaFX thread.
 */
@NullMarked
package org.mem0queue.settings;

import org.jspecify.annotations.NullMarked;
