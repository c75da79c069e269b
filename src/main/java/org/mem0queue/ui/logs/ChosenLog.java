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
import java.util.function.BooleanSupplier;
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

    /** The one that somebody chose; null as long as it is the worker's, wherever that is. */
    private @Nullable LogSource kept;

    private String elsewhere = "";
    private LogsDesk.@Nullable Following following;
    private @Nullable Relay<LogSight> sights;
    private boolean over;

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
     * @param free asked whether nobody reads in the log that is followed
     * @param first told the worker's, if it is not the one that is followed
     * @param told told if it is followed by somebody who reads
     */
    void look(BooleanSupplier free, Consumer<LogSource> first, Runnable told) {
        background.run(
                desk::places,
                found -> {
                    if (over) {
                        return; // nobody would close what is followed from now on
                    }
                    places.set(found);
                    if (found.isEmpty()) {
                        elsewhere = "";
                        if (source == null) {
                            sighted.accept(new LogSight.Missing());
                        }
                        return;
                    }
                    LogsDesk.LogPlace worker = found.getFirst();
                    boolean another = !worker.source().equals(source) && kept == null;
                    if (another && (source == null || free.getAsBoolean())) {
                        elsewhere = "";
                        first.accept(worker.source());
                    } else {
                        elsewhere = another ? worker.name() : "";
                        told.run();
                    }
                },
                // Looking lists three names; what fails there fails again when one is opened.
                failed -> {});
    }

    /** Somebody chose this one: no other is followed of itself. */
    void keepTo(LogSource chosen) {
        kept = chosen;
    }

    /** As somebody chose on another screen. */
    void keepToo(ChosenLog before) {
        kept = before.kept;
    }

    /** The name of the worker's log while another is followed; empty if it is that one. */
    String elsewhere() {
        return elsewhere;
    }

    void follow(LogSource chosen) {
        close();
        source = chosen;
        elsewhere = "";
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

    /** Follows nothing any more. */
    void closeForGood() {
        over = true;
        close();
    }

    private void close() {
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
