package org.mem0queue.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;

/** Where the person is, and what the frame says. */
public final class ShellViewModel {
    private final Path directory;
    private final Messages words;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.OVERVIEW);
    private final ReadOnlyObjectWrapper<StatusText> status;
    private @Nullable QueueSnapshot snapshot;
    private String logAmount = "";
    private StatusText queueStatus;

    public ShellViewModel(Path directory, Messages words) {
        this.directory = directory;
        this.words = words;
        this.queueStatus = StatusText.beforeFirstLook(words);
        this.status = new ReadOnlyObjectWrapper<>(queueStatus);
        place.addListener((property, before, now) -> tell());
    }

    /** Shows a newer snapshot. */
    public void apply(QueueSnapshot newer, Instant now) {
        snapshot = newer;
        tick(now);
    }

    /** Time has passed: ages follow. */
    public void tick(Instant now) {
        if (snapshot != null) {
            queueStatus = StatusText.of(snapshot, now, words);
            tell();
        }
    }

    /** How much log there is; the status bar says it where the log is shown. */
    public void setLogAmount(String amount) {
        logAmount = amount;
        tell();
    }

    private void tell() {
        status.set(
                switch (place.get()) {
                    case LOGS -> queueStatus.withAmount(logAmount);
                    default -> queueStatus;
                });
    }

    public ObjectProperty<Place> placeProperty() {
        return place;
    }

    ReadOnlyObjectProperty<StatusText> statusProperty() {
        return status.getReadOnlyProperty();
    }

    /** The queue directory, short. */
    String directory() {
        return words.path(directory);
    }

    /** The queue directory as it is. */
    String wholeDirectory() {
        return directory.toString();
    }
}
