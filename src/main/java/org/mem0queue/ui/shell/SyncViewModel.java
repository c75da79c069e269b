package org.mem0queue.ui.shell;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.sync.SyncStop;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.fx.Relay;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;

/** Sending from the header: now, until stopped, with the person's own worker, or not at all. */
final class SyncViewModel {
    /** An upload under way may end by itself for so long when a person stops sending. */
    private static final Duration GRACE = Duration.ofMillis(900);

    private final SyncDesk desk;
    private final PageContext context;
    private final Messages words;
    private final Relay<SyncProgress> progress;
    private final ReadOnlyObjectWrapper<Text> text;
    private @Nullable QueueSnapshot snapshot;
    private @Nullable SyncProgress reached;
    private @Nullable Sending sending;
    private @Nullable SyncViewModel heir;

    private enum Kind {
        ONCE,
        UNTIL_STOPPED,
        WORKER
    }

    /** What runs, begun from this window; it outlives the words in which it was begun. */
    private static final class Sending {
        final Kind kind;
        final SyncStop stop = new SyncStop();
        Background.@Nullable Running running;

        /** Told how far it is and what came of it; read by the thread that sends, too. */
        volatile SyncViewModel owner;

        Sending(Kind kind, SyncViewModel owner) {
            this.kind = kind;
            this.owner = owner;
        }

        void progress(SyncProgress newer) {
            owner.progress.accept(newer);
        }
    }

    /** What is done; asks through its own stop whether it is to end. */
    @FunctionalInterface
    private interface Work<T> {
        T call(Sending own) throws Exception;
    }

    /**
     * What the header shows of it.
     *
     * @param button the words on the button
     * @param help its longer story
     * @param running whether the button stops rather than begins
     * @param paused whether a person holds sending back
     * @param possible false where nothing may be changed
     * @param keeping whether it goes on until stopped
     */
    record Text(
            String button,
            String help,
            boolean running,
            boolean paused,
            boolean possible,
            boolean keeping) {}

