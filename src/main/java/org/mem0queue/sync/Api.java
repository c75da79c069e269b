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
import java.util.concurrent.CompletableFuture;

/**
 * The client for the settings as they are, and the dialect that the server was found to speak: it
 * is kept, also for the next process, until an answer does not look like it, or the address
 * changes. Then the server is asked again, and its fingerprint tells whether it still is the same.
 * Safe for several threads; only one of them asks at a time.
 */
final class Api implements AutoCloseable {
    private static final String ANOTHER =
            "Another server answers at this address than the one that was found there.";

    private final InstantSource clock;
    private final ApiRoute route;

    /** Held while the server is asked, so never by who only wants to know what is known. */
    private final Object asking = new Object();

    private @Nullable ClientSetup setup;
    private @Nullable Mem0Client client;
    private ProbeResult.@Nullable Detected detected;
    private @Nullable DetectedFile kept;

    /** Of what was known before the server was doubted, to compare with what it says now. */
    private String fingerprint = "";

    /** What {@link #askAhead} has begun, for whom. */
    private @Nullable Ahead ahead;

    /** When the question was begun that was answered last; null: not by this process. */
    private @Nullable Long askedAt;

    Api(InstantSource clock, ApiRoute route) {
        this.clock = clock;
        this.route = route;
    }

    /**
     * A client and what to speak.
     *
     * @param fingerprint of the server that was found to speak so; empty: a person says it
     */
    record Line(Mem0Client client, Dialect dialect, String fingerprint) {}

    /** What came of asking. */
    sealed interface Found {
        /** It can be spoken to. */
        record Ready(Line line) implements Found {}

        /** It cannot; why, as a sentence. */
        record Not(String reason) implements Found {}
    }

    private record Ahead(Cancellation by, CompletableFuture<Found> answer) {}

    /** Whether a line still leads to the server that it was made for. */
    enum Standing {
        /** As far as is known. */
        CURRENT,
        /** An answer spoke against it; nobody has asked since. */
        DOUBTED,
        /** Another server was found there since. */
        REPLACED
    }

    /** What asking has to say of an answer that would end a memory's way. */
    sealed interface Confirmation {
        /** It came from the server whose dialect is spoken. */
        record Same() implements Confirmation {}

        /** It did not, so it says nothing; why, as a sentence. */
        record Another(String reason) implements Confirmation {}

        /** Nobody can tell now; why, as a sentence. */
        record Unanswered(String reason) implements Confirmation {}
    }

    /** Asks the server what it is, unless that is known. Blocks for a few requests at most. */
    Found line(SyncSettings settings, Cancellation cancellation) {
        CompletableFuture<Found> begun = begunBy(cancellation);
        Found before = begun == null ? null : begun.join();
        Optional<Line> known = found(settings);
        if (known.isPresent()) {
            return new Found.Ready(known.get());
        }
        if (before instanceof Found.Not) {
            return before;
        }
        synchronized (asking) {
            return found(settings)
                    .<Found>map(Found.Ready::new)
                    .orElseGet(() -> ask(settings, cancellation));
        }
    }

    /**
     * Begins to ask what {@link #line} will want to know of the same asker, and returns at once:
     * the answer comes while the files are read.
     */
    void askAhead(SyncSettings settings, Cancellation cancellation) {
        if (found(settings).isPresent()) {
            return;
        }
        CompletableFuture<Found> answer = new CompletableFuture<>();
        synchronized (this) {
            ahead = new Ahead(cancellation, answer);
        }
        Thread.ofVirtual()
                .name("api-ahead")
                .start(
                        () -> {
                            try {
                                synchronized (asking) {
                                    answer.complete(ask(settings, cancellation));
                                }
                            } catch (RuntimeException | Error bug) {
                                answer.completeExceptionally(bug);
                            }
                        });
    }

    private synchronized @Nullable CompletableFuture<Found> begunBy(Cancellation asker) {
        Ahead begun = ahead;
        if (begun == null || begun.by() != asker) {
            return null;
        }
        ahead = null;
        return begun.answer();
    }

