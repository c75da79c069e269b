package org.mem0queue.service;

import java.time.Instant;

/**
 * What became of the memories that were first seen in a period: seen = synced + pending + sending +
 * failed + unclear + discarded + lost, and what does not add up.
 *
 * @param seen distinct memories; since the first look also what was reported synced before it
 * @param pending spooled and pending
 * @param failed failed, dead letters and emergency
 * @param unclear in doubt and uncertain
 */
public record PeriodReport(
        Instant since,
        Instant until,
        long seen,
        long syncedConfirmed,
        long syncedReported,
        long pending,
        long sending,
        long failed,
        long unclear,
        long discarded,
        long lost,
        long unaccounted) {}
