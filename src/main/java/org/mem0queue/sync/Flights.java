package org.mem0queue.sync;

import org.mem0queue.queue.Memory;
import org.mem0queue.store.Settlement;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/**
 * What a pass has in hand: flights that wait, and flights under way, each on a thread of its own
 * and never two of one project. Confined to the pass's thread but for the landing.
 */
final class Flights {
    private final Courier courier;
    private final Map<String, Flight> waiting = new LinkedHashMap<>();
    private final Map<String, Flight> running = new HashMap<>();
    private final Set<String> busyProjects = new HashSet<>();
    private final BlockingQueue<Landing> landed = new LinkedBlockingQueue<>();

    Flights(Courier courier) {
        this.courier = courier;
    }

    void add(Flight flight) {
        waiting.put(flight.memory().id(), flight);
    }

    int waiting() {
        return waiting.size();
    }

    int running() {
        return running.size();
    }

    boolean holds(String id) {
        return waiting.containsKey(id) || running.containsKey(id);
    }

    boolean isEmpty() {
        return waiting.isEmpty() && running.isEmpty();
    }

    /** How many of each project are in hand. */
    Map<String, Integer> byProject() {
        Map<String, Integer> number = new HashMap<>();
        waiting.values().forEach(f -> number.merge(f.project(), 1, Integer::sum));
        running.values().forEach(f -> number.merge(f.project(), 1, Integer::sum));
        return number;
    }

    /** Lets go of what waits; what was claimed for it goes back. */
    void release(Commits commits) {
        for (Flight flight : waiting.values()) {
            if (flight.task() == Flight.Task.UPLOAD) {
                commits.add(flight.memory(), new Settlement.Released());
            }
        }
        waiting.clear();
    }

    /** Lets go of look-ups in a project that cannot be answered now. */
    void dropLookUps(String project) {
        waiting.values()
                .removeIf(f -> f.task() == Flight.Task.LOOK_UP && f.project().equals(project));
    }

    /** Starts what may start, so that no more than these are under way. */
    void start(int atMost, Api.Line line, SyncSettings settings) {
        for (Flight next : List.copyOf(waiting.values())) {
            if (running.size() >= atMost || !busyProjects.add(next.project())) {
                continue;
            }
            Flight flight = next.over(line);
            Memory memory = flight.memory();
            waiting.remove(memory.id());
            running.put(memory.id(), flight);
            Thread.ofVirtual()
                    .name("upload-" + memory.id())
                    .start(() -> landed.add(carry(flight, line, settings)));
        }
    }

    /** Whatever goes wrong in one flight must not leave the pass waiting for it for ever. */
    private Landing carry(Flight flight, Api.Line line, SyncSettings settings) {
        try {
            return courier.carry(flight, line, settings);
        } catch (RuntimeException | Error bug) {
            return Landing.failed(
                    flight, null, "This is a bug (" + bug.getClass().getName() + ").");
        }
    }

    /** What has landed; waits so long if nothing has. */
    List<Landing> landed(Duration wait) throws InterruptedException {
        List<Landing> all = new ArrayList<>();
        Landing first = landed.poll(wait.toMillis(), TimeUnit.MILLISECONDS);
        if (first != null) {
            all.add(first);
            landed.drainTo(all);
        }
        for (Landing landing : all) {
            running.remove(landing.flight().memory().id());
            busyProjects.remove(landing.flight().project());
        }
        return all;
    }
}
