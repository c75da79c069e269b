package org.mem0queue.ui.activity;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.FileStamp;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.RestorePlan;
import org.mem0queue.queue.RestoreResult;
import org.mem0queue.store.QueueRestore;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** The earlier states of the queue, and what a restore from one would do. On the JavaFX thread. */
final class BackupsViewModel {
    private static final RestoreSource NONE = new RestoreSource.None();

    private final ActivityDesk desk;
    private final PageContext context;
    private final Messages words;
    private final RestoreWords restoreWords;
    private final AlertWriter alerts;
    private final UnderLock underLock;
    private final Incidents incidents;
    private final ObservableList<CopyRow> rows = FXCollections.observableArrayList();
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private final ReadOnlyObjectWrapper<Optional<BackupsAlert>> alert =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final ReadOnlyObjectWrapper<RestoreSource> source = new ReadOnlyObjectWrapper<>(NONE);
    private final ReadOnlyObjectWrapper<Optional<RestoreDetail>> detail =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private final BooleanProperty alsoUncertain = new SimpleBooleanProperty();
    private List<QueueCopy> copies = List.of();
    private int takenOut;
    private @Nullable QueueSnapshot snapshot;
    private RestorePreview.@Nullable Planned preview;
    private Instant previewed = Instant.MIN;
    private boolean reading;
    private boolean readAgain;
    private boolean read;
    private boolean proposed;
    private int plansAsked;

    /** Chooses what was chosen before this screen was made anew; null for nothing. */
    private @Nullable Runnable again;

    /** What stands here in another language now; null while this does. */
    private @Nullable BackupsViewModel heir;

    private record Found(List<QueueCopy> copies, int takenOut) {}

