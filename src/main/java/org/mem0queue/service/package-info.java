/**
 * The one door to the queue: a stream of immutable snapshots out, commands in.
 *
 * <p>May depend on {@code health}, {@code recovery}, {@code sync} and the packages below them;
 * knows no JavaFX. All background threads of the program live here, one sequential executor per
 * resource; callers may be on any thread.
 */
@NullMarked
package org.mem0queue.service;

import org.jspecify.annotations.NullMarked;
