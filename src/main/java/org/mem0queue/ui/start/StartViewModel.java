package org.mem0queue.ui.start;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

/** What the first start knows so far. On the JavaFX thread. */
final class StartViewModel {
    private final StartDesk desk;
    private final Background background;
    private final StartWriter writer;
    private final ReadOnlyObjectWrapper<StartText> text;
    private final ReadOnlyObjectWrapper<Told> told =
            new ReadOnlyObjectWrapper<>(new Told("", "", () -> {}));
    private @Nullable QueueSnapshot snapshot;
    private StartDesk.@Nullable Conversations conversations;
    private StartDesk.@Nullable Access access;

    /**
     * Something about what was chosen.
     *
     * @param sentence empty for nothing
     * @param verb on the link behind it; empty if there is none
     */
    record Told(String sentence, String verb, Runnable act) {}

    StartViewModel(StartPlace place, StartDesk desk, Messages words, Background background) {
        this.desk = desk;
        this.background = background;
        this.writer = new StartWriter(words);
        this.text = new ReadOnlyObjectWrapper<>(writer.before(place));
        if (place instanceof StartPlace.Folder) {
            lookUp();
        }
    }

    private void lookUp() {
        background.run(
                desk::conversations,
                found -> {
                    conversations = found;
                    write();
                },
                // Then it stays "being counted": nobody needs the number to choose.
                unreadable -> {});
        background.run(
                desk::access,
                found -> {
                    access = found;
                    write();
                },
                unknown -> {});
    }

    ReadOnlyObjectProperty<StartText> textProperty() {
        return text.getReadOnlyProperty();
    }

    /** Why a choice could not be carried out, or what it waits for. */
    ReadOnlyObjectProperty<Told> toldProperty() {
        return told.getReadOnlyProperty();
    }

    void apply(QueueSnapshot next) {
        snapshot = next;
        write();
    }

    void tell(Told now) {
        told.set(now);
    }

    private void write() {
        QueueSnapshot seen = snapshot;
        if (seen != null) {
            text.set(writer.of(seen, conversations, access));
        }
    }
}
