package org.mem0queue.cli;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;

@Command(
        name = "status",
        description = "Shows counts, balance, lock, worker, API and findings. Writes nothing.",
        mixinStandardHelpOptions = true)
final class StatusCommand implements Action {
    @Option(
            names = "--check",
            description = "Exit with 0 healthy, 1 warning, 2 critical, 3 unknown.")
    private boolean check;

    @Option(names = "--watch", description = "Shows it again after every change, until stopped.")
    private boolean watch;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        try (QueueService service = session.open()) {
            if (watch) {
                return watch(session, service);
            }
            QueueSnapshot snapshot = service.lookBack();
            print(session, snapshot);
            return exitCode(snapshot);
        }
    }

    private int watch(Session session, QueueService service) throws InterruptedException {
        BlockingQueue<QueueSnapshot> latest = new ArrayBlockingQueue<>(1);
        try (AutoCloseable _ =
                service.onSnapshot(
                        snapshot -> {
                            latest.clear(); // newest wins
                            latest.offer(snapshot);
                        })) {
            String shown = "";
            while (!session.out().checkError()) {
                QueueSnapshot snapshot = latest.take();
                String now = changing(snapshot);
                if (!now.equals(shown)) {
                    print(session, snapshot);
                    shown = now;
                }
            }
            return 0;
        } catch (InterruptedException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    /** What makes a line worth printing again: not the age of things. */
    private static String changing(QueueSnapshot s) {
        return s.queueFile().state()
                + s.counts()
                + s.lock().state()
                + s.lock().pid()
                + s.worker().state()
                + s.findings().stream().map(f -> f.code()).toList();
    }

    private static void print(Session session, QueueSnapshot snapshot) {
        session.show(
                session.json()
                        ? JsonText.of(JsonShapes.status(snapshot))
                        : StatusText.of(snapshot, session.environment().folders().home()));
    }

    private int exitCode(QueueSnapshot snapshot) {
        if (!check) {
            return 0;
        }
        return switch (snapshot.health()) {
            case HEALTHY -> 0;
            case WARNING -> 1;
            case CRITICAL -> 2;
            case UNKNOWN -> 3;
        };
    }
}
