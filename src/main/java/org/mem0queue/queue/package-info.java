/**
 * The vocabulary: memories, their states, the immutable snapshot that every face shows, and the
 * sealed results of what can end in more than one normal way.
 *
 * <p>Depends on nothing of ours. No files, no clock, no threads; every value is immutable and may
 * be shared between threads.
 */
@NullMarked
package org.mem0queue.queue;

import org.jspecify.annotations.NullMarked;
