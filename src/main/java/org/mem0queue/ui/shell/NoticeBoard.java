package org.mem0queue.ui.shell;

import javafx.animation.Animation;
import javafx.animation.KeyFrame;
import javafx.animation.Timeline;
import javafx.geometry.Pos;
import javafx.scene.AccessibleRole;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;
import javafx.util.Duration;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.text.Messages;

/**
 * Where notices stand: over the bottom of the page, in the middle, the newest below. One outcome at
 * a time, a newer one takes the older one's place; what waits stands above it. Nodes of the window,
 * not pop-ups: they go with it.
 */
public final class NoticeBoard extends VBox implements Notices {
    /** How long an act can be taken back from here; afterwards from Activity. */
    static final int UNDO_SECONDS = 10;

    /** How long a sentence without a button is shown. */
    private static final int READ_SECONDS = 6;

    private final Messages words;
    private @Nullable Bar outcome;

    public NoticeBoard(Messages words) {
        this.words = words;
        getStyleClass().add("notices");
        setAlignment(Pos.BOTTOM_CENTER);
        setPickOnBounds(false);
    }

    @Override
    public void done(String sentence, @Nullable Runnable undo) {
        Bar bar = new Bar(sentence);
        bar.getStyleClass().add("undo");
        if (undo != null) {
            Label left = new Label();
            left.getStyleClass().add("more");
            Button button = new Button(words.text("notice.undo"), new Icon(Glyph.UNDO));
            button.getStyleClass().addAll("flat", "do");
            button.setOnAction(
                    event -> {
                        remove(bar);
                        undo.run();
                    });
            bar.line.getChildren().addAll(left, button);
            bar.runOut(UNDO_SECONDS, left);
        } else {
            bar.runOut(READ_SECONDS, null);
        }
        show(bar);
    }

    @Override
    public void problem(String sentence, @Nullable Step step) {
        Bar bar = new Bar(sentence);
        bar.getStyleClass().addAll("notice", "problem");
        bar.line.getChildren().addFirst(new Icon(Glyph.WARNING, "critical"));
        if (step != null) {
            Button button = new Button(step.verb());
            button.setOnAction(
                    event -> {
                        remove(bar);
                        step.act().run();
                    });
            bar.line.getChildren().add(button);
        }
        IconButton close =
                new IconButton(Glyph.CLOSE, words.text("notice.close"), words.text("notice.close"));
        close.setOnAction(event -> remove(bar));
        bar.line.getChildren().add(close);
        show(bar);
    }

    @Override
    public Waiting waiting(String sentence, Runnable cancel) {
        Bar bar = new Bar(sentence);
        bar.getStyleClass().addAll("notice", "waiting");
        bar.line.getChildren().addFirst(new Icon(Glyph.PENDING, "quiet"));
        Button button = new Button(words.text("notice.cancel"));
        button.setOnAction(
                event -> {
                    button.setDisable(true);
                    cancel.run();
                });
        bar.line.getChildren().add(button);
        getChildren().addFirst(bar);
        return new Waiting() {
            @Override
            public void say(String newer) {
                bar.sentence.setText(newer);
            }

            @Override
            public void close() {
                getChildren().remove(bar);
            }
        };
    }

    private void show(Bar bar) {
        if (outcome != null) {
            remove(outcome);
        }
        outcome = bar;
        getChildren().add(bar);
    }

    private void remove(Bar bar) {
        bar.stop();
        getChildren().remove(bar);
        if (outcome == bar) {
            outcome = null;
        }
    }

    /** Stops what runs: the window closes. */
    void dispose() {
        if (outcome != null) {
            remove(outcome);
        }
        getChildren().clear();
    }

    /** One notice: a sentence, buttons, and below them a line that runs out. */
    private final class Bar extends StackPane {
        final Label sentence = new Label();
        final HBox line = new HBox(sentence);
        private final Region left = new Region();
        private @Nullable Timeline clock;
        private int seconds;

        Bar(String text) {
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

        /** Goes away by itself, but not while the pointer is on it. */
        void runOut(int from, @Nullable Label shown) {
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
                                            remove(this);
                                        }
                                    }));
            running.setCycleCount(Animation.INDEFINITE);
            hoverProperty()
                    .addListener(
                            (property, before, now) -> {
                                if (now) {
                                    running.pause();
                                } else {
                                    running.play();
                                }
                            });
            clock = running;
            running.play();
            left.setVisible(shown != null);
        }

        private void tell(int from, @Nullable Label shown) {
            if (shown != null) {
                shown.setText(words.text("age.seconds", words.number(seconds)));
                share = (double) seconds / from;
                requestLayout();
            }
        }

        private double share = 1;

        @Override
        protected void layoutChildren() {
            super.layoutChildren();
            left.resizeRelocate(0, getHeight() - 2, getWidth() * share, 2);
        }

        void stop() {
            if (clock != null) {
                clock.stop();
            }
        }
    }
}
