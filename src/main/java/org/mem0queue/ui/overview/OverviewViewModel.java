package org.mem0queue.ui.overview;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Instant;

/** What the overview says now: the newest snapshot, told at the current time. */
public final class OverviewViewModel {
    private final Messages words;
    private final ReadOnlyObjectWrapper<OverviewText> text;
    private @Nullable QueueSnapshot snapshot;

    public OverviewViewModel(Path directory, Messages words) {
        this.words = words;
        this.text = new ReadOnlyObjectWrapper<>(OverviewText.beforeFirstLook(directory, words));
    }

    /** Shows a newer snapshot. */
    public void apply(QueueSnapshot newer, Instant now) {
        snapshot = newer;
        tick(now);
    }

    /** Time has passed: ages and staleness follow. */
    public void tick(Instant now) {
        if (snapshot == null) {
            return;
        }
        OverviewText newer = OverviewText.of(snapshot, now, words);
        if (!newer.equals(text.get())) {
            text.set(newer);
        }
    }

    ReadOnlyObjectProperty<OverviewText> textProperty() {
        return text.getReadOnlyProperty();
    }
}
