package org.mem0queue.service;

import org.jspecify.annotations.Nullable;
import org.mem0queue.mem0.ApiKey;
import org.mem0queue.mem0.local.LocalMemories;
import org.mem0queue.mem0.local.LocalMemories.Stored;
import org.mem0queue.mem0.local.LocalMemories.Unreadable;
import org.mem0queue.mem0.local.LocalServer;
import org.mem0queue.queue.ContentHash;
import org.mem0queue.queue.NewMemory;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.Consumer;

/**
 * The Mem0 server that runs on this computer, and the way of what it stored to a real one. Every
 * method blocks for as long as its files take.
 */
public final class LocalApi {
    /** What the source of a memory begins with that was sent on. */
    private static final String SENT_ON = "sent-on:";

    /** Why a memory that was sent on to this server itself is not sent on again. */
    public static final String CAME_BACK = "It was sent on before, to this server itself.";

    /** So many texts are in memory at once. */
    private static final int PART = 200;

    private final Path folder;
    private final InstantSource clock;

    /**
     * @param state the person's folder for what should survive a restart
     */
    public LocalApi(Path state, InstantSource clock) {
        this.folder = state.resolve("mem0-server");
        this.clock = clock;
    }

    /**
     * Starts the server.
     *
     * @param port 0 for any that is free
     * @param trouble told what goes wrong while it runs, never text of a memory
     * @param key that clients have to send; null for none
     */
    public LocalServer.Start start(int port, Consumer<String> trouble, @Nullable ApiKey key) {
        return LocalServer.start(folder, port, clock, trouble, key);
    }

    /**
     * What the local server has stored and nobody has sent on.
     *
     * @param number of memories, as they are now
     * @param problem why that cannot be read; null if it can
     */
    public record NotSentOn(long number, @Nullable String problem) {}

    /** Counts; blocks for as long as the database takes. */
    public NotSentOn notSentOn() {
        return switch (LocalMemories.open(folder, clock)) {
            case LocalMemories.Opening.Missing ignored -> new NotSentOn(0, null);
            case LocalMemories.Opening.Unavailable(String sentence) -> new NotSentOn(0, sentence);
            case LocalMemories.Opening.Opened(LocalMemories memories) -> {
                try (memories) {
                    yield new NotSentOn(memories.countNotSentOn(SENT_ON), null);
                } catch (Unreadable e) {
                    yield new NotSentOn(0, e.sentence());
                }
            }
        };
    }

    /** How sending on ended. */
    public sealed interface SentOn {
        /**
         * What was stored is in the queue.
         *
         * @param stored how many the local server has
         * @param ids the queue's ids of those that were saved now; with a dry run of those that
         *     would be
         * @param alreadyThere how many of them the queue had already
         * @param skipped why a memory could not be saved, by its id
         * @param acts the numbers in the audit trail
         */
        record Done(
                long stored,
                List<String> ids,
                int alreadyThere,
                Map<String, String> skipped,
                List<Long> acts)
                implements SentOn {}

        /**
         * It ended before its end; running it again goes on from there.
         *
         * @param saved how many were saved before that
         */
        record Failed(String sentence, int saved) implements SentOn {}
    }

    /**
     * Puts what the local server stored back into a queue, from where it goes to the API that is
     * configured. Nothing is deleted here. A memory gets an id of its own, made of its id, its text
     * and this way, since the queue takes the old id for done: twice adds nothing.
     *
     * @param dryRun true changes nothing
     */
    public SentOn sendOn(QueueService queue, String actor, boolean dryRun) {
        if (!dryRun && !queue.look().managed()) {
            return new SentOn.Failed(
                    queue.directory() + " is only watched. Choose to manage it first.", 0);
        }
        return switch (LocalMemories.open(folder, clock)) {
            case LocalMemories.Opening.Missing ignored ->
                    new SentOn.Done(0, List.of(), 0, Map.of(), List.of());
            case LocalMemories.Opening.Unavailable(String sentence) ->
                    new SentOn.Failed(sentence, 0);
            case LocalMemories.Opening.Opened(LocalMemories memories) -> {
                try (memories) {
                    yield new Sending(memories, queue, actor, dryRun).run();
                }
            }
        };
    }

    private static final class Sending {
        private final LocalMemories memories;
        private final QueueService queue;
        private final String actor;
        private final boolean dryRun;
        private final List<String> ids = new ArrayList<>();
        private final Map<String, String> skipped = new LinkedHashMap<>();
        private final List<Long> acts = new ArrayList<>();
        private int alreadyThere;

        Sending(LocalMemories memories, QueueService queue, String actor, boolean dryRun) {
            this.memories = memories;
            this.queue = queue;
            this.actor = actor;
            this.dryRun = dryRun;
        }

        SentOn run() {
            try {
                long after = 0;
                for (List<Stored> part = memories.notSentOn(after, PART);
                        !part.isEmpty();
                        part = memories.notSentOn(after, PART)) {
                    String problem = send(part);
                    if (problem != null) {
                        return new SentOn.Failed(problem, ids.size());
                    }
                    after = part.getLast().number();
                }
                return new SentOn.Done(memories.count(), ids, alreadyThere, skipped, acts);
            } catch (Unreadable e) {
                return new SentOn.Failed(e.sentence(), ids.size());
            }
        }

        private @Nullable String send(List<Stored> part) throws Unreadable {
            List<NewMemory> saves = new ArrayList<>();
            List<Stored> taken = new ArrayList<>();
            for (Stored stored : part) {
                if (stored.source() != null && stored.source().startsWith(SENT_ON)) {
                    skipped.put(stored.id(), CAME_BACK);
                    continue;
                }
                NewMemory save = save(stored);
                String refusal = save.refusal();
                if (refusal == null) {
                    saves.add(save);
                    taken.add(stored);
                } else {
                    skipped.put(stored.id(), refusal);
                }
            }
            if (saves.isEmpty()) {
                return null;
            }
            ImportReport report =
                    dryRun
                            ? queue.planImport(saves)
                            : queue.importMemories(saves, actor, "serve-mem0 --send-on");
            if (report.problem() != null) {
                return report.problem();
            }
            alreadyThere += report.alreadyThere().size();
            if (dryRun) {
                var there = report.alreadyThere().stream().map(NewMemory::id).toList();
                saves.stream()
                        .map(NewMemory::id)
                        .filter(id -> !there.contains(id))
                        .forEach(ids::add);
                return null;
            }
            ids.addAll(report.ids());
            OptionalLong act = report.act();
            act.ifPresent(acts::add);
            memories.markSentOn(taken); // after they are safe in the queue
            return null;
        }
    }

    private static NewMemory save(Stored stored) {
        String from = stored.ourId() == null ? stored.id() : stored.ourId();
        return new NewMemory(
                derivedId(stored.id(), stored.text()),
                stored.project(),
                stored.text(),
                stored.saved(),
                SENT_ON + from);
    }

    /** In the form of a UUID, as the queue's programs expect of an id. */
    private static String derivedId(String id, String text) {
        String made = SENT_ON + id + "\n" + HexFormat.of().formatHex(ContentHash.of(text));
        byte[] hash = Arrays.copyOf(ContentHash.of(made), 16);
        hash[6] = (byte) ((hash[6] & 0x0f) | 0x80); // version 8: made by a rule of our own
        hash[8] = (byte) ((hash[8] & 0x3f) | 0x80);
        String hex = HexFormat.of().formatHex(hash);
        return String.join(
                "-",
                hex.substring(0, 8),
                hex.substring(8, 12),
                hex.substring(12, 16),
                hex.substring(16, 20),
                hex.substring(20));
    }
}
