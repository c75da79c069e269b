package org.mem0queue.service.demo;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.IntFunction;

/** The agents, each on a thread of its own, and what they were told. Safe for several threads. */
final class Agents {
    private final DemoPace pace;
    private final SimulatedTime time;
    private final IntFunction<AgentScript> scripts;
    private final List<String> tried = new ArrayList<>();
    private int refused;
    private Duration slowest = Duration.ZERO;

    Agents(SimulatedTime time, IntFunction<AgentScript> scripts) {
        this.pace = time.pace();
        this.time = time;
        this.scripts = scripts;
    }

    /** Lets them save until each has tried what it wanted to, or everything ends. */
    void run(Saving way) throws InterruptedException, ExecutionException {
        try (ExecutorService threads =
                Executors.newThreadPerTaskExecutor(
                        Thread.ofPlatform().daemon().name("demo-agent-", 0).factory())) {
            List<Future<?>> sessions = new ArrayList<>();
            for (int session = 1; session <= pace.sessions(); session++) {
                AgentScript script = scripts.apply(session);
                sessions.add(
                        threads.submit(
                                () -> {
                                    live(script, way);
                                    return null;
                                }));
            }
            for (Future<?> session : sessions) {
                session.get();
            }
        }
    }

    private void live(AgentScript script, Saving way) throws InterruptedException {
        for (int i = 0; i < pace.savesEach(); i++) {
            AgentScript.Step step = script.next();
            if (!time.pass(step.pause())) {
                return;
            }
            long started = System.nanoTime();
            Saving.Told told = way.save(step.project(), step.text());
            ended(step.text(), told, Duration.ofNanos(System.nanoTime() - started));
        }
    }

    private synchronized void ended(String text, Saving.Told told, Duration took) {
        if (told == Saving.Told.NOTHING) {
            return;
        }
        tried.add(text);
        refused += told == Saving.Told.REFUSED ? 1 : 0;
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
    }

    synchronized List<String> tried() {
        return List.copyOf(tried);
    }

    synchronized int triedCount() {
        return tried.size();
    }

    synchronized int refused() {
        return refused;
    }

    synchronized Duration slowest() {
        return slowest;
    }
}
