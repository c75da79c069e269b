package org.mem0queue.ui.writing;

import javafx.beans.property.BooleanProperty;
import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleBooleanProperty;
import javafx.beans.property.SimpleObjectProperty;
import javafx.beans.property.SimpleStringProperty;
import javafx.beans.property.StringProperty;
import javafx.collections.FXCollections;
import javafx.collections.ObservableList;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a person writes, what was found in it, and the saving of it. What was written is let go only
 * when all of it is saved. On the JavaFX thread.
 */
final class WritingViewModel {
    private static final String TYPED = "typed";

    private final WritingDesk desk;
    private final PageContext context;
    private final WritingWords words;
    private final StringProperty text = new SimpleStringProperty("");
    private final StringProperty project = new SimpleStringProperty("");
    private final ObjectProperty<@Nullable InputForm> chosenForm = new SimpleObjectProperty<>();
    private final ObservableList<Path> files = FXCollections.observableArrayList();
    private final ObservableList<String> projects = FXCollections.observableArrayList();
    private final BooleanProperty managed = new SimpleBooleanProperty();
    private final BooleanProperty heldToo = new SimpleBooleanProperty();
    private final ReadOnlyObjectWrapper<Draft> draft = new ReadOnlyObjectWrapper<>(Draft.EMPTY);
    private final ReadOnlyObjectWrapper<WritingState> state =
            new ReadOnlyObjectWrapper<>(WritingState.EMPTY);
    private final Set<String> used = new LinkedHashSet<>();
    private @Nullable QueueSnapshot snapshot;
    private @Nullable GroupSaver saver;
    private GroupSaver.@Nullable State saving;
    private GroupSaver.@Nullable State saved;
    private boolean checking;
    private boolean stale;
    private boolean saveWhenChecked;

    /** Dropped while a save runs: taken when it has ended. */
    private final List<Path> later = new ArrayList<>();

    /** What stands here in another language now; null while this does. */
    private @Nullable WritingViewModel heir;

    WritingViewModel(WritingDesk desk, PageContext context) {
        this.desk = desk;
        this.context = context;
        this.words = new WritingWords(context.words(), context.directory());
        text.addListener((property, before, now) -> changed());
        project.addListener((property, before, now) -> changed());
        chosenForm.addListener((property, before, now) -> changed());
        heldToo.addListener((property, before, now) -> changed());
        publish();
    }

    StringProperty textProperty() {
        return text;
    }

    StringProperty projectProperty() {
        return project;
    }

    /** How a person wants it read; null: by its look. */
    ObjectProperty<@Nullable InputForm> chosenFormProperty() {
        return chosenForm;
    }

    /** Whether what its file keeps on hold is saved as well, and so sent. Not for the next file. */
    BooleanProperty heldTooProperty() {
        return heldToo;
    }

    /** Those that were dropped; while there are any, what is written waits. */
    ObservableList<Path> files() {
        return files;
    }

    /** Known projects, the last used first. */
    ObservableList<String> projects() {
        return projects;
    }

