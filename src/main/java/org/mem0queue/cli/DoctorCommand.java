package org.mem0queue.cli;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;

@Command(
        name = "doctor",
        description =
                "Examines files, modes, lock, workers and log, and says what to do. Writes"
                        + " nothing.",
        mixinStandardHelpOptions = true)
final class DoctorCommand implements Action {
    @Override
    public int run(Session session) throws Failure {
        try (QueueService service = session.open()) {
            QueueSnapshot snapshot = service.examine();
            if (session.json()) {
                session.show(
                        JsonText.of(
                                snapshot.findings().stream().map(JsonShapes::finding).toList()));
                return 0;
            }
            for (Finding finding : snapshot.findings()) {
                session.show(StatusText.finding(finding));
            }
            if (snapshot.findings().isEmpty()) {
                session.show(
                        "Nothing found in "
                                + snapshot.directory()
                                + ": files, modes, lock, workers and log are in order.");
            }
            return 0;
        }
    }
}
