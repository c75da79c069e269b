package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.Baseline;
import org.mem0queue.queue.CountsSample;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.NewAct;

import java.nio.file.Path;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * What we remember of a queue directory on this machine. Several processes may have it open.
 *
 * <p>Every method answers a {@link LedgerResult} and throws nothing for what a disk, another
 * process or a hand may do to the file: busy for more than two seconds, full, read-only, damaged or
 * deleted while open. A file that was deleted, replaced or damaged is opened anew at the next use,
 * and the call that finds it is answered by the new one; {@link #identity()} is then another, and
 * whoever feeds the ledger feeds it from the beginning. A write that is {@link LedgerResult.Done}
 * is on disk; one that is not has left nothing.
 *
 * <p>Safe for several threads, which wait for each other; a first look at 100,000 memories takes
 * seconds, so a thread that must not wait does not come here.
 */
public final class Ledger implements AutoCloseable {
    /** Rows indexed along with each batch, so that a backlog goes away by itself. */
    private static final int INDEX_ALONG = 500;

    private final LedgerDoor door;
    private final InstantSource clock;

    private Ledger(LedgerDoor door, InstantSource clock) {
        this.door = door;
        this.clock = clock;
    }

    /** Opens the ledger of a queue directory, and creates it if it is missing. */
    public static LedgerOpening open(LedgerLocation location, InstantSource clock) {
        return open(new LedgerFile(location.file(), location, clock), clock);
    }

    /** The same for a file of any name. */
    public static LedgerOpening open(Path file, InstantSource clock) {
        return open(new LedgerFile(file, null, clock), clock);
    }

    private static LedgerOpening open(LedgerFile file, InstantSource clock) {
        try {
            LedgerFile.Session session = file.open(LedgerFile.Suspicion.NONE);
            return new LedgerOpening.Opened(
                    new Ledger(new LedgerDoor(file, session), clock), session.note());
        } catch (LedgerException e) {
            return e.problem().kind() == LedgerProblem.Kind.NEWER
                    ? new LedgerOpening.Newer(e.problem().sentence())
                    : new LedgerOpening.Unavailable(e.problem().sentence());
        } catch (RuntimeException e) {
            return new LedgerOpening.Unavailable(LedgerDoor.unexpected(e, file).sentence());
        }
    }

    // What was seen

    /** Adds what one look at the files has to tell; what is known already adds nothing. */
    public LedgerResult<Recorded> record(LedgerBatch batch) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> {
                    Recorded recorded =
                            new Recorder(tables.memories(), tables.journey(), tables.search())
                                    .record(batch);
                    tables.search().advance(INDEX_ALONG);
                    return recorded;
                });
    }

    /**
     * Adds what a judgement of the files found, and remembers the look that it ends with.
     *
     * @param from the look that it began with, null if there was none
     * @return false if another process has judged since: nothing was written
     */
    public LedgerResult<Boolean> judged(LedgerBatch batch, @Nullable LastLook from, LastLook to) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> {
                    LookTable looks = new LookTable(tables.connection());
                    if (!Objects.equals(from, looks.last().orElse(null))) {
                        return false;
                    }
                    new Recorder(tables.memories(), tables.journey(), tables.search())
                            .record(batch);
                    tables.search().advance(INDEX_ALONG);
                    looks.put(to);
                    return true;
                });
    }

    /** The look with which the last judgement ended, if there ever was one. */
    public LedgerResult<Optional<LastLook>> lastLook() {
        return door.use(
                LedgerDoor.Access.READ, tables -> new LookTable(tables.connection()).last());
    }

    /**
     * How many memories came into the queue after a look: those first seen since, and those that
     * were merged since. What waits in the spool or the emergency file has not come in yet.
     */
    public LedgerResult<Long> queuedSince(Instant look) {
        return door.use(
                LedgerDoor.Access.READ,
                tables -> tables.memories().queuedSince(Times.micros(look)));
    }

    /** Which of these ids do not count in the balance yet: never heard of, or only in history. */
    public LedgerResult<Set<String>> uncounted(Collection<String> ids) {
        return door.use(
                LedgerDoor.Access.READ,
                tables -> {
                    Set<String> uncounted = new HashSet<>();
                    for (String id : ids) {
                        if (tables.memories()
                                .find(id)
                                .map(stored -> !stored.counted())
                                .orElse(true)) {
                            uncounted.add(id);
                        }
                    }
                    return uncounted;
                });
    }

    /** Which of these ids were never heard of. */
    public LedgerResult<Set<String>> unknown(Collection<String> ids) {
        return door.use(
                LedgerDoor.Access.READ,
                tables -> {
                    Set<String> unknown = new HashSet<>();
                    for (String id : ids) {
                        if (tables.memories().find(id).isEmpty()) {
                            unknown.add(id);
                        }
                    }
                    return unknown;
                });
    }

    /** All that happened to one memory, the first first; empty if it was never heard of. */
    public LedgerResult<List<JourneyEvent>> journey(String id) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.journey().of(id));
    }

    /** What happened to any memory in a period, the latest first. */
    public LedgerResult<List<JourneyEvent>> events(Instant from, Instant to, int atMost) {
        return door.use(
                LedgerDoor.Access.READ, tables -> tables.journey().between(from, to, atMost));
    }

    /** How many memories met each kind of event in a period; a kind that nobody met is absent. */
    public LedgerResult<Map<JourneyKind, Long>> eventCounts(Instant from, Instant to) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.journey().counts(from, to));
    }

    /** One memory by its whole id. */
    public LedgerResult<Optional<KnownMemory>> memory(String id) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.memories().known(id));
    }

    /** Those whose ids begin so. */
    public LedgerResult<List<KnownMemory>> memoriesByPrefix(String prefix, int atMost) {
        return door.use(
                LedgerDoor.Access.READ, tables -> tables.memories().withPrefix(prefix, atMost));
    }

    /** Those in one state, also from history; the latest to come into it first. */
    public LedgerResult<List<KnownMemory>> memoriesIn(MemoryState state, int atMost) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.memories().in(state, atMost));
    }

    /** Ids and states of those that count and are in one of these states. */
    public LedgerResult<Map<String, MemoryState>> states(Collection<MemoryState> wanted) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.connection().states().of(wanted));
    }

    /** Which of these texts are synced already, under whatever id. Reads every row it has. */
    public LedgerResult<Set<ProjectText>> synced(Collection<ProjectText> texts) {
        return door.use(
                LedgerDoor.Access.READ,
                tables -> {
                    Set<ProjectText> found = new HashSet<>(texts);
                    found.retainAll(Set.copyOf(tables.memories().synced(texts)));
                    return found;
                });
    }

    /** How many are in which state. */
    public LedgerResult<KnownCounts> counts() {
        return door.use(LedgerDoor.Access.READ, tables -> tables.memories().counts());
    }

    /** How many of those first seen since are in which state. */
    public LedgerResult<KnownCounts> countsSince(Instant since) {
        return door.use(
                LedgerDoor.Access.READ,
                tables -> tables.memories().countsSince(Times.micros(since)));
    }

    // Search

    /**
     * Memories whose text or project holds every word of the query, anywhere inside other words
     * too; case and accents don't matter, {@code "two words"} in quotes belong together. The latest
     * first heard of come first. An empty query finds nothing.
     *
     * @param atMost never more than 1,000
     */
    public LedgerResult<List<KnownMemory>> search(String query, int atMost) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.search().find(query, atMost));
    }

    /**
     * Brings the search index nearer to the last batch; without it, searching is slower, not wrong.
     * For a thread with nothing better to do.
     *
     * @return how many memories are left
     */
    public LedgerResult<Long> index(int atMost) {
        return door.use(LedgerDoor.Access.WRITE, tables -> tables.search().advance(atMost));
    }

    // Acts

    /**
     * Writes down an act before it is made: should the process end in between, the trail says that
     * it began, and what an undo needs is there.
     *
     * @return its number, for {@link #completeAct}
     */
    public LedgerResult<Long> beginAct(NewAct act) {
        return door.use(LedgerDoor.Access.WRITE, tables -> tables.acts().begin(act));
    }

    /**
     * Writes down how an act ended. If it takes another one back, that one is marked, id by id.
     *
     * @param doneIds the memories that it reached
     * @return false if there is no act of that number: the ledger was replaced in between
     */
    public LedgerResult<Boolean> completeAct(long number, Collection<String> doneIds) {
        return door.use(LedgerDoor.Access.WRITE, tables -> tables.acts().complete(number, doneIds));
    }

    /**
     * Writes down how an act ended, with the steps of its memories' journeys, and, now that it is
     * known exactly, what is needed to take each one back.
     *
     * @return false if there is no act of that number: the ledger was replaced in between
     */
    public LedgerResult<Boolean> completeAct(
            long number, List<NewAct.Target> done, List<JourneyEvent> events) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> {
                    new Recorder(tables.memories(), tables.journey(), tables.search())
                            .record(LedgerBatch.ofEvents(events));
                    tables.acts().setUndo(number, done);
                    return tables.acts()
                            .complete(number, done.stream().map(NewAct.Target::id).toList());
                });
    }

    /** Writes down an act that reached all its memories; answers its number. */
    public LedgerResult<Long> recordAct(NewAct act) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> {
                    long number = tables.acts().begin(act);
                    tables.acts()
                            .complete(
                                    number, act.targets().stream().map(NewAct.Target::id).toList());
                    return number;
                });
    }

    /** The audit trail, the latest first. */
    public LedgerResult<List<Act>> acts(int atMost) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.acts().latest(atMost));
    }

    /** The acts that were meant for one memory, the latest first. */
    public LedgerResult<List<Act>> actsOn(String id) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.acts().on(id));
    }

    /** One act. */
    public LedgerResult<Optional<Act>> act(long number) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.acts().act(number));
    }

    /** What was kept to take an act back, per memory in order; may hold texts of memories. */
    public LedgerResult<List<NewAct.Target>> undo(long number) {
        return door.use(LedgerDoor.Access.READ, tables -> tables.acts().undo(number));
    }

    // Counts over time, balance, transcripts

    /**
     * Adds a point to the charts, unless there is one less than 10 s away; tells whether it did.
     */
    public LedgerResult<Boolean> addSample(CountsSample sample) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> {
                    boolean added = tables.samples().add(sample);
                    tables.samples().thinIfDue(clock.instant());
                    return added;
                });
    }

    /**
     * The points of a chart in the order of time, at most so many, evenly spread. Older ones are
     * fewer: all of the last hour, one a minute for two days, one an hour for 90 days, one a day.
     */
    public LedgerResult<List<CountsSample>> samples(Instant from, Instant to, int atMost) {
        return door.use(
                LedgerDoor.Access.READ, tables -> tables.samples().between(from, to, atMost));
    }

    /**
     * Where the balance begins. The first one given is kept for as long as the ledger lives.
     *
     * @return the one that is kept
     */
    public LedgerResult<Baseline> baseline(Baseline ifNone) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> new BaselineTable(tables.connection()).keep(ifNone));
    }

    /** Where the balance begins, if that was written down. */
    public LedgerResult<Optional<Baseline>> baseline() {
        return door.use(
                LedgerDoor.Access.READ, tables -> new BaselineTable(tables.connection()).kept());
    }

    /** How far a transcript was read, if it ever was. */
    public LedgerResult<Optional<TranscriptPosition>> transcriptPosition(String path) {
        return door.use(
                LedgerDoor.Access.READ,
                tables -> new TranscriptTable(tables.connection()).position(path));
    }

    /** Remembers how far transcripts were read; answers how many. */
    public LedgerResult<Integer> putTranscriptPositions(Collection<TranscriptPosition> positions) {
        return door.use(
                LedgerDoor.Access.WRITE,
                tables -> new TranscriptTable(tables.connection()).put(positions));
    }

    // The file

    /** Made with the file: if it is another than before, what was recorded is gone. */
    public String identity() {
        return door.identity();
    }

    /** What happened to the file since the last question, as a sentence; told once. */
    public Optional<String> takeNote() {
        return door.takeNote();
    }

    public Path file() {
        return door.path();
    }

    @Override
    public void close() {
        door.close();
    }
}
