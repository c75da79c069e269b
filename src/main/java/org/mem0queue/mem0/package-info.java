/**
 * The client of the Mem0 HTTP APIs: finds out which dialect a server speaks, sends one memory at a
 * time, says what became of it, and looks whether it is there.
 *
 * <p>May depend on {@code queue}; does not see {@code store}, {@code ledger} and the other packages
 * of its layer. Calls block the caller's thread until their deadline, or until somebody cancels;
 * nothing here may be called while the queue lock is held.
 */
@NullMarked
package org.mem0queue.mem0;

import org.jspecify.annotations.NullMarked;
