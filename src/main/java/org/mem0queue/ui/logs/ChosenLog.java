package org.mem0queue.ui.logs;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.fx.Relay;

import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** Which logs there are, and the one that is followed. On the JavaFX thread. */
final class ChosenLog {
    private final LogsDesk desk;
    private final Background background;
    private final Executor toolkit;
    private final Consumer<LogSight> sighted;
    private final ReadOnlyObjectWrapper<List<LogsDesk.LogPlace>> places =
            new ReadOnlyObjectWrapper<>(List.of());
    private @Nullable LogSource source;
    private LogsDesk.@Nullable Following following;
    private @Nullable Relay<LogSight> sights;

    /**
     * @param sighted told what is seen of the log that is followed, and {@link LogSight.Missing} if
     *     there is none to follow
     */
    ChosenLog(LogsDesk desk, Background background, Executor toolkit, Consumer<LogSight> sighted) {
        this.desk = desk;
        this.background = background;
        this.toolkit = toolkit;
        this.sighted = sighted;
    }

    /**
     * Looks which logs there are.
     *
     * @param first told the first, if none is followed yet
     */
    void look(Consumer<LogSource> first) {
        background.run(
                desk::places,
                found -> {
                    places.set(found);
                    if (source == null && !found.isEmpty()) {
                        first.accept(found.getFirst().source());
                    } else if (source == null) {
                        sighted.accept(new LogSight.Missing());
                    }
                },
                // Looking lists three names; what fails there fails again when one is opened.
                failed -> {});
    }

    void follow(LogSource chosen) {
        close();
        source = chosen;
        Relay<LogSight> relay = Relay.newestWins(sighted, toolkit);
        sights = relay;
        following = desk.follow(chosen, relay);
    }

    @Nullable LogSource source() {
        return source;
    }

    /** Its name below the queue directory; empty if none is followed. */
    String name() {
        LogSource chosen = source;
        if (chosen == null) {
            return "";
        }
        return places.get().stream()
                .filter(place -> place.source().equals(chosen))
                .map(LogsDesk.LogPlace::name)
                .findFirst()
                .orElse(chosen.fileName());
    }

    ReadOnlyObjectProperty<List<LogsDesk.LogPlace>> placesProperty() {
        return places.getReadOnlyProperty();
    }

    void close() {
        if (following != null) {
            following.close();
            following = null;
        }
        if (sights != null) {
            sights.close();
            sights = null;
        }
    }
}
