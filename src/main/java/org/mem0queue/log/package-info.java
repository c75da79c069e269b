/**
 * The worker's log: where it is, what its lines mean, what is new in it, what it proves. Reads
 * only; the queue lock plays no part here.
 *
 * <p>May depend on {@code queue}; does not see {@code store}, {@code ledger} and the other packages
 * of its layer. Starts no threads: {@link org.mem0queue.log.LogTail} belongs to one caller at a
 * time, what it hands out is immutable and may go anywhere.
 */
@NullMarked
package org.mem0queue.log;

import org.jspecify.annotations.NullMarked;
