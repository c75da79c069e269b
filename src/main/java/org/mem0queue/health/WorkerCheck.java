package org.mem0queue.health;

import org.mem0queue.log.LogFlow;
import org.mem0queue.platform.ProcessSight;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Finding.Severity;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;

/** Whether the worker processes work: not two at once, not hanging, not stopped. */
final class WorkerCheck implements HealthCheck {
    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        List<Finding> findings = new ArrayList<>();
        tellSeveral(seen, findings);
        tellStuck(seen, findings);
        tellStopped(seen, findings);
        return findings;
    }

    private static void tellSeveral(Observation seen, List<Finding> findings) {
        List<String> pids =
                seen.workers().stream()
                        .filter(WorkerProcess::directoryKnown)
                        .map(worker -> String.valueOf(worker.pid()))
                        .toList();
        if (pids.size() > 1) {
            findings.add(
                    FindingCode.WORKERS_SEVERAL.finding(
                            pids.size()
                                    + " workers run at once for "
                                    + seen.directory().path()
                                    + " (pids "
                                    + String.join(", ", pids)
                                    + "): they send dead letters twice and keep each other from the"
                                    + " lock.",
                            "End all but one, and start the worker from one place only (timer,"
                                    + " login item or hook)."));
        }
    }

    private static void tellStuck(Observation seen, List<Finding> findings) {
        OptionalLong holder = seen.lock().pid();
        boolean worker =
                holder.isPresent()
                        && seen.workers().stream().anyMatch(w -> w.pid() == holder.getAsLong());
        if (worker && seen.logFlow() instanceof LogFlow.Silent(var silentFor)) {
            findings.add(
                    FindingCode.WORKER_STUCK.finding(
                            "The worker (pid "
                                    + holder.getAsLong()
                                    + ") holds the queue lock and has printed nothing for "
                                    + Wording.time(silentFor)
                                    + ": it hangs.",
                            "Look at its last lines with `mem0-queue log -n 20`; if the API does"
                                + " not answer, end the worker: what it sent in this run is sent"
                                + " again."));
        }
    }

    /** Workers, and whoever else holds the lock. */
    private static void tellStopped(Observation seen, List<Finding> findings) {
        OptionalLong holder = seen.lock().pid();
        Set<Long> pids = new LinkedHashSet<>();
        holder.ifPresent(pids::add);
        seen.workers().forEach(worker -> pids.add(worker.pid()));
        for (long pid : pids) {
            if (ProcessSight.of(pid).map(ProcessSight::stopped).orElse(false)) {
                boolean holds = holder.isPresent() && holder.getAsLong() == pid;
                findings.add(
                        FindingCode.WORKER_STOPPED.finding(
                                holds ? Severity.CRITICAL : Severity.WARNING,
                                "The process "
                                        + pid
                                        + " was stopped by a signal"
                                        + (holds
                                                ? " while it holds the queue lock: nobody else can"
                                                        + " write the queue until it goes on."
                                                : ": this worker does nothing until it goes on."),
                                "`kill -CONT " + pid + "` lets it go on."));
            }
        }
    }
}
