package org.mem0queue.ui;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Json;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.QueueStats;
import org.mem0queue.queue.RawJson;
import org.mem0queue.queue.SendingStatus;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;

/** Memories as people save them, in every state, and snapshots that hold them. */
public final class SampleMemories {
    public static final String TIMED_OUT = "Read timed out after 30 s";
    public static final String NO_CONNECTION = "Connect timed out";
    public static final String TOO_LONG = "Rejected: content is longer than 8192 tokens";

    private final Map<MemoryState, List<Memory>> byState = new EnumMap<>(MemoryState.class);
    private int number;

    /** Adds one, so many minutes old. */
    public Memory add(MemoryState state, String project, String content, int minutes) {
        return add(state, project, content, minutes, 0, null, null);
    }

    /** Adds one that was tried. */
    public Memory add(
            MemoryState state,
            String project,
            String content,
            int minutes,
            int retries,
            @Nullable String error,
            @Nullable Duration next) {
        Memory memory =
                memory(
                        String.format("7f3a9c%02x-52d8-4b11-9f00-8a6e0c1d2e3f", number++),
                        state,
                        project,
                        content,
                        minutes,
                        retries,
                        error,
                        next);
        byState.computeIfAbsent(state, key -> new ArrayList<>()).add(memory);
        return memory;
    }

    public static Memory memory(
            String id,
            MemoryState state,
            String project,
            String content,
            int minutes,
            int retries,
            @Nullable String error,
            @Nullable Duration next) {
        Instant time = SampleSnapshots.NOW.minus(Duration.ofMinutes(minutes));
        StringBuilder json = new StringBuilder("{\"id\": ").append(Json.quote(id));
        json.append(", \"project_id\": ").append(Json.quote(project));
        json.append(", \"content\": ").append(Json.quote(content));
        json.append(", \"timestamp\": ").append(time.getEpochSecond());
        json.append(", \"retries\": ").append(retries);
        Instant due = next == null ? null : SampleSnapshots.NOW.plus(next);
        if (due != null) {
            json.append(", \"next_attempt\": ").append(due.getEpochSecond());
        }
        if (error != null) {
            json.append(", \"last_error\": ").append(Json.quote(error));
        }
        json.append("}");
        return new Memory(
                id, false, project, time, due, retries, state, RawJson.of(json.toString()));
    }

    /** Whatever there is. */
    public Map<MemoryState, List<Memory>> byState() {
        return byState;
    }

    public List<Memory> in(MemoryState state) {
        return byState.getOrDefault(state, List.of());
    }

    /** The same as seen again, with objects of their own. */
    public Map<MemoryState, List<Memory>> seenAgain() {
        Map<MemoryState, List<Memory>> copy = new EnumMap<>(MemoryState.class);
        byState.forEach(
                (state, memories) ->
                        copy.put(
                                state, memories.stream().map(memory -> memory.in(state)).toList()));
        return copy;
    }

    /** Takes one out. */
    public void remove(Memory memory) {
        byState.values().forEach(all -> all.removeIf(one -> one.id().equals(memory.id())));
    }

    /** As the ledger knows what left. */
    public static KnownMemory known(Memory memory, boolean confirmed) {
        return new KnownMemory(
                memory,
                true,
                SampleSnapshots.NOW.minusSeconds(7200),
                SampleSnapshots.NOW.minusSeconds(3600),
                SampleSnapshots.NOW.minusSeconds(3600),
                confirmed);
    }

    /** A snapshot of these, managed, with the counts that follow. */
    public QueueSnapshot snapshot(long synced, long uncertain, long lost) {
        SampleSnapshots sample = new SampleSnapshots();
        sample.managed = true;
        sample.counts =
                new Counts(
                        in(MemoryState.SPOOLED).size(),
                        in(MemoryState.PENDING).size() + in(MemoryState.HELD).size(),
                        in(MemoryState.IN_FLIGHT).size(),
                        in(MemoryState.IN_DOUBT).size(),
                        Math.min(73, synced),
                        Math.max(0, synced - 73),
                        in(MemoryState.FAILED).size(),
                        in(MemoryState.DEAD_LETTER).size(),
                        in(MemoryState.EMERGENCY).size(),
                        OptionalLong.of(uncertain),
                        OptionalLong.of(lost),
                        in(MemoryState.TRASH).size(),
                        in(MemoryState.HELD).size());
        return snapshot(sample);
    }

