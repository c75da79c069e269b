package org.mem0queue.sync;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.Cancellation;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.Dialect;
import org.mem0queue.mem0.Mem0Client;
import org.mem0queue.mem0.ProbeResult;

import java.net.ProxySelector;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The client for the settings as they are, and the dialect that the server was found to speak: it
 * is kept until an answer does not look like it, or the address changes. Safe for several threads.
 */
final class Api implements AutoCloseable {
    private final InstantSource clock;
    private final ProxySelector proxies;
    private @Nullable ClientSetup setup;
    private @Nullable Mem0Client client;
    private @Nullable Dialect detected;
    private @Nullable String note;

    Api(InstantSource clock, ProxySelector proxies) {
        this.clock = clock;
        this.proxies = proxies;
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
        ProbeResult answer = open.probe(cancellation);
        return switch (answer) {
            case ProbeResult.Unreachable(String reason) -> new Found.Not(reason);
            case ProbeResult.Detected(Dialect.Unknown(String reason), String _, var _) ->
                    new Found.Not(
                            "What answers at "
                                    + settings.client().address()
                                    + " is no Mem0 API that is known: "
                                    + reason);
            case ProbeResult.Detected(Dialect dialect, String _, var _) -> {
                detected = dialect;
                note = answer.note(settings.client().inference()).orElse(null);
                yield new Found.Ready(new Line(open, dialect));
            }
        };
    }

    /** The line for these settings, without asking anybody. */
    synchronized Optional<Line> found(SyncSettings settings) {
        Mem0Client open = client(settings.client());
        Dialect dialect = settings.dialect() != null ? settings.dialect() : detected;
        return dialect == null ? Optional.empty() : Optional.of(new Line(open, dialect));
    }

    /** What people should know of where or how it stores, as far as it was asked. */
    synchronized Optional<String> note() {
        return Optional.ofNullable(note);
    }

    /** The server may be another one now. */
    synchronized void forget() {
        detected = null;
    }

    private Mem0Client client(ClientSetup wanted) {
        Mem0Client known = client;
        if (known != null && wanted.equals(setup)) {
            return known;
        }
        ClientSetup before = setup;
        if (before == null || !before.address().equals(wanted.address())) {
            detected = null;
        }
        // The old one is not closed: uploads may still be under way. Its connections end idle.
        Mem0Client fresh = new Mem0Client(wanted, clock, proxies);
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
