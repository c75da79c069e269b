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

import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.queue.ActKind;
import org.mem0queue.queue.QueueSnapshot;
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
    private final ActDetailWriter writer;
    private final UndoRunner undoing;

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
        this.writer = new ActDetailWriter(words, actWords);
        this.undoing = new UndoRunner(desk, context, underLock, this::undone);
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
                            missing(Reasons.told(failure, words));
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
            case LedgerResult.NotDone<List<Act>>(var problem) ->
                    missing(Reasons.told(problem.sentence(), words));
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
        empty.set(words.text("activity.missing.why", sentence));
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

    /** Goes on with what was chosen and looked for on another screen. */
    void takeOver(ActsViewModel before) {
        undoing.takeOver(before.undoing);
        limit = before.limit;
        kind.set(before.kind.get());
        text.set(before.text.get());
        select(before.selected.get());
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
            detail.set(Optional.of(writer.notLooked(act)));
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
                                detail.set(Optional.of(writer.previewed(act, result, managed)));
                            }
                        },
                        failure -> {
                            if (asked == previewsAsked && isShown(act)) {
                                detail.set(
                                        Optional.of(
                                                writer.cannotBe(
                                                        act, Reasons.told(failure, words))));
                            }
                        });
    }

    private boolean isShown(Act act) {
        return detail.get().filter(shown -> shown.act().equals(act)).isPresent();
    }

    /** Takes back exactly what the button says. */
    void undo(ActDetail.Undo.Possible possible) {
        if (possible.refused().isEmpty()) {
            undoing.run(possible.preview().readyPlan());
        }
    }

    private void undone() {
        refresh();
        detail.get().ifPresent(shown -> look(shown.act()));
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
