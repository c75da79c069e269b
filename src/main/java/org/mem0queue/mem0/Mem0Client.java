package org.mem0queue.mem0;

import okhttp3.OkHttpClient;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.UploadResult.Cause;

import java.net.ProxySelector;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Function;
import java.util.function.UnaryOperator;

/**
 * Speaks to one Mem0 API. Every method blocks the calling thread until the server answered, the
 * deadline passed, or the call was cancelled (or its thread interrupted, whose flag then stays
 * set): within a second in the last cases. Safe for several threads.
 *
 * <p>One call of {@link #upload} sends at most one request. No redirect is followed, certificates
 * are verified, the key goes to the configured address only. Nothing is kept between calls: the
 * caller holds the dialect, and its fingerprint, and decides what happens next.
 */
public final class Mem0Client implements AutoCloseable {
    /** An answer to an add repeats the text at most. */
    private static final int ADD_ANSWER_BYTES = 4 << 20;

    /** A list of a thousand long memories; everything else is far smaller. */
    private static final int READ_ANSWER_BYTES = 32 << 20;

    private final ClientSetup setup;
    private final InstantSource clock;
    private final Addresses addresses;
    private final Transport transport;
    private final ServerNames names = new ServerNames();

    /**
     * @param clock for {@code Retry-After} with a date, and to compare with the server's
     * @param proxies usually {@link ProxyVariables}
     */
    public Mem0Client(ClientSetup setup, InstantSource clock, ProxySelector proxies) {
        this(setup, clock, proxies, UnaryOperator.identity());
    }

    /**
     * @param more what tests add to the HTTP client: trusted certificates, a name server
     */
    Mem0Client(
            ClientSetup setup,
            InstantSource clock,
            ProxySelector proxies,
            UnaryOperator<OkHttpClient.Builder> more) {
        this.setup = setup;
        this.clock = clock;
        addresses = new Addresses(setup);
        transport = new Transport(setup.deadlines().connect(), proxies, more);
    }

    /** Asks who is there: with GET, without the key. */
    public ProbeResult probe(Cancellation cancellation) {
        return new Probe(addresses, reader(cancellation)).run();
    }

    /** Sends one memory, once. Sends nothing to {@link Dialect.Unknown}, and nothing too long. */
    public UploadResult upload(Dialect dialect, Outgoing memory, Cancellation cancellation) {
        if (dialect instanceof Dialect.Unknown unknown) {
            return new UploadResult.Misconfigured(
                    Cause.DIALECT, "The API is not one that is known. " + unknown.reason());
        }
        if (setup.limit().check(memory.content()) instanceof TextFit.TooLong tooLong) {
            return new UploadResult.Rejected(tooLong.reason());
        }
        Reply reply =
                transport.send(
                        AddMessage.of(dialect, memory, setup.inference(), addresses),
                        setup.deadlines().upload(),
                        ADD_ANSWER_BYTES,
                        cancellation);
        names.saw(reply);
        return outcome(dialect, memory).of(reply);
    }

    /**
     * Asks what became of an accepted memory. {@link UploadResult.Accepted}: not decided yet, or
     * nobody answered; {@link UploadResult.Retryable}: the platform gave it up.
     */
    public UploadResult poll(
            Dialect.Platform dialect, Outgoing memory, String event, Cancellation cancellation) {
        Transport.Message message =
                new Transport.Message(
                        "GET",
                        addresses
                                .at("v1/event")
                                .newBuilder()
                                .addPathSegment(event)
                                .addPathSegment("")
                                .build(),
                        addresses.keyFor(dialect),
                        null);
        return outcome(dialect, memory).ofEvent(event, reader(cancellation).apply(message));
    }

    /**
     * Looks whether a memory is there. After a doubtful upload not before two minutes after its
     * deadline: until then the first request may still run.
     *
     * @param sentAt when the first attempt began; null if unknown, which leaves more undecided
     */
    public LookUpResult lookUp(
            Dialect dialect,
            Outgoing memory,
            LookUpBy by,
            @Nullable Instant sentAt,
            Cancellation cancellation) {
        return new LookUp(addresses, reader(cancellation), clock).find(dialect, memory, by, sentAt);
    }

    /** Lists what the server has of a project. */
    public ListResult list(Dialect dialect, String projectId, Cancellation cancellation) {
        return new RemoteList(addresses, reader(cancellation)).of(dialect, projectId);
    }

    /** What was detected calls itself so; answers are compared with it from now on. */
    public void expect(ProbeResult.Detected server) {
        names.expect(server.server());
    }

    /** Whether somebody of another name has answered, so that it should be asked who it is. */
    public boolean anotherAnswers() {
        return names.sawAnother();
    }

    /** It was asked, and is the same server. */
    public void acceptAnother() {
        names.accept();
    }

    private AddOutcome outcome(Dialect dialect, Outgoing memory) {
        return new AddOutcome(dialect, memory, setup.key(), clock);
    }

    private Function<Transport.Message, Reply> reader(Cancellation cancellation) {
        return message -> {
            Reply reply =
                    transport.send(
                            message, setup.deadlines().read(), READ_ANSWER_BYTES, cancellation);
            names.saw(reply);
            return reply;
        };
    }

    /** Lets idle connections go. */
    @Override
    public void close() {
        transport.close();
    }

    /** The address; the key is masked. */
    @Override
    public String toString() {
        return "Mem0Client[" + setup.address() + "]";
    }
}