    /** A snapshot of these, all else as the sample says. */
    public QueueSnapshot snapshot(SampleSnapshots sample) {
        QueueSnapshot plain = sample.build();
        return new QueueSnapshot(
                plain.directory(),
                plain.readAt(),
                plain.managed(),
                plain.queueFile(),
                plain.counts(),
                QueueStats.NONE,
                plain.balance(),
                seenAgain(),
                plain.countsOnly(),
                plain.oldestPending(),
                plain.safeToSave(),
                plain.lock(),
                plain.worker(),
                plain.api(),
                SendingStatus.NONE,
                plain.health(),
                plain.findings());
    }

    /** The picture: 19 failed, 12 of them timed out. */
    public static SampleMemories failedAfterABadNight() {
        SampleMemories all = new SampleMemories();
        all.failed(
                "trace-hub",
                "Décision : le cache OCR passe de Redis à SQLite, un seul processus écrit. La"
                        + " latence p99 tombe de 14 ms à 2 ms et la sauvegarde devient une copie"
                        + " de fichier.\nClé = sha256 du PDF + version du modèle. Accès admin :"
                        + " k7-Vh2!pQ9",
                128,
                TIMED_OUT);
        all.failed(
                "trace-hub",
                "PDF import retries are idempotent: key is sha256 of the file plus model",
                131,
                TIMED_OUT);
        all.failed(
                "atelier-lumen",
                "Léa préfère les maquettes en 8 px de grille, sans ombre portée",
                140,
                TIMED_OUT);
        all.failed(
                "api-facturation",
                "TVA intracommunautaire : vérifier le numéro par VIES avant l’export",
                185,
                TIMED_OUT);
        all.failed(
                "second-brain",
                "Weekly review template: three wins, one risk, next concrete step",
                190,
                TIMED_OUT);
        all.failed(
                "second-brain",
                "Obsidian daily notes live in journal/YYYY/MM, never in the root",
                196,
                TIMED_OUT);
        all.failed(
                "home-infra",
                "Backup of the NAS runs at 03:30; do not start the OCR batch before 04:15",
                245,
                TIMED_OUT);
        all.failed(
                "api-facturation",
                "Les avoirs gardent le taux de TVA de la facture d’origine",
                303,
                TIMED_OUT);
        all.failed(
                "trace-hub",
                "Tesseract 5.4 loses ligatures in 200-dpi scans; keep 300 dpi",
                310,
                TIMED_OUT);
        all.failed(
                "home-infra",
                "Caddy terminates TLS on the VPS; mem0 listens on 8081 behind it",
                365,
                NO_CONNECTION);
        all.failed(
                "dotfiles",
                "zsh: compinit costs 180 ms, cache it for 24 hours",
                371,
                NO_CONNECTION);
        all.failed(
                "atelier-lumen",
                "Fournisseur de verre : Saint-Just, délai six semaines, échantillon reçu",
                425,
                NO_CONNECTION);
        for (int i = 0; i < 4; i++) {
            all.failed(
                    "second-brain",
                    "Transcript of the planning meeting, part " + (i + 1),
                    500 + i,
                    TOO_LONG);
        }
        all.add(
                MemoryState.DEAD_LETTER,
                "home-infra",
                "UPS: NUT server answers on 3493, shut down at 20 %",
                900,
                8,
                null,
                null);
        all.add(
                MemoryState.DEAD_LETTER,
                "dotfiles",
                "ssh: one key for each machine, never a shared one",
                940,
                8,
                null,
                null);
        all.add(MemoryState.EMERGENCY, "trace-hub", "Scanner profile 3 is the only one", 990);
        for (int i = 0; i < 58; i++) {
            boolean tried = i % 9 == 0;
            all.add(
                    MemoryState.PENDING,
                    i % 3 == 0 ? "trace-hub" : i % 3 == 1 ? "home-infra" : "api-facturation",
                    "Note " + (i + 1) + " of the session: what was decided, and why",
                    i + 1,
                    tried ? 2 : 0,
                    tried ? TIMED_OUT : null,
                    tried ? Duration.ofMinutes(4 + i) : null);
        }
        all.add(MemoryState.IN_FLIGHT, "trace-hub", "Index the archive by year and shelf", 3);
        all.add(MemoryState.IN_FLIGHT, "home-infra", "VLAN 20 is for cameras only", 4);
        all.add(MemoryState.IN_FLIGHT, "dotfiles", "tmux: prefix is C-a on every machine", 5);
        all.add(
                MemoryState.IN_DOUBT,
                "api-facturation",
                "Avoir 2026-118: client asked for a PDF/A copy",
                33,
                1,
                "The connection was reset while waiting for the answer",
                null);
        all.add(MemoryState.TRASH, "dotfiles", "old: use bash-it themes", 2000);
        return all;
    }

    private void failed(String project, String content, int minutes, String error) {
        add(MemoryState.FAILED, project, content, minutes, 5, error, null);
    }
}
