package org.mem0queue.ui.activity;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyBooleanProperty;
import javafx.beans.property.ReadOnlyBooleanWrapper;
import javafx.beans.property.ReadOnlyLongProperty;
import javafx.beans.property.ReadOnlyLongWrapper;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.ActReport;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.UndoPlan;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The audit trail, what is chosen in it, and taking acts back. On the JavaFX thread. */
final class ActsViewModel {
    /** So many are read at first; more on demand. */
    static final int FIRST = 300;

    private final ActivityDesk desk;
    private final PageContext context;
    private final Messages words;
    private final ActWords actWords;
    private final UnderLock underLock;

    private final ObservableList<ActItem> items = FXCollections.observableArrayList();
    private final ObservableList<ActKind> kinds = FXCollections.observableArrayList();
    private final ObjectProperty<Optional<ActKind>> kind =
            new SimpleObjectProperty<>(Optional.empty());
    private final StringProperty text = new SimpleStringProperty("");
    private final ReadOnlyStringWrapper title = new ReadOnlyStringWrapper("");
    private final ReadOnlyStringWrapper empty = new ReadOnlyStringWrapper("");
    private final BooleanProperty filtered = new SimpleBooleanProperty();
    private final ReadOnlyBooleanWrapper more = new ReadOnlyBooleanWrapper();
    private final ReadOnlyLongWrapper selected = new ReadOnlyLongWrapper();
    private final ReadOnlyObjectWrapper<Optional<ActDetail>> detail =
            new ReadOnlyObjectWrapper<>(Optional.empty());

    private List<ActItem.Line> lines = List.of();
    private int limit = FIRST;
    private boolean reading;
    private boolean readAgain;
    private boolean managed;
    private int previewsAsked;

