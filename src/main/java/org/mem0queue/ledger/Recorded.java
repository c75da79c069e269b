package org.mem0queue.ledger;

/**
 * What a batch added; a batch recorded twice adds nothing the second time.
 *
 * @param memories how many ids were never heard of before
 * @param events how many steps of journeys are new
 */
public record Recorded(int memories, int events) {}
