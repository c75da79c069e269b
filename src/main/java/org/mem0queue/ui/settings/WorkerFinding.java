package org.mem0queue.ui.settings;

import java.util.List;

/** What starting the person's own worker would do. Nothing is started to find it out. */
public sealed interface WorkerFinding {
    /** No command is set. */
    record NotConfigured() implements WorkerFinding {}

    /** A worker is running already, so nothing would be started. */
    record Running(String command, long pid) implements WorkerFinding {}

    /** Our own sync is running, so nothing would be started. */
    record Sending(String holder) implements WorkerFinding {}

    /**
     * It would be started.
     *
     * @param command the whole command line, as the system is given it
     * @param missing files that it names and that are not there
     */
    record Ready(String command, List<String> missing) implements WorkerFinding {
        public Ready {
            missing = List.copyOf(missing);
        }
    }
}