    ActsViewModel(ActivityDesk desk, PageContext context, UnderLock underLock) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
        this.actWords = new ActWords(words);
        this.underLock = underLock;
        title.set(words.text("activity.reading"));
        kind.addListener((property, before, now) -> filter());
        text.addListener((property, before, now) -> filter());
    }

    void apply(QueueSnapshot snapshot) {
        if (managed != snapshot.managed()) {
            managed = snapshot.managed();
            detail.get().ifPresent(shown -> look(shown.act()));
        }
    }

    /** Reads the trail again; what is chosen stays. */
    void refresh() {
        if (reading) {
            readAgain = true;
            return;
        }
        reading = true;
        int atMost = limit;
        context.background()
                .run(
                        () -> desk.acts(atMost),
                        result -> {
                            show(result, atMost);
                            ended();
                        },
                        failure -> {
                            missing(String.valueOf(failure.getMessage()));
                            ended();
                        });
    }

    private void ended() {
        reading = false;
        if (readAgain) {
            readAgain = false;
            refresh();
        }
    }

    private void show(LedgerResult<List<Act>> result, int atMost) {
        switch (result) {
            case LedgerResult.Done<List<Act>>(List<Act> acts) -> show(acts, atMost);
            case LedgerResult.NotDone<List<Act>>(var problem) -> missing(problem.sentence());
        }
    }

    private void show(List<Act> acts, int atMost) {
        List<ActItem.Line> read = acts.stream().map(actWords::line).toList();
        boolean same = read.equals(lines) && !title.get().equals(words.text("activity.missing"));
        lines = read;
        more.set(acts.size() == atMost);
        title.set(
                acts.isEmpty()
                        ? words.text("activity.none")
                        : more.get()
                                ? words.count("activity.last-acts", acts.size())
                                : words.count(
                                        "activity.acts-since",
                                        acts.size(),
                                        words.day(acts.getLast().time())));
        Set<ActKind> present = EnumSet.noneOf(ActKind.class);
        acts.forEach(act -> present.add(act.kind()));
        if (!kinds.equals(List.copyOf(present))) {
            kinds.setAll(present);
        }
        if (!same || items.isEmpty()) {
            filter();
            chosen().ifPresent(line -> showDetail(line.act()));
        }
    }

    private void missing(String sentence) {
        lines = List.of();
        items.clear();
        more.set(false);
        title.set(words.text("activity.missing"));
        empty.set(words.text("activity.missing.why", words.shortPaths(sentence)));
        filtered.set(false);
    }

    private void filter() {
        String wanted = text.get().strip().toLowerCase(Locale.ROOT);
        List<ActItem> all = new ArrayList<>();
        Instant now = context.clock().instant();
        String day = "";
        for (ActItem.Line line : lines) {
            boolean ofKind = kind.get().map(k -> k == line.act().kind()).orElse(true);
            if (!ofKind || !(wanted.isEmpty() || line.has(wanted))) {
                continue;
            }
            String its = actWords.day(line.act().time(), now);
            if (!its.equals(day)) {
                day = its;
                all.add(new ActItem.Day(day));
            }
            all.add(line);
        }
        filtered.set(!lines.isEmpty() && (!wanted.isEmpty() || kind.get().isPresent()));
        empty.set(
                lines.isEmpty()
                        ? words.text("activity.none.why")
                        : words.text("activity.filtered-all"));
        if (!all.equals(items)) {
            items.setAll(all);
        }
    }

    void clearFilter() {
        text.set("");
        kind.set(Optional.empty());
    }

    void readMore() {
        limit += FIRST;
        refresh();
    }

    /** Chooses an act; 0 for none. */
    void select(long number) {
        if (number != selected.get()) {
            selected.set(number);
            chosen().ifPresentOrElse(
                            line -> showDetail(line.act()), () -> detail.set(Optional.empty()));
        }
    }

    private Optional<ActItem.Line> chosen() {
        return lines.stream().filter(line -> line.act().number() == selected.get()).findFirst();
    }

    private void showDetail(Act act) {
        Optional<ActDetail> shown = detail.get().filter(old -> old.act().equals(act));
        if (shown.isEmpty()) {
            String whyNot = actWords.whyNot(act);
            detail.set(
                    Optional.of(
                            detailOf(
                                    act,
                                    whyNot.isEmpty()
                                            ? new ActDetail.Undo.Looking(
                                                    words.text("activity.undo.looking"))
                                            : new ActDetail.Undo.CannotBe(
                                                    whyNot, act.kind() == ActKind.REBUILD),
                                    null)));
        }
        look(act);
    }

    /** What has happened to its memories since. */
    private void look(Act act) {
        if (!actWords.whyNot(act).isEmpty()) {
            return;
        }
        int asked = ++previewsAsked;
        context.background()
                .run(
                        () -> desk.previewUndo(act.number()),
                        result -> {
                            if (asked == previewsAsked && isShown(act)) {
                                detail.set(Optional.of(previewed(act, result)));
                            }
                        },
                        failure -> {
                            if (asked == previewsAsked && isShown(act)) {
                                detail.set(
                                        Optional.of(
                                                cannot(act, String.valueOf(failure.getMessage()))));
                            }
                        });
    }

    private boolean isShown(Act act) {
        return detail.get().filter(shown -> shown.act().equals(act)).isPresent();
    }

    private ActDetail previewed(Act act, LedgerResult<UndoPreview> result) {
        return switch (result) {
            case LedgerResult.NotDone<UndoPreview>(var problem) -> cannot(act, problem.sentence());
            case LedgerResult.Done<UndoPreview>(UndoPreview preview) ->
                    preview.plan().act().isEmpty()
                            ? cannot(act, preview.plan().whyNot())
                            : detailOf(act, undo(preview), preview);
        };
    }

    private ActDetail cannot(Act act, String why) {
        return detailOf(act, new ActDetail.Undo.CannotBe(words.shortPaths(why), false), null);
    }

    private ActDetail.Undo undo(UndoPreview preview) {
        List<String> parts = new ArrayList<>();
        parts.add(words.count("activity.undo.ready", preview.ready()));
        if (preview.movedOn() > 0) {
            parts.add(words.count("activity.undo.moved-on", preview.movedOn()));
        }
        if (preview.impossible() > 0) {
            parts.add(words.count("activity.undo.impossible", preview.impossible()));
        }
        String sentence = String.join(" ", parts);
        return preview.ready() == 0
                ? new ActDetail.Undo.CannotBe(sentence, false)
                : new ActDetail.Undo.Possible(
                        preview,
                        sentence,
                        words.count("activity.undo.button", preview.ready()),
                        managed ? "" : words.text("activity.watching"));
    }

    private ActDetail detailOf(Act act, ActDetail.Undo undo, @Nullable UndoPreview preview) {
        List<ActDetail.Fact> facts = new ArrayList<>();
        facts.add(new ActDetail.Fact(words.text("activity.fact.when"), words.whole(act.time())));
        facts.add(new ActDetail.Fact(words.text("activity.fact.who"), actWords.who(act.actor())));
        String scope = actWords.scope(act);
        if (!scope.isEmpty()) {
            facts.add(new ActDetail.Fact(words.text("activity.fact.which"), scope));
        }
        String outcome = actWords.outcome(act);
        facts.add(
                new ActDetail.Fact(
                        words.text("activity.fact.outcome"),
                        outcome.isEmpty() ? words.text("activity.outcome.all") : outcome));
        return new ActDetail(
                act,
                words.text("activity.act", words.number(act.number())),
                actWords.sentence(act),
                facts,
                undo,
                act.targets().stream().map(target -> targetLine(act, target, preview)).toList());
    }

    private ActDetail.TargetLine targetLine(
            Act act, Act.Target target, @Nullable UndoPreview preview) {
        String note;
        if (!target.done()) {
            note =
                    act.completed()
                            ? words.text("activity.target.left")
                            : words.text("activity.target.unknown");
        } else if (target.undoneBy().isPresent()) {
            note = words.text("activity.target.back", words.number(target.undoneBy().getAsLong()));
        } else {
            UndoPreview.Fate fate = preview == null ? null : preview.memories().get(target.id());
            note =
                    switch (fate) {
                        case UndoPreview.Fate.MovedOn(var state) ->
                                state == null
                                        ? words.text("activity.target.gone")
                                        : words.text(
                                                "activity.target.moved",
                                                StateNames.of(state, words));
                        case UndoPreview.Fate.Impossible(String reason) ->
                                Reasons.sentence(reason, words);
                        case UndoPreview.Fate.Ready ready -> words.text("activity.target.as-left");
                        case null -> "";
                    };
        }
        return new ActDetail.TargetLine(target.id(), target.done(), note);
    }

    /** Takes back exactly what the button says. */
    void undo(ActDetail.Undo.Possible possible) {
        if (possible.refused().isEmpty()) {
            carryOut(possible.preview().readyPlan());
        }
    }

    private void carryOut(UndoPlan plan) {
        underLock.run(() -> desk.undo(plan, UnderLock.WAIT), report -> tell(plan, report));
    }

    private void tell(UndoPlan plan, ActReport report) {
        Notices notices = context.notices();
        switch (report) {
            case ActReport.LockHeld(var lock) ->
                    notices.problem(
                            underLock.stillHeld(lock),
                            new Notices.Step(
                                    words.text("activity.try-again"), () -> carryOut(plan)));
            case ActReport.Refused(String sentence) ->
                    notices.problem(words.shortPaths(sentence), null);
            case ActReport.Done done -> tell(plan, done);
        }
        refresh();
        detail.get().ifPresent(shown -> look(shown.act()));
    }

    private void tell(UndoPlan plan, ActReport.Done done) {
        String act = plan.act().map(a -> words.number(a.number())).orElse("");
        List<String> parts = new ArrayList<>();
        if (!done.done().isEmpty()) {
            parts.add(words.count("activity.undone", done.done().size(), act));
        }
        if (!done.skipped().isEmpty()) {
            parts.add(words.count("activity.undone.left", done.skipped().size()));
            done.skipped().stream()
                    .limit(3)
                    .forEach(
                            one ->
                                    parts.add(
                                            words.text(
                                                    "activity.undone.one-left",
                                                    shortId(one.id()),
                                                    Reasons.sentence(one.reason(), words))));
        }
        if (done.historyProblem() != null) {
            parts.add(words.text("activity.undone.no-history", done.historyProblem()));
        }
        String sentence = String.join(" ", parts);
        if (done.done().isEmpty()) {
            context.notices().problem(sentence, null);
        } else if (done.number().isPresent()) {
            long number = done.number().getAsLong();
            context.notices().done(sentence, () -> undoAgain(number));
        } else {
            context.notices().done(sentence, null);
        }
    }

    /** The undo of an undo. */
    private void undoAgain(long number) {
        context.background()
                .run(
                        () -> desk.previewUndo(number),
                        result -> {
                            switch (result) {
                                case LedgerResult.Done<UndoPreview>(UndoPreview preview) ->
                                        carryOut(preview.readyPlan());
                                case LedgerResult.NotDone<UndoPreview>(var problem) ->
                                        context.notices().problem(problem.sentence(), null);
                            }
                        },
                        failure ->
                                context.notices()
                                        .problem(String.valueOf(failure.getMessage()), null));
    }

    static String shortId(String id) {
        return id.length() > 8 ? id.substring(0, 8) : id;
    }

    void openMemory(String id) {
        context.navigator().open(Destination.Memories.one(id));
    }

    ObservableList<ActItem> items() {
        return items;
    }

    /** The kinds that occur, to filter by. */
    ObservableList<ActKind> kinds() {
        return kinds;
    }

    String kindName(ActKind one) {
        return actWords.name(one);
    }

    ObjectProperty<Optional<ActKind>> kindProperty() {
        return kind;
    }

    StringProperty textProperty() {
        return text;
    }

    ReadOnlyStringProperty titleProperty() {
        return title.getReadOnlyProperty();
    }

    /** What stands in the place of the list where it is empty. */
    ReadOnlyStringProperty emptyProperty() {
        return empty.getReadOnlyProperty();
    }

    /** Whether there is anything to filter; told with the title. */
    boolean hasActs() {
        return !lines.isEmpty();
    }

    /** Whether a filter is set. */
    BooleanProperty filteredProperty() {
        return filtered;
    }

    /** Whether there may be older acts than those that were read. */
    ReadOnlyBooleanProperty moreProperty() {
        return more.getReadOnlyProperty();
    }

    ReadOnlyLongProperty selectedProperty() {
        return selected.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Optional<ActDetail>> detailProperty() {
        return detail.getReadOnlyProperty();
    }
}
