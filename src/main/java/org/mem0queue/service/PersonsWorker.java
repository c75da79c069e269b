package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.platform.OperatingSystem;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.store.HeldLock;
import org.mem0queue.store.LockResult;
import org.mem0queue.store.SendingFiles;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * The worker that a person has: started as they would start it, unless somebody sends already.
 * Every method blocks for as long as it takes to look at the machine's processes.
 */
public final class PersonsWorker {
    private final ServiceSetup setup;
    private final SyncService sync;
    private final SyncLog log;
    private final SendingFiles files;

    PersonsWorker(ServiceSetup setup, SyncService sync, SyncLog log, SendingFiles files) {
        this.setup = setup;
        this.files = files;
        this.sync = sync;
        this.log = log;
    }

    /** Why nothing may be started here whoever sends, as a sentence; null if it may. */
    public @Nullable String forbidden() {
        return sync.forbidden();
    }

    /**
     * Who sends from this directory already, with which program ever.
     *
     * @param command the person's own, as configured
     * @param home what {@code ~} stands for in it
     * @return why it must not be started, as a sentence; null if it may
     */
    public @Nullable String obstacle(String command, Path home) {
        WorkerProcess running = running(command, home);
        if (running != null) {
            return "A worker runs already: "
                    + running.command()
                    + " (pid "
                    + running.pid()
                    + "). Nothing was started.";
        }
        LockStatus ours = sync.running();
        return ours.state() == LockStatus.State.HELD
                ? ours.holderSentence()
                        + " is sending from this directory already. Nothing was started."
                : null;
    }

    /**
     * Whether it may be started now. Two that ask at the same moment are not both told that nobody
     * runs it: the permit is a lock, to be closed when the worker has ended.
     *
     * @param obstacle why it must not be started, as a sentence; null if it may
     */
    public record Permit(@Nullable String obstacle, @Nullable HeldLock lock)
            implements AutoCloseable {
        @Override
        public void close() {
            if (lock != null) {
                lock.close();
            }
        }
    }

    /**
     * Asks for the permit to start it.
     *
     * @param command the person's own, as configured
     * @param home what {@code ~} stands for in it
     */
    public Permit permit(String command, Path home) throws InterruptedException {
        return switch (files.acquirePersonsWorkerLock()) {
            case LockResult.Acquired(HeldLock held) -> {
                String obstacle = "";
                try {
                    obstacle = obstacle(command, home);
                } finally {
                    if (obstacle != null) {
                        held.close();
                    }
                }
                yield new Permit(obstacle, obstacle == null ? held : null);
            }
            case LockResult.Held(LockStatus status) -> {
                // The worker itself says more, once it is there.
                String running = obstacle(command, home);
                yield new Permit(
                        running != null
                                ? running
                                : status.holderSentence()
                                        + " has started the worker, or is just doing so. Nothing"
                                        + " was started.",
                        null);
            }
            // Then only the look is left.
            case LockResult.Unavailable _ -> new Permit(obstacle(command, home), null);
        };
    }

    /** Of this queue; or of another one, if it is what the command would run once more. */
    private @Nullable WorkerProcess running(String command, Path home) {
        WorkerProcesses processes = setup.processes();
        List<WorkerProcess> here = processes.find(setup.directory());
        return here.isEmpty()
                ? processes.runningAlready(command, home).orElse(null)
                : here.getFirst();
    }

    /** The process, to be started; its lines come one by one. Where they go is for the caller. */
    public static ProcessBuilder prepared(String command) {
        ProcessBuilder builder =
                new ProcessBuilder(
                        OperatingSystem.current() == OperatingSystem.WINDOWS
                                ? List.of("cmd.exe", "/c", command)
                                : List.of("/bin/sh", "-c", "exec " + command));
        builder.environment().put("PYTHONUNBUFFERED", "1");
        return builder;
    }

    /**
     * Runs it to its end, with what it says in the worker log, as a timer would run it.
     *
     * @return its exit code
     * @throws IllegalStateException where it is {@link #forbidden}
     * @throws InterruptedException after the worker was asked to end
     */
    public int runIntoLog(String command) throws IOException, InterruptedException {
        String forbidden = forbidden();
        if (forbidden != null) {
            throw new IllegalStateException(forbidden);
        }
        ProcessBuilder builder = prepared(command);
        builder.redirectErrorStream(true);
        builder.redirectOutput(ProcessBuilder.Redirect.appendTo(log.file().toFile()));
        builder.redirectInput(
                ProcessBuilder.Redirect.from(
                        Path.of(
                                        OperatingSystem.current() == OperatingSystem.WINDOWS
                                                ? "NUL"
                                                : "/dev/null")
                                .toFile()));
        Process process = builder.start();
        Thread end = new Thread(process::destroy, "end-worker");
        Runtime.getRuntime().addShutdownHook(end);
        try {
            return process.waitFor();
        } catch (InterruptedException stopped) {
            process.destroy();
            throw stopped;
        } finally {
            forget(end);
        }
    }

    private static void forget(Thread hook) {
        try {
            Runtime.getRuntime().removeShutdownHook(hook);
        } catch (IllegalStateException endingAlready) {
            // then it is what ends the worker
        }
    }
}
