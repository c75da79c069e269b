package org.mem0queue.ui.activity;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueCopy;
import org.mem0queue.store.QueueSnapshots;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.Optional;

/**
 * Closing the incident of which a pinned state tells: a person says that all that it holds is
 * accounted for. On the JavaFX thread.
 */
final class Incidents {
    private final ActivityDesk desk;
    private final PageContext context;
    private final Messages words;
    private final Runnable ended;
    private final ReadOnlyObjectWrapper<Optional<Incident>> incident =
            new ReadOnlyObjectWrapper<>(Optional.empty());
    private @Nullable QueueCopy copy;
    private boolean closing;

    /**
     * @param ended told when the copies are others than before
     */
    Incidents(ActivityDesk desk, PageContext context, Runnable ended) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
        this.ended = ended;
    }

    /** What is chosen now, and whether this window may change anything. */
    void show(RestoreSource source, boolean managed) {
        copy = source instanceof RestoreSource.Copy(QueueCopy one) && one.pinned() ? one : null;
        incident.set(
                copy == null
                        ? Optional.empty()
                        : Optional.of(
                                new Incident(
                                        words.text("backups.incident"),
                                        words.text("backups.incident.close"),
                                        managed ? "" : words.text("activity.watching"))));
    }

    ReadOnlyObjectProperty<Optional<Incident>> property() {
        return incident.getReadOnlyProperty();
    }

    /** Closes the one that is shown. */
    void close() {
        QueueCopy one = copy;
        if (one == null
                || closing
                || incident.get().filter(shown -> shown.refused().isEmpty()).isEmpty()) {
            return;
        }
        closing = true;
        context.background()
                .run(
                        () -> desk.closeIncident(one),
                        result -> {
                            closing = false;
                            tell(result, one);
                        },
                        failure -> {
                            closing = false;
                            context.notices()
                                    .problem(
                                            words.text(
                                                    "activity.failed",
                                                    Reasons.told(failure, words)),
                                            new Notices.Step(
                                                    words.text("activity.try-again"), this::close));
                        });
    }

    private void tell(QueueSnapshots.Closing result, QueueCopy one) {
        String when = words.moment(one.time(), context.clock().instant());
        Notices notices = context.notices();
        switch (result) {
            case CLOSED -> notices.done(words.text("backups.incident.closed", when), null);
            case NOT_PINNED, GONE ->
                    notices.problem(words.text("backups.incident.gone", when), null);
            case STILL_DAMAGED -> notices.problem(words.text("backups.incident.damaged"), null);
            case WATCHED -> notices.problem(words.text("activity.watching"), null);
        }
        ended.run();
    }
}
