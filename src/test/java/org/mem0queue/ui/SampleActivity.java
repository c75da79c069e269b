package org.mem0queue.ui;

import org.mem0queue.ledger.LedgerProblem;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.Move;
import org.mem0queue.queue.PlannedMove;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.ui.activity.UndoPreview;
import org.mem0queue.ui.activity.UndoPreview.Fate;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.IntStream;

/** Acts and backups for pictures and tests. */
public final class SampleActivity {
    private static final Instant NOW = SampleSnapshots.NOW;
    private static final Path SNAPSHOTS =
            SampleSnapshots.DIRECTORY.resolve("mem0_queue.d/snapshots");
    private static final List<String> PROJECTS =
            List.of("trace-hub", "second-brain", "api-facturation", "home-infra");
    private static final List<String> TEXTS =
            List.of(
                    "Décision : le cache OCR passe de Redis à SQLite, un seul processus écrit",
                    "Rule: never start a sync while an agent saves a batch",
                    "TVA intracommunautaire : vérifier le numéro par VIES avant l’export",
                    "Backup of the NAS runs at 03:30; do not start the OCR batch before");

    private SampleActivity() {}

    public static String id(int number) {
        return String.format(
                "%08x-52d8-4c1e-9a6b-0f4d2c7b%04x", 0x7f3a9c1e + number * 7919, number);
    }

    /** An act that reached {@code done} of {@code all} memories. */
    public static Act act(
            long number,
            ActKind kind,
            Duration ago,
            String actor,
            String detail,
            int done,
            int all) {
        return new Act(
                number,
                NOW.minus(ago),
                actor,
                kind,
                detail,
                true,
                IntStream.range(0, all)
                        .mapToObj(i -> new Act.Target(id(i), i < done, OptionalLong.empty()))
                        .toList(),
                OptionalLong.empty(),
                OptionalLong.empty());
    }

    public static List<Act> acts() {
        List<Act> acts = new ArrayList<>();
        acts.add(act(31, ActKind.PAUSE, Duration.ofMinutes(4), "window", "", 0, 0));
        acts.add(
                act(
                        30,
                        ActKind.RETRY,
                        Duration.ofMinutes(22),
                        "window",
                        "--all --state failed --error timed out",
                        12,
                        14));
        acts.add(
                new Act(
                        29,
                        NOW.minus(Duration.ofMinutes(50)),
                        "cli",
                        ActKind.UNDO,
                        "discard",
                        true,
                        List.of(new Act.Target(id(3), true, OptionalLong.empty())),
                        OptionalLong.of(28),
                        OptionalLong.empty()));
        acts.add(
                new Act(
                        28,
                        NOW.minus(Duration.ofMinutes(51)),
                        "cli",
                        ActKind.DISCARD,
                        "",
                        true,
                        List.of(new Act.Target(id(3), true, OptionalLong.of(29))),
                        OptionalLong.empty(),
                        OptionalLong.of(29)));
        acts.add(act(27, ActKind.EDIT, Duration.ofHours(3), "window", "text, and retried", 1, 1));
        acts.add(act(26, ActKind.RESOLVE, Duration.ofHours(26), "cli", "--sent", 2, 2));
        acts.add(
                act(
                        25,
                        ActKind.IMPORT,
                        Duration.ofHours(27),
                        "cli",
                        "/home/lea/notes/memories-2026-11.jsonl",
                        40,
                        40));
        acts.add(
                act(
                        24,
                        ActKind.DISCARD,
                        Duration.ofHours(28),
                        "mcp",
                        "--project dotfiles --state dead-letters",
                        3,
                        3));
        acts.add(act(23, ActKind.REBUILD, Duration.ofHours(52), "cli", "", 38, 38));
        acts.add(act(22, ActKind.RESUME, Duration.ofHours(53), "cli", "", 0, 0));
        return acts;
    }

    public static LedgerResult<List<Act>> missing() {
        return new LedgerResult.NotDone<>(
                new LedgerProblem(
                        LedgerProblem.Kind.NEWER,
                        "History /home/lea/.local/state/mem0-queue/ledger.db: a newer version of"
                                + " this program wrote it. Use that version, or remove the file to"
                                + " start a new history."));
    }

