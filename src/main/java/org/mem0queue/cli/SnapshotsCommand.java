package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;
import org.mem0queue.store.QueueSnapshots;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

@Command(
        name = "snapshots",
        description =
                "Lists the backup and the queue snapshots with time, size, counts and what differs"
                    + " from the queue as it is. With --close: says that what a pinned one holds is"
                    + " accounted for.",
        mixinStandardHelpOptions = true)
final class SnapshotsCommand implements Action {
    @Option(
            names = "--close",
            paramLabel = "N",
            description =
                    "Closes the incident for which queue snapshot N is pinned: it stays, and is"
                            + " thinned by age like the others. There is no undo.")
    private @Nullable Integer close;

    @Override
    public int run(Session session) throws Failure {
        if (close != null) {
            return close(session, close);
        }
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

    private static int close(Session session, int number) throws Failure {
        try (QueueService service = session.openManaging()) {
            QueueCopy copy = numbered(service, number);
            return switch (closed(service, copy)) {
                case CLOSED -> {
                    tell(session, service, copy);
                    yield 0;
                }
                case NOT_PINNED ->
                        throw Failure.failed(
                                "Queue snapshot "
                                        + number
                                        + " is not pinned: it is thinned by age already. Nothing"
                                        + " was changed.");
                case STILL_DAMAGED ->
                        throw Failure.failed(
                                "The queue file still is what snapshot "
                                        + number
                                        + " holds, and it is damaged. Restore it first; see"
                                        + " `mem0-queue restore --help`.");
                case GONE ->
                        throw Failure.failed(
                                copy.file() + " is not there any more. Nothing was changed.");
                case WATCHED ->
                        throw Failure.failed(
                                service.directory() + " is only watched. Nothing was changed.");
            };
        }
    }

    private static void tell(Session session, QueueService service, QueueCopy closed)
            throws Failure {
        if (session.json()) {
            session.show(JsonText.of(copies(service).stream().map(JsonShapes::copy).toList()));
        } else {
            session.say(
                    "The incident of "
                            + JsonText.iso(closed.time())
                            + " is closed. The snapshot stays, and is thinned by age like the"
                            + " others.");
        }
    }

    private static QueueSnapshots.Closing closed(QueueService service, QueueCopy copy)
            throws Failure {
        try {
            return service.restores().closeIncident(copy, BulkAct.ACTOR);
        } catch (IOException e) {
            throw Failure.failed(
                    "The incident could not be closed: "
                            + e.getMessage()
                            + ". Nothing was"
                            + " changed.");
        }
    }

    /** The queue snapshot with this number; the backup has none. */
    static QueueCopy numbered(QueueService service, int number) throws Failure {
        for (QueueCopy copy : copies(service)) {
            if (copy.number() == number && number > 0) {
                return copy;
            }
        }
        throw Failure.failed(
                "There is no queue snapshot "
                        + number
                        + " in "
                        + service.directory().resolve("mem0_queue.d/snapshots")
                        + ". See `mem0-queue snapshots` for those there are.");
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
