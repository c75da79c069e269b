package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ApiKey;
import org.mem0queue.mem0.local.LocalServer;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.LocalApi;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

@Command(
        name = "serve-mem0",
        description =
                "Runs a Mem0 server of your own on this computer, until it is stopped; or sends on"
                        + " what it has stored.",
        mixinStandardHelpOptions = true)
final class ServeMem0Command implements Action {
    private static final int PARTLY = 3;
    private static final int LINES = 20;
    private static final String HERE = "stored on this computer, not on a server";

    @Option(
            names = "--port",
            paramLabel = "N",
            description = "Where it listens (default: 8888); 0 takes any that is free.")
    private @Nullable Integer port;

    @Option(
            names = "--key-file",
            paramLabel = "FILE",
            description =
                    "Ask every client for the key in this file, so that other users of this"
                            + " computer stay out.")
    private @Nullable Path keyFile;

    @Option(
            names = "--send-on",
            description =
                    "Save what was stored here into the queue, to be sent to the API that is"
                            + " configured. Nothing is deleted here; twice adds nothing.")
    private boolean sendOn;

    @Option(
            names = "--dry-run",
            description = "With --send-on: say what would be saved, and save nothing.")
    private boolean dryRun;

    @Override
    public int run(Session session) throws Failure, InterruptedException {
        if (sendOn && (port != null || keyFile != null)) {
            throw Failure.usage("--send-on needs no server: leave --port and --key-file out.");
        }
        if (dryRun && !sendOn) {
            throw Failure.usage("--dry-run goes with --send-on.");
        }
        if (port != null && (port < 0 || port > 65_535)) {
            throw Failure.usage("--port takes a number from 0 to 65535.");
        }
        CliEnvironment environment = session.environment();
        LocalApi api = new LocalApi(environment.folders().state(), environment.clock());
        return sendOn ? sendOn(session, api) : serve(session, api);
    }

    private int serve(Session session, LocalApi api) throws Failure, InterruptedException {
        int wanted = port == null ? LocalServer.USUAL_PORT : port;
        return switch (api.start(wanted, session::warn, key(session))) {
            case LocalServer.Start.PortTaken(int taken) ->
                    throw Failure.failed(
                            "Port "
                                    + taken
                                    + " is in use by another program, or not allowed. Choose"
                                    + " another one with --port N; --port 0 takes any that is"
                                    + " free.");
            case LocalServer.Start.Unavailable(String sentence) -> throw Failure.failed(sentence);
            case LocalServer.Start.Started(LocalServer server, String note) -> {
                if (note != null) {
                    session.warn(note);
                }
                yield untilStopped(session, server);
            }
        };
    }

    private @Nullable ApiKey key(Session session) throws Failure {
        Path file = keyFile;
        if (file == null) {
            return null;
        }
        try {
            ApiKey key = new ApiKey(Files.readString(file));
            if (FileSystems.getDefault().supportedFileAttributeViews().contains("posix")
                    && Files.getPosixFilePermissions(file)
                            .contains(PosixFilePermission.OTHERS_READ)) {
                session.warn(file + " can be read by other users: chmod 600 it.");
            }
            return key;
        } catch (IOException e) {
            throw Failure.failed(
                    file + " cannot be read. Put the key into it, readable by you alone.");
        } catch (IllegalArgumentException unusable) {
            throw Failure.failed(file + ": " + unusable.getMessage());
        }
    }

    /** Ends by a signal, as {@code log -f} does; what runs then is answered before. */
    private int untilStopped(Session session, LocalServer server) throws InterruptedException {
        Thread stopping = new Thread(() -> stop(session, server), "stop-mem0");
        Runtime.getRuntime().addShutdownHook(stopping);
        try {
            tellListening(session, server);
            new CountDownLatch(1).await();
            return 0;
        } finally {
            server.close();
            try {
                Runtime.getRuntime().removeShutdownHook(stopping);
            } catch (IllegalStateException stoppingAlready) {
                // then the hook does it
            }
        }
    }

