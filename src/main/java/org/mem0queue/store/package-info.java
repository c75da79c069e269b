/**
 * The files: the queue file and its lock, the spool and what was merged from it, dead letters,
 * emergency lines, kept copies. What is durable before what, and which bytes are never touched, is
 * decided here and nowhere else.
 *
 * <p>Sees {@code queue} only. Blocking I/O on the caller's thread; never call it from the FX
 * thread. The lock is held for the length of one change, never across a network call or a person.
 */
@NullMarked
package org.mem0queue.store;

import org.jspecify.annotations.NullMarked;
