package org.mem0queue.ui.shell;

import javafx.beans.property.ObjectProperty;
import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;
import javafx.beans.property.SimpleObjectProperty;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;
import java.util.Map;

/** Where the person is, and what the frame says. */
public final class ShellViewModel {
    private final Path directory;
    private final Messages words;
    private final ObjectProperty<Place> place = new SimpleObjectProperty<>(Place.OVERVIEW);
    private final ReadOnlyObjectWrapper<StatusText> status;
    private final ReadOnlyObjectWrapper<@Nullable QueueSnapshot> snapshot =
            new ReadOnlyObjectWrapper<>();
    private final ReadOnlyObjectWrapper<Map<Place, Long>> counts =
            new ReadOnlyObjectWrapper<>(Map.of());
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
        snapshot.set(newer);
        counts.set(needed(newer.counts()));
        tick(now);
    }

    /** What needs a person, not how many there are: pending is no work for anyone. */
    private static Map<Place, Long> needed(Counts counts) {
        return Map.of(
                Place.MEMORIES,
                counts.needAPerson() + counts.inDoubt() + counts.uncertain().orElse(0),
                Place.RECOVERY,
                counts.lost().orElse(0));
    }

    /** Time has passed: ages follow. */
    public void tick(Instant now) {
        QueueSnapshot shown = snapshot.get();
        if (shown != null) {
            queueStatus = StatusText.of(shown, now, words);
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

    ReadOnlyObjectProperty<@Nullable QueueSnapshot> snapshotProperty() {
        return snapshot.getReadOnlyProperty();
    }

    /** How many things in a place need a person. */
    ReadOnlyObjectProperty<Map<Place, Long>> countsProperty() {
        return counts.getReadOnlyProperty();
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
