package org.mem0queue.mem0;

import java.util.ArrayList;
import java.util.List;

/**
 * Ends the calls it was given to, and keeps later ones from starting. A call that is under way
 * returns within a second and says how far it got. Safe for several threads; once cancelled it
 * stays so.
 */
public final class Cancellation {
    private final List<Runnable> listeners = new ArrayList<>();
    private boolean cancelled;

    /** Idempotent; returns at once. */
    public void cancel() {
        List<Runnable> toTell;
        synchronized (this) {
            cancelled = true;
            toTell = List.copyOf(listeners);
            listeners.clear();
        }
        toTell.forEach(Runnable::run);
    }

    /** Whether somebody cancelled. */
    public synchronized boolean cancelled() {
        return cancelled;
    }

    /** Runs {@code listener} when cancelled, or now if that has happened already. */
    void listen(Runnable listener) {
        synchronized (this) {
            if (!cancelled) {
                listeners.add(listener);
                return;
            }
        }
        listener.run();
    }

    synchronized void forget(Runnable listener) {
        listeners.remove(listener);
    }
}