    /**
     * @param toolkit runs on the JavaFX thread
     */
    SyncViewModel(SyncDesk desk, PageContext context, Executor toolkit) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
        this.progress = Relay.newestWins(this::reached, toolkit);
        this.text = new ReadOnlyObjectWrapper<>(now());
    }

    ReadOnlyObjectProperty<Text> textProperty() {
        return text.getReadOnlyProperty();
    }

    void apply(QueueSnapshot newer) {
        snapshot = newer;
        tell();
    }

    private void reached(SyncProgress newer) {
        if (sending != null) {
            reached = newer;
            tell();
        }
    }

    private void tell() {
        Text newer = now();
        if (!newer.equals(text.get())) {
            text.set(newer);
        }
    }

    private Text now() {
        boolean possible = snapshot != null && snapshot.managed();
        boolean paused = snapshot != null && snapshot.sending().pausedSince() != null;
        SyncProgress far = reached;
        Kind what = sending == null ? null : sending.kind;
        if (what == null) {
            return new Text(
                    words.text("sync.now"),
                    words.text(possible ? "sync.now.tip" : "sync.watching"),
                    false,
                    paused,
                    possible,
                    false);
        }
        if (far == null || far.total() == 0 || what == Kind.WORKER) {
            return new Text(
                    words.text(
                            switch (what) {
                                case ONCE -> "sync.running";
                                case UNTIL_STOPPED -> "sync.keeping";
                                case WORKER -> "sync.worker.running";
                            }),
                    words.text("sync.stop.tip"),
                    true,
                    paused,
                    true,
                    what == Kind.UNTIL_STOPPED);
        }
        return new Text(
                SyncText.progress(far, words),
                SyncText.progressHelp(far, words),
                true,
                paused,
                true,
                what == Kind.UNTIL_STOPPED);
    }

    /** The button, or its key: begins, or stops what it began. */
    void press() {
        if (sending != null) {
            stop();
            return;
        }
        if (isForbidden()) {
            return;
        }
        context.background().run(desk::means, means -> newest().syncWith(means), this::broken);
    }

    /** A key works where a button is disabled, so it says why nothing is done. */
    private boolean isForbidden() {
        boolean watching = snapshot != null && !snapshot.managed();
        if (watching) {
            context.notices().problem(words.text("sync.forbidden"), null);
        }
        return watching;
    }

    private void syncWith(SyncDesk.Means means) {
        if (means.api() != null) {
            sync();
        } else if (means.worker() != null) {
            runWorker();
        } else {
            context.notices()
                    .problem(
                            words.text("sync.no-api"),
                            new Notices.Step(
                                    words.text("sync.no-api.step"),
                                    () ->
                                            context.navigator()
                                                    .open(new Destination.Settings("api.url"))));
        }
    }

    /** Once, with our own sync. */
    void sync() {
        begin(
                Kind.ONCE,
                own -> desk.sync(own.stop, own::progress),
                (now, result) -> now.outcome(result, now.context.clock().instant()));
    }

    /** Until stopped, as long as the window is open. */
    void keepSending() {
        begin(
                Kind.UNTIL_STOPPED,
                own -> Optional.ofNullable(desk.keepSending(own.stop, result -> {}, own::progress)),
                (now, refused) -> refused.ifPresent(now::refused));
    }

    private void refused(String sentence) {
        context.notices().problem(Reasons.alone(sentence, words), null);
    }

    /** The person's own worker; what it says comes up in the log. */
    void runWorker() {
        if (begin(Kind.WORKER, own -> desk.runWorker(), SyncViewModel::workerEnded)) {
            context.navigator().open(Destination.Logs.asLeft());
        }
    }

    /**
     * Begins, unless something runs or nothing may.
     *
     * @param told what came of it, with whoever shows it by then
     */
    private <T> boolean begin(Kind what, Work<T> work, BiConsumer<SyncViewModel, T> told) {
        if (sending != null || isForbidden()) {
            return false;
        }
        Sending own = new Sending(what, this);
        sending = own;
        reached = null;
        tell();
        own.running =
                context.background()
                        .run(
                                () -> work.call(own),
                                result -> {
                                    own.owner.ended();
                                    told.accept(own.owner, result);
                                },
                                problem -> {
                                    own.owner.ended();
                                    own.owner.broken(problem);
                                });
        return true;
    }

    private void ended() {
        sending = null;
        reached = null;
        tell();
    }

    /** Whoever stands in the window now: a notice may be older than its words. */
    private SyncViewModel newest() {
        SyncViewModel newest = this;
        while (newest.heir != null) {
            newest = newest.heir;
        }
        return newest;
    }

    /** What was begun in another language goes on, and is told in this one. */
    void takeOver(SyncViewModel before) {
        before.heir = this;
        Sending own = before.sending;
        if (own != null) {
            own.owner = this;
            sending = own;
            reached = before.reached;
            before.sending = null;
            tell();
        }
    }

    private void outcome(SyncResult result, Instant now) {
        String sentence = SyncText.sentence(result, now, words);
        QueueSnapshot seen = snapshot;
        String note = seen == null ? null : seen.api().note();
        if (note != null && result instanceof SyncResult.Ran) {
            sentence += " " + Reasons.told(note, words);
        }
        if (SyncText.good(result)) {
            context.notices().done(sentence, null);
        } else {
            context.notices().problem(sentence, step(result));
        }
    }

    private Notices.@Nullable Step step(SyncResult result) {
        return switch (result) {
            case SyncResult.Ran ran ->
                    ran.report().failed() > 0
                            ? show("sync.show-failed", MemoryGroup.FAILED)
                            : ran.report().inDoubt() > 0
                                    ? show("sync.show-unclear", MemoryGroup.UNCLEAR)
                                    : null;
            case SyncResult.Paused paused ->
                    new Notices.Step(words.text("sync.resume"), () -> newest().pauseOrResume());
            case SyncResult.AnotherRuns another -> null;
            case SyncResult.LockHeld held ->
                    new Notices.Step(words.text("notice.again"), () -> newest().press());
            case SyncResult.Refused refused ->
                    new Notices.Step(
                            words.text("sync.no-api.step"),
                            () -> context.navigator().open(new Destination.Settings("api.url")));
        };
    }

    private Notices.Step show(String key, MemoryGroup group) {
        return new Notices.Step(
                words.text(key), () -> context.navigator().open(Destination.Memories.of(group)));
    }

    private void workerEnded(SyncDesk.WorkerEnd end) {
        switch (end) {
            case SyncDesk.WorkerEnd.Ended(int code) when code == 0 ->
                    context.notices().done(words.text("sync.worker.ended"), null);
            case SyncDesk.WorkerEnd.Ended(int code) ->
                    context.notices()
                            .problem(
                                    words.text("sync.worker.failed", Integer.toString(code)), null);
            case SyncDesk.WorkerEnd.NotStarted(String sentence) -> refused(sentence);
        }
    }

    /** Lets sending go on if it is paused. */
    void resume() {
        if (text.get().paused()) {
            pauseOrResume();
        }
    }

    /** A pause is of the directory, not of this window: it holds back whoever sends. */
    void pauseOrResume() {
        if (isForbidden()) {
            return;
        }
        boolean paused = text.get().paused();
        context.background()
                .run(
                        paused ? desk::resume : desk::pause,
                        problem -> {
                            if (problem != null) {
                                refused(problem);
                            } else {
                                context.notices()
                                        .done(
                                                words.text(paused ? "sync.resumed" : "sync.paused"),
                                                null);
                            }
                        },
                        this::broken);
    }

    private void broken(Exception problem) {
        if (!(problem instanceof InterruptedException)) {
            context.notices()
                    .problem(words.text("notice.broken", Reasons.told(problem, words)), null);
        }
    }

    /** Asks what runs to end; what was sent is written down. */
    void stop() {
        Sending own = sending;
        if (own == null) {
            return;
        }
        own.stop.stop(GRACE);
        if (own.kind == Kind.WORKER && own.running != null) {
            own.running.cancel();
        }
    }

    void dispose() {
        stop();
        progress.close();
    }
}
