package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.demo.DemoPace;
import org.mem0queue.service.demo.Manner;
import org.mem0queue.service.demo.Moment;
import org.mem0queue.service.demo.Tally;

import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** What the demo says. */
final class DemoText {
    private final DemoPace pace;
    private final long seed;

    DemoText(DemoPace pace, long seed) {
        this.pace = pace;
        this.seed = seed;
    }

    List<String> introduction() {
        return List.of(
                "A simulation, "
                        + pace.timesFaster()
                        + " times as fast as life: "
                        + pace.sessions()
                        + " agents save "
                        + pace.savesEach()
                        + " memories each, to an API that takes 2 s",
                "for one, fails now and then, sometimes stores without answering, and is out of"
                        + " order for "
                        + pace.outage().toSeconds()
                        + " s.",
                "Repeat it with --seed " + seed + ". Your own queue is not touched.");
    }

    String title(Manner manner) {
        return switch (manner) {
            case PYTHON ->
                    "The Python way: a save waits 5 s for the lock. The worker, started after every"
                            + " "
                            + pace.workerEvery()
                            + " memories,\nholds it while it sends.";
            case OURS ->
                    "This program: a save needs no lock; the worker holds it for moments only.";
        };
    }

    String line(Moment moment) {
        long held = moment.lockHeldFor().toSeconds();
        String lock = held < 1 ? "lock free" : "lock held for " + held + " s";
        return String.format(
                        Locale.ROOT,
                        "  %d:%02d  %-19s %3d tried %3d refused %3d waiting %3d sent%s%s",
                        moment.at().toMinutes(),
                        moment.at().toSecondsPart(),
                        lock,
                        moment.tried(),
                        moment.refused(),
                        moment.waiting(),
                        moment.stored(),
                        moment.outage() ? "   API out of order" : "",
                        moment.afterwards() ? "   API is well, agents are done" : "")
                .stripTrailing();
    }

    List<String> result(Tally python, Tally ours) {
        List<String> lines = new ArrayList<>();
        lines.add("");
        lines.add(row("", "the Python way", "this program"));
        lines.add(numbers("memories agents tried to save", python, ours, Tally::tried));
        lines.add(numbers("refused to the agent", python, ours, Tally::refused));
        lines.add(numbers("stored on the API", python, ours, Tally::stored));
        lines.add(numbers("still waiting to be sent", python, ours, Tally::waiting));
        lines.add(numbers("set apart as failed", python, ours, Tally::setApart));
        lines.add(numbers("LOST", python, ours, Tally::lost));
        lines.add(numbers("stored twice", python, ours, Tally::storedTwice));
        lines.add(times("slowest save", python.slowestSave(), ours.slowestSave()));
        lines.add(
                times(
                        "longest hold of the lock",
                        python.longestLockHold(),
                        ours.longestLockHold()));
        lines.add("");
        lines.add(
                "Times are as measured here: what waits is "
                        + pace.timesFaster()
                        + " times shorter than in life, what the disk does is not.");
        lines.add(closing(python, ours));
        return lines;
    }

    private static String row(String name, String python, String ours) {
        return String.format(Locale.ROOT, "  %-32s %14s %14s", name, python, ours);
    }

    private static String numbers(
            String name, Tally python, Tally ours, Function<Tally, Integer> number) {
        return row(name, number.apply(python).toString(), number.apply(ours).toString());
    }

    private static String times(String name, Duration python, Duration ours) {
        return row(name, seconds(python), seconds(ours));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f s", time.toNanos() / 1e9);
    }

    private static String closing(Tally python, Tally ours) {
        return "Of "
                + ActAnswer.count(python.tried())
                + " the Python way lost "
                + python.lost()
                + " and stored "
                + python.storedTwice()
                + " twice; of the same "
                + ours.tried()
                + " this program lost "
                + ours.lost()
                + " and stored "
                + ours.storedTwice()
                + " twice.";
    }

    /**
     * The JSON document.
     *
     * @param folder null if it is not kept
     */
    Map<String, @Nullable Object> shape(Tally python, Tally ours, @Nullable String folder) {
        Map<String, @Nullable Object> all = new LinkedHashMap<>();
        all.put("simulation", true);
        all.put("seed", seed);
        all.put("times_faster", pace.timesFaster());
        all.put("sessions", pace.sessions());
        all.put("saves_each", pace.savesEach());
        all.put("python", shape(python));
        all.put("ours", shape(ours));
        all.put("kept", folder);
        return all;
    }

    private static Map<String, Object> shape(Tally tally) {
        Map<String, Object> all = new LinkedHashMap<>();
        all.put("tried", tally.tried());
        all.put("refused", tally.refused());
        all.put("stored", tally.stored());
        all.put("waiting", tally.waiting());
        all.put("set_apart", tally.setApart());
        all.put("lost", tally.lost());
        all.put("stored_twice", tally.storedTwice());
        all.put("slowest_save_ms", tally.slowestSave().toMillis());
        all.put("longest_lock_hold_ms", tally.longestLockHold().toMillis());
        return all;
    }
}