    /** On a thread of the shutdown: what is running is answered first. */
    private static void stop(Session session, LocalServer server) {
        server.close();
        if (session.json()) {
            session.show(JsonText.of(Map.of("event", "stopped")));
            session.out().flush();
        }
    }

    private void tellListening(Session session, LocalServer server) {
        if (session.json()) {
            Map<String, @Nullable Object> all = new LinkedHashMap<>();
            all.put("event", "listening");
            all.put("url", server.address().toString());
            all.put("port", server.port());
            all.put("file", server.file().toString());
            all.put("storage", HERE);
            all.put("key_wanted", keyFile != null);
            session.show(JsonText.of(all));
        } else {
            session.show("Listening on " + server.address());
            session.show("Memories are " + HERE + ":");
            session.show("  " + Printable.of(server.file().toString()));
            session.say(
                    "Use it: mem0-queue --api "
                            + server.address()
                            + " COMMAND. Stop it with Ctrl+C. Later, serve-mem0 --send-on moves"
                            + " what is stored to a real API.");
            if (keyFile != null) {
                session.say("Clients send the key, ours from MEM0_API_KEY.");
            }
        }
        session.out().flush();
    }

    private int sendOn(Session session, LocalApi api) throws Failure, InterruptedException {
        try (QueueService service = dryRun ? session.open() : session.openManaging()) {
            return switch (api.sendOn(service, BulkAct.ACTOR, dryRun)) {
                case LocalApi.SentOn.Failed(String sentence, int saved) ->
                        throw Failure.failed(
                                sentence
                                        + " "
                                        + ActAnswer.count(saved)
                                        + " saved before that. Run it again to go on.");
                case LocalApi.SentOn.Done done -> {
                    tell(session, done);
                    if (!dryRun) {
                        session.out().flush();
                        session.mergeOrLeave(service);
                    }
                    yield done.skipped().isEmpty() ? 0 : PARTLY;
                }
            };
        }
    }

    private void tell(Session session, LocalApi.SentOn.Done done) throws Failure {
        if (session.json()) {
            session.show(JsonText.of(shape(done)));
            return;
        }
        session.show(
                (dryRun ? "Would save " : "Saved ")
                        + ActAnswer.count(done.ids().size())
                        + " of "
                        + done.stored()
                        + " that are "
                        + HERE
                        + ".");
        if (done.alreadyThere() > 0) {
            session.say(ActAnswer.count(done.alreadyThere()) + " left out: in the queue already.");
        }
        done.skipped().entrySet().stream()
                .limit(LINES)
                .forEach(one -> session.warn(one.getKey() + ": " + one.getValue()));
        if (dryRun) {
            session.say("Nothing was saved (--dry-run).");
        } else if (!done.ids().isEmpty()) {
            session.say(
                    "They are sent to the API that is configured. They stay stored here as well.");
        }
        URI api = session.apiUrl();
        if (api == null) {
            session.warn("no API is configured yet. Set one: mem0-queue config set api.url URL");
        } else if (isHere(api)) {
            session.warn(
                    "the API that is configured, "
                            + api
                            + ", is on this computer too. To move the memories, configure the real"
                            + " one before the next sync.");
        }
    }

    private static boolean isHere(URI api) {
        String host = api.getHost() == null ? "" : api.getHost();
        return host.equals("localhost") || host.startsWith("127.") || host.equals("[::1]");
    }

    private static Map<String, @Nullable Object> shape(LocalApi.SentOn.Done done) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("stored", done.stored());
        all.put("ids", done.ids());
        all.put("already_there", done.alreadyThere());
        List<Map<String, @Nullable Object>> skipped = new ArrayList<>();
        done.skipped()
                .forEach(
                        (id, reason) -> {
                            Map<String, @Nullable Object> one = new LinkedHashMap<>();
                            one.put("id", id);
                            one.put("reason", reason);
                            skipped.add(one);
                        });
        all.put("skipped", skipped);
        all.put("acts", done.acts());
        all.put("storage", HERE);
        return all;
    }
}
