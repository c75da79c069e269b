package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.control.Button;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.text.Text;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.WindowState;
import org.mem0queue.ui.shell.Place;

import java.lang.ref.WeakReference;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;

/** The desktop as a person meets it: what is written on the window, and its buttons. */
final class OpenDesktop implements AutoCloseable {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    final ScratchRequest request;
    private Stage stage;
    private @Nullable Desktop desktop;

    OpenDesktop(ScratchRequest request) {
        this(request, Place.OVERVIEW);
    }

    /**
     * @param place where one is at first
     */
    OpenDesktop(ScratchRequest request, Place place) {
        this(request, startingAt(place));
    }

    private static WindowState startingAt(Place place) {
        WindowState first = WindowState.FIRST;
        return new WindowState(
                first.width(), first.height(), null, null, false, place.word(), Map.of());
    }

    OpenDesktop(ScratchRequest request, WindowState state) {
        this.request = request;
        Fx.run(
                () -> {
                    stage = new Stage();
                    desktop = new Desktop(request, state);
                    desktop.begin(stage);
                    desktop.openDirectory(request.queue);
                });
    }

    Desktop desktop() {
        return Objects.requireNonNull(desktop, "closed");
    }

    /** What is shown now, to see whether it is ever let go. */
    WeakReference<Node> content() {
        return Fx.call(() -> new WeakReference<>(stage.getScene().getRoot()));
    }

    /** Goes to a place with its key. */
    void go(Place place) {
        KeyCode key =
                place == Place.WRITING
                        ? KeyCode.N
                        : KeyCode.getKeyCode(Integer.toString(place.ordinal() + 1));
        press(key);
        Fx.pulses(2);
    }

    /** Presses a key that works everywhere in the window, with Ctrl. */
    void press(KeyCode key) {
        KeyCodeCombination keys = new KeyCodeCombination(key, KeyCombination.SHORTCUT_DOWN);
        Fx.run(() -> stage.getScene().getAccelerators().get(keys).run());
    }

    /** The Memories screen in it. */
    MemoriesHands memories() {
        return new MemoriesHands(() -> stage.getScene());
    }

    void openDirectory(Path directory) {
        Fx.run(() -> desktop().openDirectory(directory));
    }

    /** As the header and the palette offer it. */
    void demo() {
        Fx.run(() -> desktop().openDemo());
    }

    boolean isShowing() {
        return Fx.call(stage::isShowing);
    }

    boolean isDisabled(String words) {
        return Fx.call(
                () ->
                        stage.getScene().getRoot().lookupAll(".button").stream()
                                .filter(Node::isVisible)
                                .map(Button.class::cast)
                                .filter(button -> words.equals(button.getText()))
                                .findFirst()
                                .orElseThrow()
                                .isDisabled());
    }

    List<String> texts() {
        return texts(stage);
    }

    static List<String> texts(Stage stage) {
        return Fx.call(
                () -> {
                    List<String> texts = new ArrayList<>();
                    if (stage.getScene() != null) {
                        collect(stage.getScene().getRoot(), texts);
                    }
                    return texts;
                });
    }

    private static void collect(Node node, List<String> into) {
        if (node.isVisible() && node instanceof Text text) {
            into.add(text.getText());
        }
        if (node.isVisible() && node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }

    /** Waits until a text stands in the window that holds these words. */
    void awaitText(String words) {
        await(words, () -> texts().stream().anyMatch(text -> text.contains(words)));
    }

    void await(String what, BooleanSupplier reached) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!reached.getAsBoolean()) {
            assertThat(System.nanoTime()).as("%s in %s", what, texts()).isLessThan(end);
            Fx.pulses(2);
        }
    }

    /** Chooses what has these words. */
    void choose(String words) {
        Fx.run(() -> choices(words).findFirst().orElseThrow().fire());
    }

    /** Whether what has these words is chosen. */
    boolean isChosen(String words) {
        return Fx.call(() -> choices(words).anyMatch(ToggleButton::isSelected));
    }

    private Stream<ToggleButton> choices(String words) {
        Set<Node> all =
                stage.getScene() == null ? Set.of() : stage.getScene().getRoot().lookupAll("*");
        return all.stream()
                .filter(ToggleButton.class::isInstance)
                .map(ToggleButton.class::cast)
                .filter(button -> words.equals(button.getText()));
    }

    /** Presses the button with these words. */
    void press(String words) {
        Fx.run(
                () ->
                        stage.getScene().getRoot().lookupAll(".button").stream()
                                .filter(Node::isVisible)
                                .map(Button.class::cast)
                                .filter(button -> words.equals(button.getText()))
                                .findFirst()
                                .orElseThrow()
                                .fire());
    }

    /** Presses the button with these words if there is one now. */
    void pressIfThere(String words) {
        boolean there =
                Fx.call(
                        () ->
                                stage.getScene().getRoot().lookupAll(".button").stream()
                                        .filter(Node::isVisible)
                                        .anyMatch(
                                                button ->
                                                        words.equals(((Button) button).getText())));
        if (there) {
            press(words);
        }
    }

    /** As a person closes the window: what was begun may still be under way afterwards. */
    Desktop beginToClose() {
        Desktop open = desktop();
        desktop = null;
        Fx.run(open::close);
        return open;
    }

    /** As closing the window does, with everything that was begun. */
    @Override
    public void close() {
        if (desktop != null) {
            beginToClose().awaitEnd();
        }
    }
}
