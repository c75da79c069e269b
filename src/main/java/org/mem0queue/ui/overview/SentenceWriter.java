package org.mem0queue.ui.overview;

import org.jspecify.annotations.Nullable;
import org.mem0queue.health.FindingSentences;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.overview.Sentence.Kind;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Writes one {@link Sentence}: the first case that holds, in the order of {@link Kind}. */
record SentenceWriter(
        QueueSnapshot snapshot, @Nullable Duration lockLeft, Instant now, Messages words) {
    private static final List<Function<SentenceWriter, Optional<Sentence>>> CASES =
            List.of(
                    SentenceWriter::stale,
                    SentenceWriter::denied,
                    SentenceWriter::corrupt,
                    SentenceWriter::lost,
                    SentenceWriter::savesAtRisk,
                    SentenceWriter::severalWorkers,
                    SentenceWriter::workerStuck,
                    SentenceWriter::problem,
                    SentenceWriter::unstable,
                    SentenceWriter::apiDown,
                    SentenceWriter::missing,
                    SentenceWriter::failed,
                    SentenceWriter::unclear,
                    SentenceWriter::look,
                    SentenceWriter::waiting,
                    SentenceWriter::sending,
                    SentenceWriter::held);

    Sentence write() {
        for (Function<SentenceWriter, Optional<Sentence>> holds : CASES) {
            Optional<Sentence> sentence = holds.apply(this);
            if (sentence.isPresent()) {
                return sentence.get();
            }
        }
        return new Sentence(
                counts().lost().isPresent() ? Kind.CALM : Kind.QUIET,
                words.text("sentence.calm"),
                join(sent(), losses()));
    }

    private Optional<Sentence> stale() {
        Duration age = Duration.between(snapshot.readAt(), now);
        return say(
                age.compareTo(Sentence.STALE) >= 0,
                Kind.STALE,
                words.text("sentence.stale", words.age(age)),
                words.text("sentence.stale.cause", words.moment(snapshot.readAt(), now)));
    }

    private Optional<Sentence> denied() {
        return say(
                fileIs("denied"),
                Kind.DENIED,
                words.text("sentence.denied"),
                join(fileProblem(), words.text("sentence.denied.cause")));
    }

    private Optional<Sentence> corrupt() {
        return say(
                fileIs("corrupt"),
                Kind.CORRUPT,
                words.text("sentence.corrupt"),
                join(fileProblem(), words.text("sentence.corrupt.cause")));
    }

    private Optional<Sentence> lost() {
        long lost = counts().lost().orElse(0);
        return say(
                lost > 0,
                Kind.LOST,
                words.count("sentence.lost", lost),
                heldTooLong() ? lockCause() : words.count("sentence.lost.cause", lost));
    }

    private Optional<Sentence> savesAtRisk() {
        return say(
                heldTooLong(),
                Kind.SAVES_AT_RISK,
                words.text("sentence.at-risk"),
                join(lockCause(), words.text("sentence.lock.do")));
    }

    private Optional<Sentence> severalWorkers() {
        List<String> pids = snapshot.worker().pids().stream().map(String::valueOf).toList();
        return say(
                snapshot.worker().state() == WorkerStatus.State.SEVERAL,
                Kind.SEVERAL_WORKERS,
                words.count("sentence.several", pids.size()),
                words.text("sentence.several.cause", words.list(pids)));
    }

    private Optional<Sentence> workerStuck() {
        Instant last = snapshot.worker().lastActivity();
        return say(
                snapshot.worker().state() == WorkerStatus.State.STUCK,
                Kind.WORKER_STUCK,
                words.text("sentence.stuck"),
                join(
                        last == null
                                ? words.text("sentence.stuck.never")
                                : words.text("sentence.stuck.cause", words.moment(last, now)),
                        alsoWaiting()));
    }

    private Optional<Sentence> problem() {
        return finding(Finding.Severity.CRITICAL, Kind.PROBLEM, "sentence.problem");
    }

    private Optional<Sentence> unstable() {
        return say(
                fileIs("unstable"),
                Kind.UNSTABLE,
                words.text("sentence.unstable"),
                words.text("sentence.unstable.cause"));
    }

    private Optional<Sentence> apiDown() {
        return say(
                snapshot.api().state() == ApiStatus.State.DOWN && counts().toSend() > 0,
                Kind.API_DOWN,
                words.count("sentence.down", counts().toSend()),
                join(words.text("sentence.down.cause"), oldest()));
    }

    /** What needs a person stands in other files, and says more than that this one is not there. */
    private Optional<Sentence> missing() {
        return say(
                fileIs("missing") && counts().needAPerson() == 0 && unclearCount() == 0,
                Kind.MISSING,
                words.text("sentence.missing", words.path(snapshot.directory())),
                words.text("sentence.missing.cause"));
    }

    private Optional<Sentence> failed() {
        return say(
                counts().needAPerson() > 0,
                Kind.FAILED,
                words.count("sentence.failed", counts().needAPerson()),
                join(Prose.sentence(WhereFailed.list(counts(), words)), alsoWaiting()));
    }

    private Optional<Sentence> unclear() {
        long unclear = unclearCount();
        return say(
                unclear > 0,
                Kind.UNCLEAR,
                words.count("sentence.unclear", unclear),
                join(words.text("sentence.unclear.cause"), alsoWaiting()));
    }

    private long unclearCount() {
        return counts().inDoubt() + counts().uncertain().orElse(0);
    }

    private Optional<Sentence> look() {
        return finding(Finding.Severity.WARNING, Kind.LOOK, "sentence.look");
    }

    private Optional<Sentence> waiting() {
        String worker =
                switch (snapshot.worker().state()) {
                    case NONE -> words.text("sentence.waiting.no-worker");
                    case IDLE -> words.text("sentence.waiting.idle");
                    case SYNCING, STUCK, SEVERAL -> words.text("sentence.waiting.syncing");
                };
        return say(
                counts().toSend() > 0,
                Kind.WAITING,
                words.count("sentence.waiting", counts().toSend()),
                join(worker, oldest()));
    }

    /** Nothing else waits: a person wanted it so, and may have forgotten it. */
    private Optional<Sentence> held() {
        return say(
                counts().held() > 0,
                Kind.WAITING,
                words.count("sentence.held", counts().held()),
                words.text("sentence.held.cause"));
    }

    private Optional<Sentence> sending() {
        return say(
                counts().inFlight() > 0,
                Kind.SENDING,
                words.count("sentence.sending", counts().inFlight()),
                join(sent(), losses()));
    }

    private Optional<Sentence> finding(Finding.Severity severity, Kind kind, String key) {
        List<Finding> found =
                snapshot.findings().stream().filter(f -> f.severity() == severity).toList();
        return found.isEmpty()
                ? Optional.empty()
                : say(
                        true,
                        kind,
                        words.count(key, found.size()),
                        theirs(theirWords().message(found.getFirst())));
    }

    private String sent() {
        long confirmed = counts().syncedConfirmed();
        long all = confirmed + counts().syncedReported();
        if (all == 0) {
            return words.text("sentence.sent.none");
        }
        if (confirmed == 0) {
            return words.count("sentence.sent.reported", all);
        }
        if (snapshot.api().storesHere()) {
            return words.count("sentence.sent.here", all);
        }
        return confirmed == all
                ? words.count("sentence.sent.confirmed", all)
                : words.count("sentence.sent.some", all, words.number(confirmed));
    }

    private String losses() {
        return counts().lost().isPresent()
                ? words.text("sentence.losses.none")
                : words.text("sentence.losses.unchecked");
    }

    private String alsoWaiting() {
        long waiting = counts().toSend();
        return waiting == 0 ? "" : words.count("sentence.also-waiting", waiting);
    }

    private String oldest() {
        Duration oldest = snapshot.oldestPending();
        return oldest == null ? "" : words.text("sentence.oldest", words.age(oldest));
    }

    private boolean heldTooLong() {
        Duration held = snapshot.lock().heldFor();
        return snapshot.lock().state() == LockStatus.State.HELD
                && held != null
                && held.compareTo(Sentence.AGENTS_GIVE_UP) >= 0;
    }

    private String lockCause() {
        LockStatus.Holder holder = snapshot.lock().holder();
        Duration held = snapshot.lock().heldFor();
        String age = words.age(held == null ? Duration.ZERO : held);
        String cause =
                holder == null
                        ? words.text("sentence.lock.unnamed", age)
                        : words.text(
                                "sentence.lock",
                                holder.command(),
                                Long.toString(holder.pid()),
                                age);
        return lockLeft == null
                ? cause
                : join(
                        cause,
                        words.text("sentence.lock.left", words.age(LockLine.roughly(lockLeft))));
    }

    private String fileProblem() {
        String problem = snapshot.queueFile().problem();
        return problem == null ? "" : theirs(theirWords().reason(problem));
    }

    private FindingSentences theirWords() {
        return FindingSentences.in(words.locale());
    }

    /** A sentence of another part of the program, as one of ours. */
    private String theirs(String text) {
        return words.shortPaths(Prose.sentence(text)).replace("`", "");
    }

    private boolean fileIs(String state) {
        return snapshot.queueFile().state().equals(state);
    }

    private Counts counts() {
        return snapshot.counts();
    }

    private static String join(String first, String second) {
        return second.isEmpty() ? first : first.isEmpty() ? second : first + " " + second;
    }

    private static Optional<Sentence> say(boolean holds, Kind kind, String headline, String cause) {
        return holds ? Optional.of(new Sentence(kind, headline, cause)) : Optional.empty();
    }
}
