/**
 * What differs between desktops and operating systems: folders, the machine's identity, running
 * processes, free space, the terminal.
 *
 * <p>May depend on {@code queue} only; does not see {@code settings}, {@code store} or {@code log}.
 * Runs on the caller's thread, which must not be the JavaFX thread where a method reads files or
 * asks other programs.
 */
@NullMarked
package org.mem0queue.platform;

import org.jspecify.annotations.NullMarked;
