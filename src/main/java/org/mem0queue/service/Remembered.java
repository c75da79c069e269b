package org.mem0queue.service;

import org.mem0queue.queue.Balance;

/**
 * What the ledger adds to what the files say.
 *
 * @param confirmed synced, seen by us
 * @param reported synced as far as others say, without the confirmed ones, with those from before
 *     the first look. {@code total_synced} is no measure of it: it knows nothing of recovered dead
 *     letters, and counts what has become uncertain
 * @param uncertain left the files, and may have been stored
 * @param lost left the files without having been sent
 */
record Remembered(Balance balance, long confirmed, long reported, long uncertain, long lost) {}
