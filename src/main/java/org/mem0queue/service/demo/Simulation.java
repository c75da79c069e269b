package org.mem0queue.service.demo;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;

/**
 * The same agents, the same weather, once in each {@link Manner}. Everything stays below one
 * folder: {@code python/queue}, {@code ours/queue}, and the embedded servers beside them. {@link
 * #stop} may be called by any thread.
 */
public final class Simulation {
    /** Between two moments that are told, in life's time. */
    private static final Duration STRETCH = Duration.ofSeconds(15);

    private final Path folder;
    private final DemoPace pace;
    private final long seed;
    private final Surroundings surroundings;
    private final CountDownLatch stopped = new CountDownLatch(1);

    /**
     * @param folder an empty one, which the caller removes
     * @param seed the same makes the same agents and the same weather
     */
    public Simulation(Path folder, DemoPace pace, long seed, Surroundings surroundings) {
        this.folder = folder;
        this.pace = pace;
        this.seed = seed;
        this.surroundings = surroundings;
    }

    /** Where the queue of a manner is while it runs, for whoever wants to watch. */
    public Path queue(Manner manner) {
        return manner(manner).resolve("queue");
    }

    private Path manner(Manner manner) {
        return folder.resolve(manner == Manner.PYTHON ? "python" : "ours");
    }

    /** Ends everything within a second or two; {@link #run} returns null then. */
    public void stop() {
        stopped.countDown();
    }

    /**
     * Lets the agents save until they are done, then lets the rest be sent to an API that is well,
     * and counts. Once for each manner.
     *
     * @param told how it goes, every few moments, on this thread
     * @return null if it was stopped
     * @throws IOException if the folder cannot be used
     */
    public @Nullable Tally run(Manner manner, Consumer<Moment> told)
            throws IOException, InterruptedException {
        rehearse(manner);
        Files.createDirectories(queue(manner));
        SimulatedTime time = new SimulatedTime(pace, stopped);
        Weather weather = new Weather(seed, time);
        Agents agents = new Agents(time, session -> new AgentScript(seed, session, pace.pause()));
        try (ApiWithBadDays api =
                        new ApiWithBadDays(
                                manner(manner).resolve("api"),
                                surroundings.clock(),
                                weather,
                                time);
                LockWatch lock = new LockWatch(queue(manner));
                Way way = way(manner, queue(manner), api, time)) {
            time.begin();
            Live live = new Live(time, weather, agents, api, lock, way, told);
            live.during(
                    false,
                    () -> {
                        agents.run(way);
                        way.finishRuns();
                        return null;
                    });
            weather.clearUp();
            live.during(
                    true,
                    () -> {
                        way.settle();
                        return null;
                    });
            return time.stopped()
                    ? null
                    : count(agents, api.texts(), way.whereabouts(), lock.longest());
        }
    }

    /**
     * Saves and sends once, elsewhere and in fine weather: what a cold program takes longer for
     * must not count as the lock's doing.
     */
    private void rehearse(Manner manner) throws IOException, InterruptedException {
        Path stage = manner(manner).resolve("rehearsal");
        Path queue = Files.createDirectories(stage.resolve("queue"));
        SimulatedTime time = new SimulatedTime(pace, stopped);
        Weather weather = new Weather(seed, time);
        weather.clearUp();
        try (ApiWithBadDays api =
                        new ApiWithBadDays(
                                stage.resolve("api"), surroundings.clock(), weather, time);
                Way way = way(manner, queue, api, time)) {
            AgentScript.Step step = new AgentScript(seed, 0, pace.pause()).next();
            way.save(step.project(), step.text());
            way.settle();
        }
    }

    private Way way(Manner manner, Path queue, ApiWithBadDays api, SimulatedTime time) {
        return switch (manner) {
            case PYTHON -> new PythonWay(queue, api.address(), time, surroundings.clock());
            case OURS -> new OurWay(queue, api.address(), time, surroundings);
        };
    }

    private static Tally count(
            Agents agents,
            Map<String, Integer> onApi,
            Way.Whereabouts where,
            Duration longestHold) {
        int stored = 0;
        int waiting = 0;
        int setApart = 0;
        int lost = 0;
        int twice = 0;
        for (String text : agents.tried()) {
            int times = onApi.getOrDefault(text, 0);
            twice += times > 1 ? 1 : 0;
            if (times > 0) {
                stored++;
            } else if (where.waiting().contains(text)) {
                waiting++;
            } else if (where.setApart().contains(text)) {
                setApart++;
            } else {
                lost++;
            }
        }
        return new Tally(
                agents.triedCount(),
                agents.refused(),
                stored,
                waiting,
                setApart,
                lost,
                twice,
                agents.slowest(),
                longestHold);
    }

    /** Tells how it goes while something runs. */
    private record Live(
            SimulatedTime time,
            Weather weather,
            Agents agents,
            ApiWithBadDays api,
            LockWatch lock,
            Way way,
            Consumer<Moment> told) {

        void during(boolean afterwards, Callable<?> work) throws IOException, InterruptedException {
            try (ExecutorService thread =
                    Executors.newSingleThreadExecutor(
                            Thread.ofPlatform().daemon().name("demo-life").factory())) {
                Future<?> running = thread.submit(work);
                boolean done = false;
                try {
                    while (!isDone(running)) {
                        told.accept(moment(afterwards));
                    }
                    done = true;
                    told.accept(moment(afterwards));
                } finally {
                    if (!done) {
                        time.stop(); // nothing is waited for that goes on by itself
                        running.cancel(true);
                    }
                }
            }
        }

        private boolean isDone(Future<?> running) throws IOException, InterruptedException {
            try {
                running.get(time.pace().here(STRETCH).toNanos(), TimeUnit.NANOSECONDS);
                return true;
            } catch (TimeoutException notYet) {
                return false;
            } catch (ExecutionException e) {
                throw new IOException("The demo ended early: " + e.getCause(), e.getCause());
            }
        }

        private Moment moment(boolean afterwards) {
            return new Moment(
                    time.now(),
                    afterwards,
                    time.pace().inLife(lock.heldFor()),
                    weather.outage(),
                    agents.triedCount(),
                    agents.refused(),
                    way.waiting(),
                    api.stored());
        }
    }
}
