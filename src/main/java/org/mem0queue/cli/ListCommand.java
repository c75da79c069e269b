package org.mem0queue.cli;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.TextFilter;
import org.mem0queue.service.JsonText;
import org.mem0queue.service.QueueService;

import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

@Command(
        name = "list",
        description =
                "Lists memories of one state: spooled, pending (default), held, in-flight,"
                    + " in-doubt, synced, failed, dead-letters, emergency, trash, uncertain, lost,"
                    + " all.",
        mixinStandardHelpOptions = true)
final class ListCommand implements Action {
    private static final int FIRST_LINE_LENGTH = 70;
    private static final int ID_SHOWN = 8;

    /** The states of what is in no file. */
    private static final List<MemoryState> REMEMBERED =
            List.of(MemoryState.SYNCED, MemoryState.UNCERTAIN, MemoryState.LOST);

    @Parameters(arity = "0..1", paramLabel = "STATE", description = "Which state.")
    private String state = "pending";

    @Option(names = "--project", paramLabel = "P", description = "Only this project.")
    private @Nullable String project;

    @Option(names = "--grep", paramLabel = "RE", description = "Only texts that match.")
    private @Nullable String grep;

    @Option(
            names = "--since",
            paramLabel = "T",
            description = "Only what was saved since: 2026-11-23, 2h, 3d.")
    private @Nullable String since;

    @Option(names = "--limit", paramLabel = "N", description = "At most so many, oldest first.")
    private int limit = Integer.MAX_VALUE;

    @Override
    public int run(Session session) throws Failure {
        boolean everything = state.equalsIgnoreCase("all");
        if (limit < 0) {
            throw Failure.usage("--limit takes a number from 0.");
        }
        TextFilter filter = grep == null ? null : new TextFilter(Selection.expression(grep));
        Instant now = session.environment().clock().instant();
        Instant from = since == null ? null : Selection.since(since, now, ZoneId.systemDefault());
        try (QueueService service = session.open()) {
            List<Memory> fitting =
                    memories(session, service, state).stream().filter(m -> fits(m, from)).toList();
            if (filter != null) {
                fitting = filter.of(fitting);
            }
            List<Memory> found = fitting.subList(0, Math.min(limit, fitting.size()));
            int left = fitting.size() - found.size();
            print(session, found, left, everything, now);
            return 0;
        }
    }

    /** What a state's word means: in the files, and what is remembered of those that left. */
    static List<Memory> memories(Session session, QueueService service, String word)
            throws Failure {
        boolean everything = word.equalsIgnoreCase("all");
        MemoryState wanted =
                everything
                        ? MemoryState.PENDING
                        : MemoryState.ofWord(word)
                                .orElseThrow(
                                        () ->
                                                Failure.usage(
                                                        "\""
                                                                + word
                                                                + "\" is not a state. Choose"
                                                                + " spooled, pending, held,"
                                                                + " in-flight, in-doubt, synced,"
                                                                + " failed, dead-letters,"
                                                                + " emergency, trash, uncertain,"
                                                                + " lost or all."));
        QueueSnapshot snapshot = service.look();
        if (everything || Selection.isInQueueFile(wanted)) {
            Selection.requireReadable(snapshot);
        }
        if (!everything) {
            return REMEMBERED.contains(wanted)
                    ? remembered(service, snapshot, wanted)
                    : snapshot.in(wanted);
        }
        List<Memory> all = new ArrayList<>(Selection.all(snapshot));
        try {
            for (MemoryState state : REMEMBERED) {
                all.addAll(remembered(service, snapshot, state));
            }
        } catch (Failure withoutHistory) {
            session.warn(
                    "only what is in the files is told, nothing of what has left them: "
                            + withoutHistory.sentence());
        }
        return all;
    }

    /** The oldest first; what is in a file again is not where the ledger last knew it. */
    private static List<Memory> remembered(
            QueueService service, QueueSnapshot snapshot, MemoryState state) throws Failure {
        List<KnownMemory> known =
                switch (service.knownIn(state, Integer.MAX_VALUE)) {
                    case LedgerResult.Done<List<KnownMemory>>(List<KnownMemory> found) -> found;
                    case LedgerResult.NotDone<List<KnownMemory>>(var problem) ->
                            throw Failure.failed(problem.sentence());
                };
        Set<String> here = new HashSet<>();
        snapshot.memories().values().forEach(list -> list.forEach(m -> here.add(m.id())));
        return known.reversed().stream()
                .map(KnownMemory::memory)
                .filter(memory -> !here.contains(memory.id()))
                .toList();
    }

    private boolean fits(Memory memory, @Nullable Instant from) {
        if (project != null && !project.equals(memory.projectId().orElse(null))) {
            return false;
        }
        return from == null || memory.timestamp().map(t -> !t.isBefore(from)).orElse(false);
    }

    private void print(
            Session session, List<Memory> found, int left, boolean everything, Instant now) {
        if (session.json()) {
            StringBuilder out = new StringBuilder("[");
            for (int i = 0; i < found.size(); i++) {
                out.append(i == 0 ? "" : ",\n ");
                out.append(JsonText.of(JsonShapes.memory(found.get(i))));
            }
            session.show(out.append(']').toString());
            return;
        }
        for (Memory memory : found) {
            session.show(line(memory, everything, now));
        }
        if (found.isEmpty()) {
            session.say(
                    wordsFor(state)
                            + (project == null && grep == null && since == null
                                    ? ": none."
                                    : ": none that fits."));
        } else if (left > 0) {
            session.say("(" + left + " more)");
        }
    }

    /** The beginning that other commands take, so nothing is put in place of what is cut. */
    private static String shortId(String id) {
        return Printable.of(
                id.length() <= ID_SHOWN || id.startsWith("no-id-")
                        ? id
                        : id.substring(0, ID_SHOWN));
    }

    private static String wordsFor(String state) {
        return state.toLowerCase(Locale.ROOT);
    }

    private static String line(Memory memory, boolean withState, Instant now) {
        String first =
                memory.detail()
                        .contentText()
                        .orElse("(no text)")
                        .strip()
                        .lines()
                        .findFirst()
                        .orElse("");
        String age = memory.timestamp().map(t -> Ages.of(Duration.between(t, now))).orElse("-");
        return String.format(
                Locale.ROOT,
                "%-" + ID_SHOWN + "s  %s%-20s %7s %3s  %s",
                shortId(memory.id()),
                withState ? String.format(Locale.ROOT, "%-12s ", memory.state().word()) : "",
                Printable.of(memory.projectId().orElse("(no project)"), 20),
                age,
                memory.retries() == 0 ? "" : memory.retries() + "x",
                Printable.of(first, FIRST_LINE_LENGTH));
    }
}
