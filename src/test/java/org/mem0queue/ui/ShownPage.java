package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.application.Platform;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.ButtonBase;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.BackgroundThreads;
import org.mem0queue.ui.fx.Look;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** One page in a window of its own, with real background threads, for a walk over real files. */
public final class ShownPage implements AutoCloseable {
    /** A pulse is a sixtieth of a second; a loaded machine may need many. */
    private static final int MOST_PULSES = 1200;

    public final NoticeList notices = new NoticeList();
    public final List<Destination> opened = new CopyOnWriteArrayList<>();
    private final BackgroundThreads background =
            new BackgroundThreads(
                    Thread.ofVirtual().name("walk-", 0).factory(), Platform::runLater);
    private final Stage stage;
    private final Page page;
    private final Look look;

    /**
     * @param directory the queue directory
     * @param make makes the page of what every page is given
     */
    public ShownPage(Path directory, Function<PageContext, Page> make) {
        PageContext context =
                new PageContext(
                        directory,
                        new Messages(Locale.ENGLISH, ZoneId.of("UTC"), Path.of("/nobody")),
                        Clock.systemUTC(),
                        background,
                        opened::add,
                        notices);
        stage = Fx.call(Stage::new);
        page = Fx.call(() -> make.apply(context));
        look =
                Fx.call(
                        () -> {
                            Scene scene = new Scene(new StackPane(page.node()), 1080, 720);
                            Look made = new Look(scene, Appearance.LIGHT);
                            stage.setScene(scene);
                            stage.show();
                            page.opened();
                            return made;
                        });
    }

    /** What the page shows, to look things up in. */
    public Node node() {
        return page.node();
    }

    public void tell(QueueSnapshot snapshot) {
        Fx.run(() -> page.apply(snapshot, snapshot.readAt()));
    }

    public void goTo(Destination destination) {
        Fx.run(
                () -> {
                    page.goTo(destination);
                    page.opened();
                });
    }

    /** Waits until something is so; asked on the JavaFX thread. */
    public void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < MOST_PULSES; i++) {
            if (Fx.call(condition::getAsBoolean)) {
                return;
            }
            Fx.pulses(1);
        }
        assertThat(Fx.call(condition::getAsBoolean)).as(what).isTrue();
    }

    /** The node of a selector; fails if there is none. On any thread. */
    public <T extends Node> T find(String selector, Class<T> type) {
        Fx.pulses(2);
        return Fx.call(() -> type.cast(stage.getScene().lookup(selector)));
    }

    /** Whether a node is in sight. On the JavaFX thread. */
    public boolean isShown(String selector) {
        Node node = stage.getScene().lookup(selector);
        for (Node at = node; at != null; at = at.getParent()) {
            if (!at.isVisible()) {
                return false;
            }
        }
        return node != null;
    }

    /** Presses a button as soon as it can be pressed. */
    public void press(String selector) {
        await(
                selector + " can be pressed",
                () -> isShown(selector) && !stage.getScene().lookup(selector).isDisabled());
        Fx.run(() -> ((ButtonBase) stage.getScene().lookup(selector)).fire());
    }

    @Override
    public void close() {
        Fx.run(
                () -> {
                    page.left();
                    page.dispose();
                    look.dispose();
                    stage.hide();
                });
        background.close();
    }
}
