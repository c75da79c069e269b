package org.mem0queue.cli;

import org.mem0queue.queue.QueueCopy;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

@Command(
        name = "snapshots",
        description =
                "Lists the backup and the queue snapshots with time, size, counts and what differs"
                        + " from the queue as it is.",
        mixinStandardHelpOptions = true)
final class SnapshotsCommand implements Action {
    @Override
    public int run(Session session) throws Failure {
        try (QueueService service = session.open()) {
            List<QueueCopy> copies = copies(service);
            if (session.json()) {
                session.show(JsonText.of(copies.stream().map(JsonShapes::copy).toList()));
                return 0;
            }
            if (copies.isEmpty()) {
                session.say(
                        "There is no backup and no queue snapshot yet: they are made when this"
                                + " program changes the queue.");
                return 0;
            }
            Instant now = session.environment().clock().instant();
            session.show(
                    String.format(
                            Locale.ROOT,
                            "%6s  %-29s %8s %9s %8s %7s  %s",
                            "N",
                            "TIME",
                            "AGE",
                            "SIZE",
                            "PENDING",
                            "FAILED",
                            "AGAINST NOW"));
            copies.forEach(copy -> session.show(line(copy, now)));
            return 0;
        }
    }

    static List<QueueCopy> copies(QueueService service) throws Failure {
        try {
            return service.restores().copies();
        } catch (IOException e) {
            throw Failure.failed(
                    service.directory().resolve("mem0_queue.d/snapshots")
                            + " cannot be read. Give this user read access to it.");
        }
    }

    private static String line(QueueCopy copy, Instant now) {
        String difference =
                !copy.state().equals("ok")
                        ? copy.state()
                        : copy.onlyHere() == 0 && copy.onlyNow() == 0
                                ? "the same memories"
                                : copy.onlyHere() + " only here, " + copy.onlyNow() + " only now";
        return String.format(
                Locale.ROOT,
                "%6s  %-29s %8s %9s %8d %7d  %s%s",
                copy.number() == 0 ? "backup" : Integer.toString(copy.number()),
                JsonText.iso(copy.time()),
                Ages.of(Duration.between(copy.time(), now)),
                size(copy.bytes()),
                copy.pending(),
                copy.failed(),
                difference,
                copy.label().isEmpty() ? "" : "  [" + copy.label() + "]");
    }

    static String size(long bytes) {
        return bytes < 1000
                ? bytes + " B"
                : bytes < 1_000_000
                        ? String.format(Locale.ROOT, "%.1f kB", bytes / 1e3)
                        : String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
    }
}
