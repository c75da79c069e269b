package org.mem0queue.ui.memories;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * What the screen shows and does. Lists are made in the background, one at a time, the newest
 * question next; while nobody sees the screen none is made.
 */
final class MemoriesViewModel {
    private final Messages words;
    private final Background background;
    private final Notices notices;
    private final DetailViewModel detail;
    private final ActRunner acts;
    private final Recollection recollection;
    private final Arrival arrival;
    private final ReadOnlyObjectWrapper<Query> query =
            new ReadOnlyObjectWrapper<>(Query.EVERYTHING);
    private final ReadOnlyObjectWrapper<@Nullable Listing> listing = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<MemoriesText> text;
    private final ReadOnlyObjectWrapper<@Nullable Question> question =
            new ReadOnlyObjectWrapper<>();

    private final ReadOnlyObjectWrapper<@Nullable Memory> arrived = new ReadOnlyObjectWrapper<>();

    private @Nullable QueueSnapshot snapshot;
    private Inventory inventory = Inventory.NONE;
    private List<Memory> selected = List.of();
    private boolean visible;
    private boolean stale;
    private boolean listingUnderWay;
    private boolean listAgain;

    /** What stands here in another language now; null while this does. */
    private @Nullable MemoriesViewModel heir;

    MemoriesViewModel(MemoriesDesk desk, PageContext context) {
        this.words = context.words();
        this.background = context.background();
        this.notices = context.notices();
        this.text = new ReadOnlyObjectWrapper<>(MemoriesText.beforeFirstLook(words));
        this.detail = new DetailViewModel(desk, words, context.clock(), background);
        this.acts = new ActRunner(desk, words, background, context.notices());
        this.recollection = new Recollection(desk, background, this::renew);
        this.arrival = new Arrival(desk, context, this::arrived);
    }

    ReadOnlyObjectProperty<Query> queryProperty() {
        return query.getReadOnlyProperty();
    }

