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
                            pids.size(), seen.directory().path(), pids));
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
                            String.valueOf(holder.getAsLong()), silentFor));
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
                        FindingCode.WORKER_STOPPED.variant(
                                holds ? Severity.CRITICAL : Severity.WARNING,
                                holds ? "holding" : "working",
                                String.valueOf(pid)));
            }
        }
    }
}
