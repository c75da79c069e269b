package org.mem0queue.ledger;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which gone memories the lines of the worker's log name. A name that fits several memories settles
 * them only if there is a line for each.
 *
 * @param settled by id; where lines of several kinds fit, one that {@code total_synced} counts
 * @param countedSettled how many of them are counted in {@code total_synced}
 * @param recoveredUnseen how many dead letters that nobody saw waiting were recovered
 */
record LineMatch(Map<String, WorkerLine.Kind> settled, long countedSettled, long recoveredUnseen) {

    /**
     * What the Python server makes: the first 8 characters of no two are alike. Ids that people
     * choose, and those made from the time, begin alike.
     */
    private static final Pattern RANDOM_ID =
            Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}");

    /** The lines of one name. */
    private static final class Lines {
        private int number;
        private int counted;
        private WorkerLine.Kind best = WorkerLine.Kind.DLQ_RECOVERED;
        private final List<GoneMemory> fits = new ArrayList<>();

        void add(WorkerLine.Kind kind) {
            number++;
            if (kind.counted()) {
                counted++;
                best = kind;
            }
        }
    }

    /**
     * @param queuedSince ids that came in since the last look, the gone ones among them or not;
     *     empty if not all of them can be known, and then only random ids are settled
     */
    static LineMatch of(
            List<GoneMemory> gone, WorkerReport worker, Optional<List<String>> queuedSince) {
        Map<WorkerLine.Name, Lines> named = new HashMap<>();
        for (WorkerLine line : worker.lines()) {
            named.computeIfAbsent(line.name(), name -> new Lines()).add(line.kind());
        }
        Map<String, GoneMemory> byId = new HashMap<>();
        for (GoneMemory memory : gone) {
            byId.put(memory.id(), memory);
            WorkerLine.Name name = WorkerLine.Name.of(memory.projectId(), memory.id());
            Lines lines = name == null ? null : named.get(name);
            if (lines != null) {
                lines.fits.add(memory);
            }
        }
        Map<String, Integer> rivals = new HashMap<>(); // of any project: last_100 is ids only
        for (String id : queuedSince.orElse(List.of())) {
            if (!byId.containsKey(id)) {
                rivals.merge(WorkerLine.Name.id8(id), 1, Integer::sum);
            }
        }
        Map<String, WorkerLine.Kind> settled = new HashMap<>();
        long countedSettled = 0;
        long recoveredUnseen = 0;
        for (Map.Entry<WorkerLine.Name, Lines> each : named.entrySet()) {
            Lines lines = each.getValue();
            boolean here = worker.stillHere().contains(each.getKey());
            if (lines.fits.isEmpty()) {
                recoveredUnseen += here || lines.best.counted() ? 0 : 1;
            } else if (!here
                    && lines.number
                            >= lines.fits.size() + rivals.getOrDefault(each.getKey().id8(), 0)
                    && (queuedSince.isPresent()
                            || lines.fits.stream()
                                    .allMatch(m -> RANDOM_ID.matcher(m.id()).matches()))) {
                lines.fits.forEach(memory -> settled.put(memory.id(), lines.best));
                countedSettled += Math.min(lines.fits.size(), lines.counted);
            }
        }
        return new LineMatch(settled, countedSettled, recoveredUnseen);
    }
}
