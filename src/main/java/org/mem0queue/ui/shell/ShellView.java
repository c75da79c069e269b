package org.mem0queue.ui.shell;

import javafx.application.Platform;
import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.geometry.Bounds;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.TextInputControl;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.BorderPane;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.Island;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.function.Function;

/** The frame: header, rail, the page of the place where one is, status bar; what floats over it. */
public final class ShellView extends StackPane {
    /** Below this width the rail shows icons only, in pixels. */
    static final double NARROW_BELOW = 1000;

    private static final double PALETTE_GAP = 4;
    private static final PseudoClass NARROW = PseudoClass.getPseudoClass("narrow");

    private final ShellViewModel model;
    private final SyncViewModel sync;
    private final PageContext context;
    private final Messages words;
    private final ShellActs acts;
    private final Function<Place, Node> pages;
    private final NoticeBoard notices;
    private final BorderPane frame = new BorderPane();
    private final StackPane stack = new StackPane();
    private final Header header;
    private final Rail rail;
    private final StatusBar status = new StatusBar();
    private final Palette palette;
    private final ShortcutSheet sheet;
    private final ChangeListener<Place> placeListener = (property, before, now) -> open(now);
    private final ChangeListener<StatusText> statusListener =
            (property, before, now) -> status.show(now);
    private final ChangeListener<Map<Place, Long>> countsListener;

