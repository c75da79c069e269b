package org.mem0queue.ui.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.scene.AccessibleRole;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ButtonBase;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.text.Messages;

/** One notice: a sentence, buttons, and below them a line that runs out. */
final class NoticeBar extends StackPane {
    private final Messages words;
    private final Label sentence = new Label();
    private final HBox line = new HBox(sentence);
    private final Region left = new Region();
    private @Nullable Button undo;
    private @Nullable Timeline clock;
    private boolean stopped;
    private int seconds;
    private double share = 1;

    NoticeBar(String text, Messages words) {
        this.words = words;
        setMaxSize(USE_PREF_SIZE, USE_PREF_SIZE);
        sentence.setText(text);
        sentence.setWrapText(true);
        sentence.getStyleClass().add("sentence-line");
        sentence.setAccessibleRole(AccessibleRole.TEXT);
        line.getStyleClass().add("line");
        left.getStyleClass().add("left");
        left.setVisible(false);
        left.setManaged(false);
        getChildren().addAll(line, left);
    }

    HBox line() {
        return line;
    }

    /** A button of several alike on the board: read aloud it says what it is for. */
    <B extends ButtonBase> B add(B button, String name) {
        button.setAccessibleText(name + ": " + sentence.getText());
        line.getChildren().add(button);
        return button;
    }

    String sentence() {
        return sentence.getText();
    }

    void say(String newer) {
        sentence.setText(newer);
    }

    /** What its buttons are called in another language, where they are all called the same. */
    void rename(String name) {
        for (Node node : line.getChildren()) {
            if (node instanceof Button button) {
                button.setText(name);
                button.setAccessibleText(name + ": " + sentence.getText());
            }
        }
    }

    void setUndo(Button button) {
        undo = button;
    }

    /** The button that takes back what is told; null if there is none. */
    @Nullable Button undo() {
        return undo;
    }

    /** Runs out; null if it does not go away by itself. */
    @Nullable Timeline clock() {
        return clock;
    }

    /** Whether it goes away by itself. */
    boolean runsOut() {
        return clock != null;
    }

    /**
     * Goes away by itself, but not while the pointer or the focus is on it.
     *
     * @param shown says how many seconds are left; null for nowhere
     */
    void runOut(int from, @Nullable Label shown, Runnable ended) {
        seconds = from;
        tell(from, shown);
        Timeline running =
                new Timeline(
                        new KeyFrame(
                                Duration.seconds(1),
                                event -> {
                                    seconds--;
                                    tell(from, shown);
                                    if (seconds <= 0) {
                                        ended.run();
                                    }
                                }));
        running.setCycleCount(Animation.INDEFINITE);
        hoverProperty().addListener((property, before, now) -> pause(running));
        focusWithinProperty().addListener((property, before, now) -> pause(running));
        clock = running;
        running.play();
        left.setVisible(shown != null);
    }

    private void pause(Timeline running) {
        if (isHover() || isFocusWithin()) {
            running.pause();
        } else if (!stopped) {
            running.play();
        }
    }

    private void tell(int from, @Nullable Label shown) {
        if (shown != null) {
            shown.setText(words.text("age.seconds", words.number(seconds)));
            share = (double) seconds / from;
            requestLayout();
        }
    }

    @Override
    protected void layoutChildren() {
        super.layoutChildren();
        left.resizeRelocate(0, getHeight() - 2, getWidth() * share, 2);
    }

    void stop() {
        stopped = true;
        Timeline running = clock;
        if (running != null) {
            running.stop();
        }
    }
}
