package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.PersonsWorker;
import org.mem0queue.service.QueueService;
import org.mem0queue.settings.SettingKey;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** Runs the worker that the person has, as they would, unless somebody sends already. */
final class WorkerRun {
    private final Session session;

    WorkerRun(Session session) {
        this.session = session;
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
        // Starting it makes a lock file.
        try (QueueService service = dryRun ? session.open() : session.openManaging()) {
            PersonsWorker worker = service.sync().personsWorker();
            Path home = session.environment().folders().home();
            if (dryRun) {
                refuse(worker.obstacle(command, home));
                session.show("Would run: " + Printable.of(command));
                return 0;
            }
            try (PersonsWorker.Permit permit = worker.permit(command, home)) {
                refuse(permit.obstacle());
                return run(command);
            }
        }
    }

    private static void refuse(@Nullable String obstacle) throws Failure {
        if (obstacle != null) {
            throw Failure.failed(obstacle);
        }
    }

    private int run(String command) throws Failure, InterruptedException {
        ProcessBuilder builder = PersonsWorker.prepared(command);
        // Its output is its own: a person reads it as it comes, also behind --json.
        builder.redirectInput(ProcessBuilder.Redirect.INHERIT);
        builder.redirectOutput(
                session.json() ? ProcessBuilder.Redirect.PIPE : ProcessBuilder.Redirect.INHERIT);
        builder.redirectError(ProcessBuilder.Redirect.INHERIT);
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
