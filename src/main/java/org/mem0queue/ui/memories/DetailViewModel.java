package org.mem0queue.ui.memories;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.time.Clock;
import java.util.List;
import java.util.Objects;

/** The memory beside the table: read in the background, kept in step, edited in place. */
final class DetailViewModel {
    /**
     * A memory's way.
     *
     * @param note what stands in place of steps; empty if there are some
     */
    record Journey(List<JourneyStep> steps, String note) {}

    private final MemoriesDesk desk;
    private final Messages words;
    private final Clock clock;
    private final Background background;
    private final ReadOnlyObjectWrapper<@Nullable Detail> detail = new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Journey> journey;
    private final ReadOnlyObjectWrapper<@Nullable Editing> editing = new ReadOnlyObjectWrapper<>();
    private @Nullable Memory shown;

    DetailViewModel(MemoriesDesk desk, Messages words, Clock clock, Background background) {
        this.desk = desk;
        this.words = words;
        this.clock = clock;
        this.background = background;
        this.journey = new ReadOnlyObjectWrapper<>(new Journey(List.of(), ""));
    }

    /** What is shown; null for nothing. */
    ReadOnlyObjectProperty<@Nullable Detail> detailProperty() {
        return detail.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<Journey> journeyProperty() {
        return journey.getReadOnlyProperty();
    }

    /** The editor that is open; null if none is. */
    ReadOnlyObjectProperty<@Nullable Editing> editingProperty() {
        return editing.getReadOnlyProperty();
    }

    /** The memory that is shown or being read; null for none. */
    @Nullable Memory shown() {
        return shown;
    }

    /** Shows a memory, or nothing. An open editor keeps the place. */
    void show(@Nullable Memory memory) {
        if (editing.get() != null) {
            return;
        }
        boolean another = memory == null || shown == null || !memory.id().equals(shown.id());
        shown = memory;
        if (another) {
            detail.set(null);
            journey.set(new Journey(List.of(), ""));
        }
        if (memory != null) {
            read(memory);
        }
    }

    /** What was shown and edited in another language. */
    void takeOver(DetailViewModel before) {
        show(before.shown);
        editing.set(before.editing.get());
    }

    /** The same memory as it is now; null if no file has it any more. */
    void follow(@Nullable Memory now) {
        Memory before = shown;
        if (before == null || editing.get() != null || now == before) {
            return;
        }
        if (now == null) {
            recall(before);
        } else if (now.state() != before.state() || !now.raw().equals(before.raw())) {
            show(now);
        } else {
            shown = now; // lets the bytes of the older file go
        }
    }

    private void recall(Memory gone) {
        background.run(
                () -> desk.knownByPrefix(gone.id()),
                answer -> {
                    if (answer instanceof Recalled.Known<List<KnownMemory>>(var known)) {
                        known.stream()
                                .filter(one -> one.memory().id().equals(gone.id()))
                                .filter(one -> one.memory().state() != gone.state())
                                .findFirst()
                                .ifPresent(
                                        one -> {
                                            if (isStill(gone)) {
                                                show(one.memory());
                                            }
                                        });
                    }
                },
                failure -> {});
    }

    private boolean isStill(Memory memory) {
        return shown != null && shown.id().equals(memory.id());
    }

    private void read(Memory memory) {
        background.run(
                () -> Detail.read(memory, clock.instant(), words),
                read -> {
                    if (isStill(memory)) {
                        detail.set(read);
                    }
                },
                failure -> {});
        background.run(
                () -> desk.journey(memory.id()),
                answer -> {
                    if (isStill(memory)) {
                        journey.set(told(answer));
                    }
                },
                failure -> {
                    if (isStill(memory)) {
                        journey.set(new Journey(List.of(), words.text("journey.unknown")));
                    }
                });
    }

    private Journey told(Recalled<List<JourneyEvent>> answer) {
        return switch (answer) {
            case Recalled.Known<List<JourneyEvent>>(List<JourneyEvent> events) ->
                    events.isEmpty()
                            ? new Journey(List.of(), words.text("journey.none"))
                            : new Journey(JourneyWriter.write(events, words), "");
            case Recalled.NotKnown<List<JourneyEvent>>(String sentence) ->
                    new Journey(List.of(), Prose.sentence(Reasons.told(sentence, words)));
        };
    }

    /** Opens the editor on what is shown. */
    void edit() {
        Detail now = detail.get();
        if (now != null && editing.get() == null) {
            editing.set(
                    new Editing(
                            now.memory(),
                            Objects.requireNonNullElse(now.content(), ""),
                            now.memory().projectId().orElse("")));
        }
    }

    /** Closes the editor without a change. */
    void closeEditor() {
        editing.set(null);
    }

    /** Why this cannot be saved, as a sentence; null if it can. */
    @Nullable String refusal(String content, String project) {
        if (project.isBlank()) {
            return words.text("memories.edit.no-project");
        }
        if (content.isBlank()) {
            return words.text("memories.edit.no-text");
        }
        NewMemory.Refusal refused = new NewMemory(null, project, content, null, "window").refused();
        return switch (refused) {
            case null -> null;
            case NO_PROJECT, EMPTY_ID -> words.text("memories.edit.no-project");
            case NO_TEXT -> words.text("memories.edit.no-text");
            case NAME_TOO_LONG -> words.text("memories.edit.long-name");
            case NOT_TEXT -> words.text("memories.edit.not-text");
            case TOO_LARGE -> words.text("memories.edit.too-large");
        };
    }
}