    ReadOnlyObjectProperty<Draft> draftProperty() {
        return draft.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<WritingState> stateProperty() {
        return state.getReadOnlyProperty();
    }

    void apply(QueueSnapshot next) {
        boolean first = snapshot == null;
        snapshot = next;
        if (managed.get() != next.managed() || first) {
            managed.set(next.managed());
            publish();
        }
        if (first) {
            opened();
        }
    }

    /** The page comes into sight: what is known may have changed meanwhile. */
    void opened() {
        QueueSnapshot now = snapshot;
        if (now == null) {
            return;
        }
        context.background()
                .run(
                        () -> KnownProjects.of(now),
                        this::offerProjects,
                        unreadable -> offerProjects(List.of()));
        if (!busy()) {
            check();
        }
    }

    private void offerProjects(List<String> known) {
        Set<String> all = new LinkedHashSet<>(used.stream().toList().reversed());
        all.addAll(known);
        if (!List.copyOf(all).equals(projects)) {
            projects.setAll(all);
        }
    }

    /** Takes files instead of what is written, which comes back when they are taken away. */
    void offer(List<Path> dropped) {
        if (busy()) {
            later.addAll(dropped);
            context.notices().done(words.later(dropped.size()), null);
        } else if (!dropped.isEmpty()) {
            Set<Path> all = new LinkedHashSet<>(files);
            all.addAll(dropped);
            files.setAll(all);
            chosenForm.set(null);
            heldToo.set(false);
            changed();
        }
    }

    /** What was begun in another language goes on, a save under way too. */
    void takeOver(WritingViewModel before) {
        before.heir = this;
        saver = before.saver;
        saving = before.saving;
        later.addAll(before.later);
        saveWhenChecked = before.saveWhenChecked;
        before.saveWhenChecked = false;
        draft.set(before.draft.get());
        if (saver != null) {
            saver.tellTo(this::progress);
        }
        used.addAll(before.used);
        files.setAll(before.files);
        project.set(before.project.get());
        text.set(before.text.get());
        chosenForm.set(before.chosenForm.get());
        heldToo.set(before.heldToo.get());
        publish();
    }

    void removeFile(Path file) {
        if (!busy() && files.remove(file)) {
            changed();
        }
    }

    /** Lets go of everything that is not saved. */
    void clear() {
        if (!busy()) {
            files.clear();
            text.set("");
            chosenForm.set(null);
            heldToo.set(false);
            changed();
        }
    }

    private boolean busy() {
        return saving != null;
    }

    private void changed() {
        if (!busy()) {
            saved = null;
            check();
        }
    }

    /** One at a time; what changes meanwhile is looked at afterwards. */
    private void check() {
        if (checking) {
            stale = true;
            return;
        }
        checking = true;
        stale = false;
        Input input = files.isEmpty() ? new Input.Typed(text.get()) : new Input.Files(files);
        InputForm form = chosenForm.get();
        String named = project.get();
        DraftReader.Held held = heldToo.get() ? DraftReader.Held.TAKE : DraftReader.Held.LEAVE_OUT;
        context.background()
                .run(
                        () -> DraftReader.read(desk, input, form, named, held),
                        this::checked,
                        this::notChecked);
        publish();
    }

    private void checked(Draft found) {
        checking = false;
        if (busy()) {
            // What is saved already would not be fresh any more: the ticks count from the start.
            stale = false;
            publish();
            return;
        }
        if (stale) {
            check();
            return;
        }
        draft.set(found);
        publish();
        // In another language the first look may come after this: with it, one more.
        if (saveWhenChecked && snapshot != null) {
            saveWhenChecked = false;
            save();
        }
    }

    private void notChecked(Exception bug) {
        saveWhenChecked = false;
        checked(Draft.EMPTY);
        context.notices().problem(words.notRead(bug), null);
    }

    /** Saves what is fresh in the draft as it is now. */
    void save() {
        if (checking) {
            saveWhenChecked = true;
            return;
        }
        Draft frozen = draft.get();
        if (busy() || !managed.get() || frozen.freshCount() == 0) {
            return;
        }
        String from =
                files.isEmpty()
                        ? TYPED
                        : files.stream()
                                .map(file -> String.valueOf(file.getFileName()))
                                .collect(Collectors.joining(", "));
        saved = null;
        saver =
                new GroupSaver(
                        desk,
                        context.background(),
                        frozen.fresh(),
                        from,
                        words::reason,
                        this::progress);
        saver.start();
    }

    void pause() {
        if (saver != null) {
            saver.pause();
        }
    }

    void goOn() {
        if (saver != null) {
            saver.goOn();
        }
    }

    void stop() {
        if (saver != null) {
            saver.stop();
        }
    }

    private void progress(GroupSaver.State now) {
        if (!now.ended()) {
            saving = now;
            publish();
            return;
        }
        saving = null;
        saver = null;
        remember();
        tell(now);
        boolean all = now.problem() == null && now.saved() == now.total();
        if (all && draft.get().wrongCount() + draft.get().heldCount() == 0) {
            files.clear();
            chosenForm.set(null);
            heldToo.set(false);
            text.set("");
        }
        saved = now.saved() > 0 || now.problem() != null ? now : null;
        check();
        List<Path> waited = List.copyOf(later);
        later.clear();
        offer(waited);
    }

    private void remember() {
        draft.get().fresh().forEach(memory -> used.add(memory.projectId()));
        String latest = project.get().strip();
        if (!latest.isEmpty()) {
            used.remove(latest);
            used.add(latest);
        }
        offerProjects(List.copyOf(projects));
    }

    private void tell(GroupSaver.State now) {
        if (now.problem() != null) {
            context.notices()
                    .problem(
                            words.notSaved(now),
                            new Notices.Step(words.tryAgain(), this::saveAgain));
        } else if (now.saved() > 0) {
            List<Long> acts = now.acts();
            boolean whole = now.historyProblem() == null && !acts.isEmpty();
            context.notices().done(words.saved(now), whole ? () -> takeBack(acts) : null);
        }
    }

    /** What is saved already is found to be there, and left out. */
    private void saveAgain() {
        if (heir != null) {
            heir.saveAgain(); // the button of an older notice
            return;
        }
        check();
        save();
    }

    private void takeBack(List<Long> acts) {
        context.background()
                .run(
                        () -> desk.takeBack(acts),
                        this::tookBack,
                        failure -> context.notices().problem(words.notTakenBack(failure), null));
    }

    private void tookBack(WritingDesk.TakenBack back) {
        if (heir != null) {
            heir.tookBack(back);
            return;
        }
        saved = null;
        check();
        if (back instanceof WritingDesk.TakenBack.Done(int ignored, int left) && left == 0) {
            context.notices().done(words.takenBack(back), null);
        } else {
            context.notices().problem(words.takenBack(back), null);
        }
    }

    /** To the list with what was saved. */
    void showSaved() {
        context.navigator().open(Destination.Memories.of(MemoryGroup.PENDING));
    }

    void openSettings() {
        context.navigator().open(new Destination.Settings(null));
    }

    private void publish() {
        state.set(
                words.state(draft.get(), managed.get(), snapshot != null, checking, saving, saved));
    }
}
