/**
 * The command line: one picocli command per class, text for people or one JSON document, exit codes
 * 0 done, 1 failed, 2 wrong usage, 3 partly done.
 *
 * <p>May depend on {@code service} and everything below it; does not see {@code ui}. Runs on the
 * main thread.
 */
@NullMarked
package org.mem0queue.cli;

import org.jspecify.annotations.NullMarked;
