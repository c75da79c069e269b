package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.DetectedFile;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.Mem0Client;
import org.mem0queue.mem0.ProbeResult;

import java.time.InstantSource;
import java.util.Optional;

/**
 * The client for the settings as they are, and the dialect that the server was found to speak: it
 * is kept, also for the next process, until an answer does not look like it, or the address
 * changes. Safe for several threads.
 */
final class Api implements AutoCloseable {
    private final InstantSource clock;
    private final ApiRoute route;
    private @Nullable ClientSetup setup;
    private @Nullable Mem0Client client;
    private ProbeResult.@Nullable Detected detected;
    private @Nullable DetectedFile kept;

    Api(InstantSource clock, ApiRoute route) {
        this.clock = clock;
        this.route = route;
    }

    /** A client and what to speak. */
    record Line(Mem0Client client, Dialect dialect) {}

    /** What came of asking. */
    sealed interface Found {
        /** It can be spoken to. */
        record Ready(Line line) implements Found {}

        /** It cannot; why, as a sentence. */
        record Not(String reason) implements Found {}
    }

    /** Asks the server what it is, unless that is known. Blocks for a few requests at most. */
    synchronized Found line(SyncSettings settings, Cancellation cancellation) {
        Optional<Line> known = found(settings);
        if (known.isPresent()) {
            return new Found.Ready(known.get());
        }
        Mem0Client open = client(settings.client());
        return switch (open.probe(cancellation)) {
            case ProbeResult.Unreachable(String reason) -> new Found.Not(reason);
            case ProbeResult.Detected(Dialect.Unknown(String reason), String _, var _) ->
                    new Found.Not(
                            "What answers at "
                                    + settings.client().address()
                                    + " is no Mem0 API that is known: "
                                    + reason);
            case ProbeResult.Detected answer -> {
                detected = answer;
                if (kept != null) {
                    kept.keep(answer, clock.instant());
                }
                yield new Found.Ready(new Line(open, answer.dialect()));
            }
        };
    }

    /** The line for these settings, without asking anybody. */
    synchronized Optional<Line> found(SyncSettings settings) {
        Mem0Client open = client(settings.client());
        ProbeResult.Detected known = detected;
        Dialect dialect =
                settings.dialect() != null
                        ? settings.dialect()
                        : known == null ? null : known.dialect();
        return dialect == null ? Optional.empty() : Optional.of(new Line(open, dialect));
    }

    /** What people should know of where or how it stores, as far as it was asked. */
    synchronized Optional<String> note() {
        ProbeResult.Detected known = detected;
        ClientSetup now = setup;
        return known == null || now == null ? Optional.empty() : known.note(now.inference());
    }

    /** The server may be another one now. */
    synchronized void forget() {
        detected = null;
        if (kept != null) {
            kept.forget();
        }
    }

    private Mem0Client client(ClientSetup wanted) {
        Mem0Client known = client;
        if (known != null && wanted.equals(setup)) {
            return known;
        }
        ClientSetup before = setup;
        if (before == null || !before.address().equals(wanted.address())) {
            kept = route.found(wanted.address()).orElse(null);
            detected = kept == null ? null : kept.read(clock.instant()).orElse(null);
        }
        // The old one is not closed: uploads may still be under way. Its connections end idle.
        Mem0Client fresh = new Mem0Client(wanted, clock, route.proxies());
        client = fresh;
        setup = wanted;
        return fresh;
    }

    @Override
    public synchronized void close() {
        Mem0Client known = client;
        if (known != null) {
            known.close();
            client = null;
        }
    }
}