    /**
     * Asks whether the server still is the one that was found, unless somebody has asked since.
     *
     * @param since {@link System#nanoTime} of when the answer came that is to be believed
     */
    Confirmation confirm(Line line, SyncSettings settings, long since, Cancellation cancellation) {
        if (line.fingerprint().isEmpty()) {
            return new Confirmation.Same();
        }
        synchronized (asking) {
            if (standing(line) == Standing.REPLACED) {
                return new Confirmation.Another(ANOTHER);
            }
            if (standing(line) == Standing.CURRENT && wasAskedSince(since)) {
                return new Confirmation.Same();
            }
            Found now = ask(settings, cancellation);
            return switch (standing(line)) {
                case CURRENT ->
                        now instanceof Found.Not(String reason)
                                ? new Confirmation.Unanswered(reason)
                                : new Confirmation.Same();
                case REPLACED -> new Confirmation.Another(ANOTHER);
                case DOUBTED ->
                        now instanceof Found.Not(String reason)
                                ? new Confirmation.Unanswered(reason)
                                : new Confirmation.Another(ANOTHER);
            };
        }
    }

    private synchronized boolean wasAskedSince(long since) {
        Long at = askedAt;
        return at != null && at - since >= 0;
    }

    /** Under {@link #asking}. */
    private Found ask(SyncSettings settings, Cancellation cancellation) {
        long began = System.nanoTime();
        Mem0Client open = current(settings.client());
        return switch (open.probe(cancellation)) {
            case ProbeResult.Unreachable(String reason) -> new Found.Not(reason);
            case ProbeResult.Detected(
                            Dialect.Unknown(String reason),
                            String _,
                            var _,
                            String _) -> {
                doubt();
                yield new Found.Not(
                        "What answers at "
                                + settings.client().address()
                                + " is no Mem0 API that is known: "
                                + reason);
            }
            case ProbeResult.Detected answer -> {
                take(answer, open, began);
                yield new Found.Ready(new Line(open, answer.dialect(), answer.fingerprint()));
            }
        };
    }

    private synchronized void take(ProbeResult.Detected answer, Mem0Client from, long began) {
        if (from != client) {
            return; // the settings have changed meanwhile: it was another address, or another key
        }
        if (answer.fingerprint().equals(fingerprint) && from.anotherAnswers()) {
            from.acceptAnother();
        } else {
            from.expect(answer);
        }
        detected = answer;
        fingerprint = answer.fingerprint();
        askedAt = began;
        if (kept != null) {
            kept.keep(answer, clock.instant());
        }
    }

    /** The line for these settings, without asking anybody. */
    synchronized Optional<Line> found(SyncSettings settings) {
        Mem0Client open = current(settings.client());
        Dialect chosen = settings.dialect();
        if (chosen != null) {
            return Optional.of(new Line(open, chosen, ""));
        }
        ProbeResult.Detected known = detected;
        return known == null
                ? Optional.empty()
                : Optional.of(new Line(open, known.dialect(), known.fingerprint()));
    }

    /** Whether this line still leads to the server that it was made for, as far as is known. */
    synchronized Standing standing(Line line) {
        if (line.fingerprint().isEmpty()) {
            return Standing.CURRENT;
        }
        ProbeResult.Detected known = detected;
        if (known == null) {
            return Standing.DOUBTED;
        }
        return known.fingerprint().equals(line.fingerprint())
                ? Standing.CURRENT
                : Standing.REPLACED;
    }

    /** What people should know of where or how it stores, as far as it was asked. */
    synchronized Optional<String> note() {
        ProbeResult.Detected known = detected;
        ClientSetup now = setup;
        return known == null || now == null ? Optional.empty() : known.note(now.inference());
    }

    /**
     * The server may be another one than this line was made for: it is asked before the next use.
     */
    synchronized void doubt(Line line) {
        if (!line.fingerprint().isEmpty() && standing(line) == Standing.CURRENT) {
            doubt();
        }
    }

    private synchronized void doubt() {
        detected = null;
        if (kept != null) {
            kept.forget();
        }
    }

    private synchronized Mem0Client current(ClientSetup wanted) {
        Mem0Client known = client;
        if (known != null && wanted.equals(setup)) {
            return known;
        }
        ClientSetup before = setup;
        if (before == null || !before.address().equals(wanted.address())) {
            kept = route.found(wanted.address()).orElse(null);
            detected = kept == null ? null : kept.read(clock.instant()).orElse(null);
            fingerprint = detected == null ? "" : detected.fingerprint();
            askedAt = null;
        }
        // The old one is not closed: uploads may still be under way. Its connections end idle.
        Mem0Client fresh = new Mem0Client(wanted, clock, route.proxies());
        if (detected != null) {
            fresh.expect(detected);
        }
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