    /** What taking act 30 back would do: two have moved on. */
    public static UndoPreview preview(Act act) {
        Map<String, Fate> fates = new LinkedHashMap<>();
        List<PlannedMove> planned = new ArrayList<>();
        int number = 0;
        for (String id : act.doneIds()) {
            fates.put(
                    id,
                    number == 1
                            ? new Fate.MovedOn(MemoryState.SYNCED)
                            : number == 4 ? new Fate.MovedOn(null) : new Fate.Ready());
            planned.add(
                    new PlannedMove.Ready(
                            new Move(
                                    id,
                                    MemoryState.PENDING,
                                    "0".repeat(64),
                                    MemoryState.FAILED,
                                    raw("{}"))));
            number++;
        }
        return new UndoPreview(new UndoPlan(Optional.of(act), planned, ""), fates);
    }

    private static RawJson raw(String json) {
        byte[] bytes = json.getBytes(StandardCharsets.UTF_8);
        return RawJson.of(bytes);
    }

    public static Memory memory(int number, MemoryState state) {
        String json =
                "{\"id\":\""
                        + id(number)
                        + "\",\"content\":\""
                        + TEXTS.get(number % TEXTS.size())
                        + "\"}";
        return new Memory(
                id(number),
                false,
                PROJECTS.get(number % PROJECTS.size()),
                NOW.minus(Duration.ofMinutes(number)),
                0,
                state,
                raw(json));
    }

    public static List<Memory> memories(int from, int count, MemoryState state) {
        return IntStream.range(from, from + count).mapToObj(i -> memory(i, state)).toList();
    }

    public static QueueCopy copy(
            int number, Duration ago, String label, String state, int[] counts) {
        return new QueueCopy(
                number,
                number == 0
                        ? SampleSnapshots.DIRECTORY.resolve("mem0_queue_backup.json")
                        : SNAPSHOTS.resolve(
                                "20261123T1"
                                        + number
                                        + "0203.123Z-1f0c2b7a9d3e4f50"
                                        + (label.isEmpty() ? "" : "-" + label)
                                        + ".json"),
                NOW.minus(ago),
                24_120L + number * 977L,
                label,
                state,
                counts[0],
                counts[1],
                counts[2],
                counts[3]);
    }

    public static List<QueueCopy> copies() {
        return List.of(
                copy(0, Duration.ofMinutes(12), "", "ok", new int[] {40, 6, 0, 0}),
                copy(1, Duration.ofMinutes(24), "", "ok", new int[] {38, 6, 0, 2}),
                copy(2, Duration.ofHours(3), "damaged", "corrupt", new int[] {0, 0, 0, 0}),
                copy(3, Duration.ofHours(4), "", "ok", new int[] {31, 6, 3, 12}),
                copy(4, Duration.ofHours(27), "before-shrink", "ok", new int[] {52, 4, 7, 9}),
                copy(5, Duration.ofDays(3), "restore", "ok", new int[] {12, 0, 2, 36}));
    }

    /** A restore that brings {@code toQueue} back. */
    public static RestorePlan plan(
            String currentState, FileStamp basis, int toQueue, int toFailed, int uncertain) {
        return new RestorePlan(
                SNAPSHOTS.resolve("20261123T120203.123Z-1f0c2b7a9d3e4f50.json"),
                NOW.minus(Duration.ofMinutes(24)),
                basis,
                currentState,
                memories(0, toQueue, MemoryState.PENDING),
                memories(toQueue, toFailed, MemoryState.FAILED),
                List.of(),
                memories(toQueue + toFailed, uncertain, MemoryState.UNCERTAIN),
                12,
                Math.min(2, toQueue));
    }

    public static QueueRestore.Preview planned(RestorePlan plan) {
        return new QueueRestore.Preview.Planned(plan);
    }

    /** The stamp of the file that a sample snapshot speaks of. */
    public static FileStamp stamp(SampleSnapshots sample) {
        Instant modified = Optional.ofNullable(sample.file.modified()).orElse(NOW);
        return new FileStamp(sample.file.bytes(), modified, modified, "1:2");
    }
}
