/**
 * The ledger: one SQLite file per queue directory and machine that remembers every memory ever
 * seen, its journey, the audit trail, the counts over time and the search index. It is an index of
 * what the files say and never the only copy of a memory, so it may be lost at any time.
 *
 * <p>Sees {@code queue} only. Blocking I/O on the caller's thread; safe for several threads, which
 * wait for each other. No method throws for what a disk or another process does: it answers why it
 * could not.
 */
@NullMarked
package org.mem0queue.ledger;

import org.jspecify.annotations.NullMarked;