    /**
     * @param pages what stands in the window at a place
     * @param notices stand over it
     */
    public ShellView(
            ShellViewModel model,
            SyncDesk desk,
            PageContext context,
            ShellActs acts,
            NoticeBoard notices,
            Function<Place, Node> pages) {
        this.model = model;
        this.sync = new SyncViewModel(desk, context, Platform::runLater);
        this.context = context;
        this.words = context.words();
        this.acts = acts;
        this.pages = pages;
        this.notices = notices;
        this.header = new Header(model, sync, words, acts);
        this.rail = new Rail(model.placeProperty(), words);
        this.palette =
                new Palette(
                        header.search(),
                        new PaletteViewModel(words, context.navigator(), this::commands));
        this.sheet = new ShortcutSheet(words);
        status.setOnMemories(
                () -> context.navigator().open(Destination.Memories.of(MemoryGroup.ALL)));
        this.countsListener = (property, before, now) -> rail.setCounts(now);
        frame.getStyleClass().add("shell");
        stack.getStyleClass().add("content");
        frame.setTop(header);
        frame.setLeft(rail);
        frame.setBottom(new Island(status));
        frame.setCenter(new StackPane(stack, notices));
        getChildren().addAll(frame, palette, sheet);
        palette.visibleProperty().addListener((property, before, now) -> requestLayout());
        model.placeProperty().addListener(placeListener);
        model.statusProperty().addListener(statusListener);
        model.countsProperty().addListener(countsListener);
        model.snapshotProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now != null) {
                                sync.apply(now);
                            }
                        });
        widthProperty().addListener((property, before, now) -> adapt(now.doubleValue()));
        adapt(NARROW_BELOW);
        open(model.placeProperty().get());
        status.show(model.statusProperty().get());
    }

    private void open(Place place) {
        stack.getChildren().setAll(pages.apply(place));
        notices.setAboveFoot(place.hasFoot());
    }

    private void adapt(double width) {
        boolean narrow = width < NARROW_BELOW;
        frame.pseudoClassStateChanged(NARROW, narrow);
        rail.setNarrow(narrow);
    }

    /** Something that concerns every page: between header and page. */
    public void showAbovePages(Node banner) {
        frame.setTop(new VBox(header, banner));
    }

    /**
     * Files that are dropped anywhere on the window.
     *
     * @param taken told on the JavaFX thread
     */
    public void setOnFilesDropped(Consumer<List<Path>> taken) {
        setOnDragOver(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                    }
                    event.consume();
                });
        setOnDragDropped(
                event -> {
                    List<Path> files =
                            event.getDragboard().hasFiles()
                                    ? event.getDragboard().getFiles().stream()
                                            .map(File::toPath)
                                            .toList()
                                    : List.of();
                    event.setDropCompleted(!files.isEmpty());
                    event.consume();
                    if (!files.isEmpty()) {
                        taken.accept(files);
                    }
                });
    }

    /** The palette hangs below the search field. */
    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        if (!palette.isVisible()) {
            return;
        }
        Node field = header.search().getParent();
        Bounds at = sceneToLocal(field.localToScene(field.getLayoutBounds()));
        palette.resizeRelocate(
                at.getMinX(),
                at.getMaxY() + PALETTE_GAP,
                at.getWidth(),
                Math.min(palette.prefHeight(-1), getHeight() - at.getMaxY() - 2 * PALETTE_GAP));
    }

    /** The places and all that the palette lists; keys of a page are the page's own. */
    public void addKeys(Scene scene) {
        for (Place place : Place.values()) {
            if (place.inRail()) {
                key(scene, digit(place.digit()), () -> model.placeProperty().set(place));
            }
        }
        key(scene, KeyCode.K, header.search()::requestFocus);
        key(scene, KeyCode.N, () -> context.navigator().open(new Destination.Writing()));
        key(scene, KeyCode.S, sync::press);
        key(scene, KeyCode.P, sync::pauseOrResume);
        key(scene, KeyCode.Z, () -> undo(scene));
        key(scene, KeyCode.COMMA, () -> context.navigator().open(new Destination.Settings(null)));
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F5), acts::lookNow);
        scene.getAccelerators().put(new KeyCodeCombination(KeyCode.F1), sheet::show);
        addEventHandler(KeyEvent.KEY_TYPED, this::typed);
    }

    /** In a text the same keys take back what was typed there. */
    private void undo(Scene scene) {
        if (!(scene.getFocusOwner() instanceof TextInputControl) && !notices.undoNewest()) {
            notices.done(words.text("notice.undo.none"), null);
        }
    }

    private static void key(Scene scene, KeyCode code, Runnable act) {
        scene.getAccelerators()
                .put(new KeyCodeCombination(code, KeyCombination.SHORTCUT_DOWN), act);
    }

    /** A question mark, but not one that belongs into a text. */
    private void typed(KeyEvent event) {
        if (event.getCharacter().equals("?") && !(event.getTarget() instanceof TextInputControl)) {
            sheet.show();
            event.consume();
        }
    }

    private static KeyCode digit(int digit) {
        return Objects.requireNonNull(KeyCode.getKeyCode(Integer.toString(digit)));
    }

    /** What the palette can do, as things are now. */
    private List<Command> commands() {
        SyncViewModel.Text now = sync.textProperty().get();
        List<Command> commands = new ArrayList<>();
        if (now.possible()) {
            commands.add(new Command(Glyph.WORKER, words.text("sync.now"), "Ctrl+S", sync::press));
            commands.add(
                    new Command(
                            now.paused() ? Glyph.RESUME : Glyph.PAUSE,
                            words.text(now.paused() ? "sync.resume" : "sync.pause"),
                            "Ctrl+P",
                            sync::pauseOrResume));
            commands.add(new Command(Glyph.WORKER, words.text("sync.keep"), "", sync::keepSending));
            commands.add(new Command(Glyph.LOGS, words.text("sync.worker"), "", sync::runWorker));
        }
        commands.add(
                new Command(
                        Glyph.PLUS,
                        words.text("place.writing"),
                        "Ctrl+N",
                        () -> context.navigator().open(new Destination.Writing())));
        for (Place place : Place.values()) {
            if (place.inRail()) {
                commands.add(
                        new Command(
                                place.glyph(),
                                words.text(place.nameKey()),
                                "Ctrl+" + place.digit(),
                                () -> model.placeProperty().set(place)));
            }
        }
        commands.add(
                new Command(
                        Glyph.SAVED,
                        words.text("palette.backups"),
                        "",
                        () -> context.navigator().open(new Destination.Backups())));
        commands.add(new Command(Glyph.LOOK_NOW, words.text("header.look"), "F5", acts::lookNow));
        for (Appearance each : Appearance.values()) {
            commands.add(
                    new Command(
                            Glyph.EYE,
                            words.text("palette.look", words.text(lookKey(each))),
                            "",
                            () -> acts.setAppearance(each)));
        }
        commands.add(
                new Command(
                        Glyph.FOLDER, words.text("queue.open-folder"), "", acts::chooseDirectory));
        commands.add(new Command(Glyph.RESUME, words.text("queue.demo"), "", acts::openDemo));
        commands.add(new Command(Glyph.NOTICE, words.text("keys.title"), "?", sheet::show));
        return commands;
    }

    private static String lookKey(Appearance look) {
        return switch (look) {
            case SYSTEM -> "look.system";
            case LIGHT -> "look.light";
            case DARK -> "look.dark";
        };
    }

    /** Lets sending go on if it is paused. */
    public void resumeSending() {
        sync.resume();
    }

    /** What was begun and told in another language goes on. */
    public void takeOver(ShellView before) {
        notices.takeOver(before.notices);
        sync.takeOver(before.sync);
    }

    /** Lets go of the model, stops what the header began, and hides what floats. */
    public void dispose() {
        header.dispose();
        rail.dispose();
        sync.dispose();
        notices.dispose();
        model.placeProperty().removeListener(placeListener);
        model.statusProperty().removeListener(statusListener);
        model.countsProperty().removeListener(countsListener);
    }
}
