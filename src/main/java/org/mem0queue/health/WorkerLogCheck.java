package org.mem0queue.health;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogFlow;
import org.mem0queue.log.LogSources;
import org.mem0queue.platform.ProcessSight;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * Whether what a running worker prints can be seen. Python keeps back what it prints to a file
 * until 8 KiB have come together, so the log is silent while the worker works, and what it printed
 * last is gone if it is killed.
 */
final class WorkerLogCheck implements HealthCheck {
    /** A worker prints when it starts, or as soon as it has the lock; the interpreter needs 1 s. */
    private static final Duration FIRST_LINE_DUE = Duration.ofSeconds(5);

    /** Linux tells starts to about a second, and a shell makes the log file just before. */
    private static final Duration START_TOLERANCE = Duration.ofSeconds(2);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        LogSources logs = LogSources.in(seen.directory().path());
        Path log = logs.workerOrDefault().path();
        for (WorkerProcess worker : seen.workers()) {
            Optional<ProcessSight> sight = ProcessSight.of(worker.pid());
            Path output = sight.map(ProcessSight::output).orElse(null);
            if (worker.directoryKnown()
                    && output != null
                    && logs.all().stream().noneMatch(one -> isSame(output, one.path()))) {
                return List.of(elsewhere(worker.pid(), output, log));
            }
            boolean buffered = sight.map(ProcessSight::outputBuffered).orElse(false);
            if (buffered && isSame(output, log) && isSilent(seen, worker)) {
                return List.of(
                        FindingCode.LOG_BUFFERED.variant(
                                "started", log, String.valueOf(worker.pid())));
            }
        }
        return switch (seen.logFlow()) {
            case LogFlow.Buffered(Duration silentFor) ->
                    List.of(buffered(seen.lock().pid(), log, silentFor));
            case LogFlow.NoLog(Duration syncingFor) ->
                    List.of(FindingCode.LOG_ELSEWHERE.variant("no-log", log, syncingFor));
            case LogFlow.Flowing ignored -> List.of();
            case LogFlow.Idle ignored -> List.of();
            case LogFlow.Silent ignored -> List.of(); // told as stuck
        };
    }

    /** Whether nothing has come since it started, although something was due. */
    private static boolean isSilent(Observation seen, WorkerProcess worker) {
        Instant started = worker.startedAt();
        Instant modified = seen.logModified();
        if (started == null || modified == null) {
            return false;
        }
        boolean endless = worker.kind() == WorkerProcess.Kind.B;
        boolean holdsLock =
                seen.lock().pid().isPresent() && seen.lock().pid().getAsLong() == worker.pid();
        return (endless || holdsLock)
                && !modified.isAfter(started.plus(START_TOLERANCE))
                && !started.plus(FIRST_LINE_DUE).isAfter(seen.now());
    }

    private static boolean isSame(@Nullable Path one, Path other) {
        try {
            return one != null && Files.isSameFile(one, other);
        } catch (IOException oneIsMissing) {
            return false;
        }
    }

    private static Finding buffered(OptionalLong pid, Path log, Duration silentFor) {
        return pid.isPresent()
                ? FindingCode.LOG_BUFFERED.variant(
                        "silent-holder", log, silentFor, String.valueOf(pid.getAsLong()))
                : FindingCode.LOG_BUFFERED.variant("silent", log, silentFor);
    }

    private static Finding elsewhere(long pid, Path output, Path log) {
        return Files.isRegularFile(output)
                ? FindingCode.LOG_ELSEWHERE.variant(
                        "file", log, String.valueOf(pid), Wording.name(output.toString()))
                : FindingCode.LOG_ELSEWHERE.variant("program", log, String.valueOf(pid));
    }
}
