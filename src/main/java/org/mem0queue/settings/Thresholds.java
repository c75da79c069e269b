package org.mem0queue.settings;

import java.time.Duration;

/**
 * From when on something is worth a word.
 *
 * @param pendingWarning memories; this many or more are a warning
 * @param pendingAgeWarning age of the oldest pending memory
 * @param failedCritical memories; more than this are critical
 * @param safeToSavePending memories; fewer than this, and the lock free, are safe for a batch
 * @param spoolAgeWarning age of the oldest spooled memory
 * @param lockHeldWarning how long one process may hold the queue lock
 * @param diskFreeWarningBytes less than this is a warning
 * @param metricsAgeWarning age of the worker's figures
 * @param logSilenceWarning how long a running worker may write nothing
 * @param largeFileBytes of a larger queue file only counts are read
 */
public record Thresholds(
        int pendingWarning,
        Duration pendingAgeWarning,
        int failedCritical,
        int safeToSavePending,
        Duration spoolAgeWarning,
        Duration lockHeldWarning,
        long diskFreeWarningBytes,
        Duration metricsAgeWarning,
        Duration logSilenceWarning,
        long largeFileBytes) {}