    /** The rows; null until the first are made. */
    ReadOnlyObjectProperty<@Nullable Listing> listingProperty() {
        return listing.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<MemoriesText> textProperty() {
        return text.getReadOnlyProperty();
    }

    /** What a link led to last, to be marked in the table; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Memory> arrivedProperty() {
        return arrived.getReadOnlyProperty();
    }

    /** What is asked before something that cannot be taken back; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Question> questionProperty() {
        return question.getReadOnlyProperty();
    }

    DetailViewModel detail() {
        return detail;
    }

    ActRunner acts() {
        return acts;
    }

    // ---- what comes in

    void apply(QueueSnapshot newer, Instant now) {
        snapshot = newer;
        stale = true;
        acts.tick(now, newer.lock());
        if (visible) {
            refresh();
        }
    }

    void tick(Instant now) {
        QueueSnapshot known = snapshot;
        acts.tick(now, known == null ? LockStatus.FREE : known.lock());
    }

    void opened() {
        visible = true;
        if (stale) {
            refresh();
        }
    }

    void left() {
        visible = false;
    }

    private void refresh() {
        QueueSnapshot newest = snapshot;
        if (newest == null) {
            return;
        }
        stale = false;
        recollection.recall(newest.counts());
        renew();
    }

    /** What is there now, to be listed anew. */
    private void renew() {
        QueueSnapshot newest = snapshot;
        if (newest != null) {
            inventory = new Inventory(newest.memories(), recollection.byState());
            list();
        }
    }

    /** Whether the history holds more than is shown. */
    boolean remembersMore() {
        return recollection.hasMore(query.get().group());
    }

    void rememberMore() {
        QueueSnapshot newest = snapshot;
        if (newest != null) {
            recollection.recallMore(newest.counts());
        }
    }

    // ---- the list

    private void list() {
        if (listingUnderWay) {
            listAgain = true;
            return;
        }
        listingUnderWay = true;
        Query asked = query.get();
        Inventory from = inventory;
        Memory watched = detail.shown();
        String id = arrival.wanted();
        record Answer(Listing listing, @Nullable Memory watched, List<Memory> wanted) {}
        background.run(
                () ->
                        new Answer(
                                ListingMaker.make(from, asked, words),
                                watched == null ? null : from.find(watched.id()),
                                id == null ? List.<Memory>of() : from.beginningWith(id)),
                answer -> {
                    listingUnderWay = false;
                    if (asked.equals(query.get())) {
                        show(answer.listing());
                        if (watched != null && detail.shown() == watched) {
                            detail.follow(answer.watched());
                        }
                        if (id != null && id.equals(arrival.wanted())) {
                            arrival.arrive(id, answer.wanted());
                        }
                    }
                    if (listAgain) {
                        listAgain = false;
                        list();
                    }
                },
                failure -> {
                    listingUnderWay = false;
                    throw new IllegalStateException(failure);
                });
    }

    private void arrived(Memory memory) {
        arrived.set(null);
        detail.show(memory);
        arrived.set(memory);
    }

    private void show(Listing newer) {
        selected = newer.stillThere(selected);
        listing.set(newer);
        tell();
    }

    private void tell() {
        QueueSnapshot newest = snapshot;
        if (newest != null) {
            int known = inventory.number(MemoryGroup.ALL);
            text.set(MemoriesText.of(newest, query.get(), listing.get(), known, selected, words));
        }
    }

    private void ask(Query newer) {
        if (newer.equals(query.get())) {
            return;
        }
        query.set(newer);
        question.set(null);
        if (visible) {
            list();
        } else {
            stale = true;
        }
    }

    void setGroup(MemoryGroup group) {
        ask(query.get().withGroup(group));
    }

    void setProject(@Nullable String project) {
        ask(query.get().withProject(project));
    }

    void setText(String words) {
        ask(query.get().withText(words));
    }

    void setGrouping(Grouping grouping) {
        ask(query.get().withGrouping(grouping));
    }

    void toggle(Row.OfGroup group) {
        ask(query.get().toggled(group.key()));
    }

    void clearFilter() {
        ask(query.get().withoutFilter());
    }

    /** From where there are no rows to where there are. */
    void leaveEmpty() {
        ask(text.get().wayOut(query.get()));
    }

    /** Where a link leads. */
    void goTo(Destination.Memories destination) {
        Query asked =
                new Query(
                        destination.group(),
                        destination.project(),
                        destination.text(),
                        query.get().grouping(),
                        Set.of());
        boolean one = destination.id() != null;
        arrival.want(destination.id());
        if (one) {
            stale = true;
            detail.show(null);
        }
        ask(asked);
        if (visible && one) {
            list();
        }
    }

    /** What was looked for, marked, shown, edited and begun in another language. */
    void takeOver(MemoriesViewModel before) {
        before.heir = this;
        acts.takeOver(before.acts);
        ask(before.query.get());
        selected = before.selected;
        detail.takeOver(before.detail);
    }

    // ---- what a person marks and does

    /** What is marked in the table. One alone is what is being read, and no more than that. */
    void select(List<Memory> memories) {
        selected = List.copyOf(memories);
        if (selected.size() == 1) {
            detail.show(selected.getFirst());
        }
        question.set(null);
        tell();
    }

    List<Memory> selected() {
        return selected;
    }

    /** Those that an act for many is meant for: what is marked, or all that match. */
    List<Memory> scope() {
        Listing shown = listing.get();
        return selected.size() > 1 ? selected : shown == null ? List.of() : shown.matching();
    }

    /** The same where one points at rows: one that is marked means itself. */
    List<Memory> pointedAt() {
        return selected.isEmpty() ? scope() : selected;
    }

    boolean canChange() {
        return snapshot != null && snapshot.managed();
    }

    /** Presses the primary button: what it counts now is what is meant. */
    void pressPrimary() {
        MemoriesText.Primary button = text.get().primary();
        if (button != null) {
            act(button.wish(), button.memories());
        }
    }

    /** Does this with those of these memories that it fits; asks first if it is for good. */
    void act(Wish wish, List<Memory> memories) {
        question.set(null);
        if (!canChange()) {
            notices.problem(words.text("memories.watching"), null);
            return;
        }
        List<Memory> fitting = memories.stream().filter(wish::fits).toList();
        // Where it fits none, the act says why.
        List<Memory> meant = fitting.isEmpty() ? memories : fitting;
        if (meant.isEmpty()) {
            return;
        }
        if (wish.canBeUndone()) {
            acts.act(wish, meant);
            return;
        }
        question.set(
                new Question(
                        ActWords.forGood(wish, meant.size(), words),
                        ActWords.verb(wish, meant.size(), words),
                        () -> {
                            question.set(null);
                            acts.act(wish, meant);
                        }));
    }

    void closeQuestion() {
        question.set(null);
    }

    /** Saves what the editor holds. */
    void save(Editing editing, String content, String project, Editing.Then then) {
        if (detail.refusal(content, project) == null && canChange()) {
            acts.edit(editing.seen(), content, project, then, () -> saved(editing));
        }
    }

    private void saved(Editing change) {
        MemoriesViewModel now = this;
        while (now.heir != null) {
            now = now.heir;
        }
        // Another one may have been opened while this one waited for the lock.
        if (change.equals(now.detail.editingProperty().get())) {
            now.closeEditor();
        }
    }

    /** Closes the editor. The keys mean what is marked, so that is what is shown from now on. */
    void closeEditor() {
        if (detail.editingProperty().get() != null) {
            detail.closeEditor();
            if (selected.size() == 1) {
                detail.show(selected.getFirst());
            }
        }
    }

    void export(List<Memory> memories, Path file) {
        acts.export(memories, file);
    }

    void dispose() {
        acts.dispose();
    }
}
