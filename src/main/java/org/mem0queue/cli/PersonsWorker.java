package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.platform.OperatingSystem;
import org.mem0queue.platform.WorkerProcess;
import org.mem0queue.platform.WorkerProcesses;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.SettingKey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Runs the worker that the person has, as they would, unless somebody sends already. */
final class PersonsWorker {
    private final Session session;

    PersonsWorker(Session session) {
        this.session = session;
    }

    /** Of this queue; or of another one, if it is what the command would run once more. */
    private @Nullable WorkerProcess running(Path directory, String command) {
        WorkerProcesses processes = session.environment().processes();
        List<WorkerProcess> here = processes.find(directory);
        return here.isEmpty()
                ? processes
                        .runningAlready(command, session.environment().folders().home())
                        .orElse(null)
                : here.getFirst();
    }

    int run(boolean dryRun) throws Failure, InterruptedException {
        Path directory = session.directory();
        String command = session.settings(directory).workerCommand();
        if (command == null) {
            throw Failure.failed(
                    "No worker is configured. Name yours with `mem0-queue config set "
                            + SettingKey.WORKER_COMMAND
                            + " \"python3 …/mem0_queue_worker.py\"`, or send with `mem0-queue"
                            + " sync`.");
        }
        WorkerProcess first = running(directory, command);
        if (first != null) {
            throw Failure.failed(
                    "A worker runs already: "
                            + first.command()
                            + " (pid "
                            + first.pid()
                            + "). Nothing was started.");
        }
        try (QueueService service = session.open()) {
            LockStatus ours = service.sync().running();
            if (ours.state() == LockStatus.State.HELD) {
                throw Failure.failed(SyncAnswer.another(ours) + " Nothing was started.");
            }
        }
        if (dryRun) {
            session.show("Would run: " + Printable.of(command));
            return 0;
        }
        ProcessBuilder builder =
                new ProcessBuilder(
                        OperatingSystem.current() == OperatingSystem.WINDOWS
                                ? List.of("cmd.exe", "/c", command)
                                : List.of("/bin/sh", "-c", "exec " + command));
        // Its output is its own: a person reads it as it comes, also behind --json.
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(
                session.json() ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
        builder.environment().put("PYTHONUNBUFFERED", "1");
        try {
            Process process = builder.start();
            Thread end = new Thread(process::destroy, "end-worker");
            Runtime.getRuntime().addShutdownHook(end);
            if (session.json()) {
                process.getInputStream().transferTo(session.environment().err());
            }
            int code = process.waitFor();
            if (session.json()) {
                session.show(JsonText.of(Map.of("exit_code", code)));
            } else if (code != 0) {
                session.warn("the worker ended with exit code " + code + ".");
            }
            return code == 0 ? 0 : Failure.FAILED;
        } catch (IOException e) {
            throw Failure.failed(
                    "The worker could not be started: "
                            + e.getMessage()
                            + ". See `mem0-queue config get worker.command`.");
        }
    }
}
