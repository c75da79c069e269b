package org.mem0queue.service;

import org.mem0queue.queue.Balance;

/**
 * What the ledger adds to what the files say.
 *
 * @param confirmed synced, seen by us
 * @param uncertain left the files, and may have been stored
 * @param lost left the files without having been sent
 */
record Remembered(Balance balance, long confirmed, long uncertain, long lost) {}
