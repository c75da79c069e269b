package org.mem0queue.ui.fx;

import org.jspecify.annotations.Nullable;

import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BinaryOperator;
import java.util.function.Consumer;

/**
 * Hands values from any thread to one thread, with one task outstanding at most: however fast
 * values come, the receiving thread gets what has gathered and is never flooded.
 *
 * @param <T> an immutable value
 */
public final class Relay<T> implements Consumer<T> {
    private final BinaryOperator<T> merge;
    private final Consumer<T> target;
    private final Executor receiver;
    private final AtomicReference<@Nullable T> waiting = new AtomicReference<>();
    private volatile boolean closed;

    private Relay(BinaryOperator<T> merge, Consumer<T> target, Executor receiver) {
        this.merge = merge;
        this.target = target;
        this.receiver = receiver;
    }

    /** A newer value replaces one that was not fetched yet. */
    public static <T> Relay<T> newestWins(Consumer<T> target, Executor receiver) {
        return new Relay<>((older, newer) -> newer, target, receiver);
    }

    /**
     * A newer value is joined to those not fetched yet.
     *
     * @param merge older and newer to one; without side effects, as it may run more than once
     */
    public static <T> Relay<T> gathering(
            BinaryOperator<T> merge, Consumer<T> target, Executor receiver) {
        return new Relay<>(merge, target, receiver);
    }

    /** From any thread; returns at once. */
    @Override
    public void accept(T value) {
        T before =
                waiting.getAndUpdate(
                        gathered -> gathered == null ? value : merge.apply(gathered, value));
        if (before == null && !closed) {
            receiver.execute(this::deliver);
        }
    }

    private void deliver() {
        T gathered = waiting.getAndSet(null);
        if (gathered != null && !closed) {
            target.accept(gathered);
        }
    }

    /** Delivers now what has come and is not delivered yet; call it on the receiving thread. */
    public void catchUp() {
        deliver();
    }

    /** Nothing is delivered any more; call it on the receiving thread. */
    public void close() {
        closed = true;
    }
}
