package org.mem0queue.ui.start;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.ReadOnlyStringProperty;
import javafx.beans.property.ReadOnlyStringWrapper;

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
    private final ReadOnlyStringWrapper problem = new ReadOnlyStringWrapper("");
    private @Nullable QueueSnapshot snapshot;
    private StartDesk.@Nullable Conversations conversations;
    private StartDesk.@Nullable Access access;

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

    /** Why a choice could not be carried out; empty if none failed. */
    ReadOnlyStringProperty problemProperty() {
        return problem.getReadOnlyProperty();
    }

    void apply(QueueSnapshot next) {
        snapshot = next;
        write();
    }

    void failed(String sentence) {
        problem.set(sentence);
    }

    private void write() {
        QueueSnapshot seen = snapshot;
        if (seen != null) {
            text.set(writer.of(seen, conversations, access));
        }
    }
}