    BackupsViewModel(ActivityDesk desk, PageContext context, UnderLock underLock) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
        this.restoreWords = new RestoreWords(words);
        this.alerts = new AlertWriter(words, context.clock());
        this.underLock = underLock;
        this.incidents = new Incidents(desk, context, () -> newest().incidentEnded());
        title.set(words.text("backups.reading"));
        alsoUncertain.addListener((property, before, now) -> show());
    }

    void apply(QueueSnapshot now) {
        boolean other = snapshot == null || snapshot.managed() != now.managed();
        snapshot = now;
        judge();
        incidents.show(source.get(), now.managed());
        if (other || isStale() != detail.get().map(RestoreDetail::stale).orElse(false)) {
            show();
        }
    }

    /** Looks at the copies again; what is chosen stays. */
    void refresh() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        context.background()
                .run(
                        this::find,
                        found -> {
                            show(found);
                            ended();
                        },
                        failure -> {
                            unreadable(failure);
                            ended();
                        });
    }

    private Found find() throws Exception {
        List<QueueCopy> found = desk.copies();
        int out =
                desk.planPuttingBack() instanceof QueueRestore.Preview.Planned(RestorePlan plan)
                        ? plan.toQueue().size() + plan.uncertain().size()
                        : 0;
        return new Found(found, out);
    }

    private void ended() {
        reading = false;
        if (readAgain) {
            readAgain = false;
            refresh();
        }
    }

    private void show(Found found) {
        read = true;
        copies = found.copies();
        takenOut = found.takenOut();
        Instant now = context.clock().instant();
        List<CopyRow> all = copies.stream().map(copy -> restoreWords.row(copy, now)).toList();
        if (!all.equals(rows)) {
            rows.setAll(all);
        }
        title.set(
                copies.isEmpty()
                        ? words.text("backups.none")
                        : words.count(
                                "backups.kept",
                                copies.size(),
                                words.moment(
                                        copies.stream()
                                                .map(QueueCopy::time)
                                                .min(Comparator.naturalOrder())
                                                .orElse(now),
                                        now)));
        empty.set(words.text("backups.none.why"));
        judge();
    }

    private void unreadable(Exception failure) {
        rows.clear();
        title.set(words.text("backups.unreadable"));
        empty.set(words.text("backups.unreadable.why", Reasons.told(failure, words)));
    }

    /** Whether something is wrong with the queue file that a restore puts right. */
    private void judge() {
        QueueSnapshot now = snapshot;
        if (now == null || !read) {
            return;
        }
        Optional<BackupsAlert> found = alerts.write(now, copies, takenOut);
        alert.set(found);
        Runnable chosenBefore = again;
        again = null;
        if (chosenBefore != null) {
            chosenBefore.run();
        }
        if (found.isEmpty()) {
            proposed = false;
        } else if (!proposed && source.get() instanceof RestoreSource.None) {
            // Once: who closes the pane has seen it.
            proposed = true;
            select(found.get().source());
        }
    }

    /** Goes on with what was chosen on another screen, once it is known what there is. */
    void takeOver(BackupsViewModel before) {
        before.heir = this;
        proposed = before.proposed;
        RestoreSource left = before.source.get();
        boolean uncertain = before.alsoUncertain.get();
        if (!(left instanceof RestoreSource.None)) {
            again =
                    () -> {
                        select(left);
                        alsoUncertain.set(uncertain);
                    };
        }
    }

    private BackupsViewModel newest() {
        return heir == null ? this : heir.newest();
    }

    /** Chooses what to restore from, and looks what that would do. */
    void select(RestoreSource chosen) {
        if (!chosen.equals(source.get())) {
            source.set(chosen);
            alsoUncertain.set(false);
            incidents.show(chosen, snapshot != null && snapshot.managed());
            lookAgain();
        }
    }

    /** Plans the restore anew, from the files as they are. */
    void lookAgain() {
        preview = null;
        RestoreSource chosen = source.get();
        int asked = ++plansAsked;
        if (chosen instanceof RestoreSource.None) {
            detail.set(Optional.empty());
            return;
        }
        detail.set(
                Optional.of(
                        restoreWords.only(
                                chosen, words.text("backups.looking"), context.clock().instant())));
        context.background()
                .run(
                        () -> RestorePreview.of(plan(chosen)),
                        made -> {
                            if (asked == plansAsked) {
                                show(made);
                            }
                        },
                        failure -> {
                            if (asked == plansAsked) {
                                show(new RestorePreview.Impossible(Reasons.told(failure, words)));
                            }
                        });
    }

    private QueueRestore.Preview plan(RestoreSource chosen) throws Exception {
        return chosen instanceof RestoreSource.Copy(QueueCopy copy)
                ? desk.planRestore(copy)
                : desk.planPuttingBack();
    }

    private void show(RestorePreview made) {
        switch (made) {
            case RestorePreview.Planned planned -> {
                preview = planned;
                previewed = context.clock().instant();
                show();
            }
            case RestorePreview.Impossible(String sentence) ->
                    detail.set(
                            Optional.of(
                                    restoreWords.only(
                                            source.get(), sentence, context.clock().instant())));
        }
    }

    private void show() {
        RestorePreview.Planned planned = preview;
        if (planned != null) {
            QueueSnapshot now = snapshot;
            detail.set(
                    Optional.of(
                            restoreWords.planned(
                                    source.get(),
                                    planned,
                                    uncertain(),
                                    now != null && now.managed()
                                            ? ""
                                            : words.text("activity.watching"),
                                    isStale(),
                                    context.clock().instant())));
        }
    }

    private RestoreWords.Uncertain uncertain() {
        return alsoUncertain.get() ? RestoreWords.Uncertain.QUEUE : RestoreWords.Uncertain.LEAVE;
    }

    /** Whether the queue file is no longer the one that the preview looked at. */
    private boolean isStale() {
        RestorePreview.Planned planned = preview;
        QueueSnapshot now = snapshot;
        // A snapshot from before the preview knows less than the preview.
        if (planned == null
                || now == null
                || now.queueFile().modified() == null
                || !now.readAt().isAfter(previewed)) {
            return false;
        }
        FileStamp basis = planned.plan().basis();
        return basis == null
                || basis.sizeBytes() != now.queueFile().bytes()
                || !basis.modified().equals(now.queueFile().modified());
    }

    /** Carries out exactly what is shown. */
    void restore() {
        RestorePreview.Planned planned = preview;
        if (planned != null && detail.get().filter(d -> d.refused().isEmpty()).isPresent()) {
            restore(planned.plan(), uncertain());
        }
    }

    private void restore(RestorePlan plan, RestoreWords.Uncertain chosen) {
        underLock.run(
                () ->
                        desk.restore(
                                plan,
                                switch (chosen) {
                                    case LEAVE -> QueueRestore.Uncertain.LEAVE;
                                    case QUEUE -> QueueRestore.Uncertain.QUEUE;
                                },
                                UnderLock.WAIT),
                result -> newest().tell(result, plan, chosen));
    }

    private void tell(RestoreResult result, RestorePlan plan, RestoreWords.Uncertain chosen) {
        Notices notices = context.notices();
        int back = RestoreWords.back(plan, chosen);
        switch (result) {
            case RestoreResult.Restored restored -> {
                notices.done(
                        back == 0
                                ? words.text("backups.made-file")
                                : words.count("backups.restored", back),
                        null);
                again = null;
                select(NONE);
            }
            case RestoreResult.Stopped(String reason) ->
                    notices.problem(
                            Reasons.alone(reason, words),
                            new Notices.Step(
                                    words.text("backups.look-again"), () -> newest().lookAgain()));
            case RestoreResult.LockHeld(var lock) ->
                    notices.problem(
                            underLock.stillHeld(lock),
                            new Notices.Step(
                                    words.text("activity.try-again"),
                                    () -> newest().restore(plan, chosen)));
        }
        refresh();
    }

    ObservableList<CopyRow> rows() {
        return rows;
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<BackupsAlert>> alertProperty() {
        return alert.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<RestoreSource> sourceProperty() {
        return source.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<RestoreDetail>> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    /** Whether what may have been sent is to be queued as well. */
    BooleanProperty alsoUncertainProperty() {
        return alsoUncertain;
    }

    /** The row of a source; empty if it is not in the list. */
    Optional<CopyRow> rowOf(RestoreSource one) {
        return rows.stream()
                .filter(
                        row ->
                                one instanceof RestoreSource.Copy copy
                                        && copy.isOf(row.copy().file()))
                .findFirst();
    }

    /** What a pinned state is kept for, and the way to end that. */
    Incidents incidents() {
        return incidents;
    }

    /** Its file has another name now. */
    private void incidentEnded() {
        select(NONE);
        refresh();
    }

    /** Closes the pane. */
    void close() {
        select(NONE);
    }
}
