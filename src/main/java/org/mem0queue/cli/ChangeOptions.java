package org.mem0queue.cli;

import picocli.CommandLine.Option;

import java.time.Duration;

/** What every command that changes the queue takes. */
final class ChangeOptions {
    @Option(names = "--dry-run", description = "Show what would be done, and do nothing.")
    private boolean dryRun;

    @Option(
            names = "--wait",
            paramLabel = "S",
            description = "How long to wait for the lock, in seconds (default: 10).")
    private long waitSeconds = 10;

    boolean dryRun() {
        return dryRun;
    }

    /** How long to wait for the lock. */
    Duration forLock() throws Failure {
        return Waits.seconds(waitSeconds);
    }
}
