package org.mem0queue.ui.shell;

import javafx.css.PseudoClass;
import javafx.geometry.Pos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;

/**
 * Where notices stand: over the bottom of the page, in the middle, one above the other. What waits
 * is first, then what came of acts, the newest first, so that what stands already stays where it is
 * when another comes. At most three outcomes: what went well gives way first, and goes away by
 * itself; a problem stays until a person closes it, out of sight while three newer ones stand.
 * Nodes of the window, not pop-ups: they go with it.
 */
public final class NoticeBoard extends VBox implements Notices {
    /** How long an act can be taken back from here; afterwards from Activity. */
    static final int UNDO_SECONDS = 10;

    /** How many outcomes stand at once: more would hide the page they are about. */
    static final int MOST = 3;

    /** How long a sentence without a button is shown. */
    private static final int READ_SECONDS = 6;

    /** Whoever has so many problems does not read the first of them any more. */
    private static final int MOST_KEPT = 20;

    private static final PseudoClass ABOVE_FOOT = PseudoClass.getPseudoClass("above-foot");

    private final Messages words;
    private final List<NoticeBar> waiting = new ArrayList<>();

    /** The newest first; behind the third are problems that wait for room. */
    private final List<NoticeBar> outcomes = new ArrayList<>();

    private final Label more = new Label();

    /** Where everything stands that stood here; null while it stands here. */
    private @Nullable NoticeBoard heir;

    public NoticeBoard(Messages words) {
        this.words = words;
        getStyleClass().add("notices");
        setAlignment(Pos.BOTTOM_CENTER);
        setPickOnBounds(false);
        more.getStyleClass().add("more-notices");
    }

    /**
     * What stands on a board in another language goes on standing, in its words; and whatever was
     * begun there is told here when it ends.
     */
    void takeOver(NoticeBoard before) {
        before.heir = this;
        // Their sentences are said anew by whoever waits.
        before.waiting.forEach(bar -> bar.rename(words.text("notice.cancel")));
        waiting.addAll(before.waiting);
        outcomes.addAll(before.outcomes);
        before.waiting.clear();
        before.outcomes.clear();
        before.getChildren().clear();
        arrange();
    }

    private NoticeBoard newest() {
        NoticeBoard newest = this;
        while (newest.heir != null) {
            newest = newest.heir;
        }
        return newest;
    }

    /**
     * Takes back what was done last, as far as it is still offered.
     *
     * @return false if nothing is
     */
    boolean undoNewest() {
        for (NoticeBar bar : outcomes) {
            Button undo = bar.undo();
            if (undo != null) {
                undo.fire();
                return true;
            }
        }
        return false;
    }

    @Override
    public void done(String sentence, @Nullable Runnable undo) {
        if (heir != null) {
            newest().done(sentence, undo);
            return;
        }
        NoticeBar bar = new NoticeBar(sentence, words);
        bar.getStyleClass().add("undo");
        if (undo != null) {
            Label left = new Label();
            left.getStyleClass().add("more");
            bar.line().getChildren().add(left);
            String verb = words.text("notice.undo");
            Button button = bar.add(new Button(verb, new Icon(Glyph.UNDO)), verb);
            button.getStyleClass().addAll("flat", "do");
            bar.setUndo(button);
            button.setOnAction(
                    event -> {
                        remove(bar);
                        undo.run();
                    });
            bar.runOut(UNDO_SECONDS, left, () -> remove(bar));
        } else {
            bar.runOut(READ_SECONDS, null, () -> remove(bar));
        }
        show(bar);
    }

    @Override
    public void problem(String sentence, @Nullable Step step) {
        if (heir != null) {
            newest().problem(sentence, step);
            return;
        }
        NoticeBar bar = new NoticeBar(sentence, words);
        bar.getStyleClass().addAll("notice", "problem");
        bar.line().getChildren().addFirst(new Icon(Glyph.WARNING, "critical"));
        if (step != null) {
            bar.add(new Button(step.verb()), step.verb())
                    .setOnAction(
                            event -> {
                                remove(bar);
                                step.act().run();
                            });
        }
        String name = words.text("notice.close");
        bar.add(new IconButton(Glyph.CLOSE, name, name), name).setOnAction(event -> remove(bar));
        show(bar);
    }

    @Override
    public Waiting waiting(String sentence, Runnable cancel) {
        if (heir != null) {
            return newest().waiting(sentence, cancel);
        }
        NoticeBar bar = new NoticeBar(sentence, words);
        bar.getStyleClass().addAll("notice", "waiting");
        bar.line().getChildren().addFirst(new Icon(Glyph.PENDING, "quiet"));
        String name = words.text("notice.cancel");
        Button button = bar.add(new Button(name), name);
        button.setOnAction(
                event -> {
                    button.setDisable(true);
                    cancel.run();
                });
        waiting.addFirst(bar);
        arrange();
        return new Waiting() {
            @Override
            public void say(String newer) {
                bar.say(newer);
            }

            @Override
            public void close() {
                NoticeBoard board = newest();
                board.waiting.remove(bar);
                board.arrange();
            }
        };
    }

    /** What was said already is not said twice at once: the newer is the one that counts. */
    private void show(NoticeBar bar) {
        List<NoticeBar> same =
                outcomes.stream().filter(old -> old.sentence().equals(bar.sentence())).toList();
        same.forEach(NoticeBar::stop);
        outcomes.removeAll(same);
        outcomes.addFirst(bar);
        boolean room = true;
        while (outcomes.size() > MOST && room) {
            room = makeRoom();
        }
        while (outcomes.size() > MOST_KEPT) {
            outcomes.removeLast();
        }
        arrange();
    }

    /** The oldest of those that would go by themselves goes now, but never the newest of all. */
    private boolean makeRoom() {
        for (int i = outcomes.size() - 1; i > 0; i--) {
            if (outcomes.get(i).runsOut()) {
                outcomes.remove(i).stop();
                return true;
            }
        }
        return false;
    }

    private void remove(NoticeBar bar) {
        bar.stop();
        NoticeBoard board = newest();
        board.outcomes.remove(bar);
        board.arrange();
    }

    private void arrange() {
        List<Node> standing = new ArrayList<>(waiting);
        standing.addAll(outcomes.subList(0, Math.min(MOST, outcomes.size())));
        int hidden = outcomes.size() - MOST;
        if (hidden > 0) {
            more.setText(words.count("notice.more", hidden));
            standing.add(more);
        }
        if (!getChildren().equals(standing)) {
            getChildren().setAll(standing);
        }
    }

    /** Whether the page below has buttons at its bottom: a notice is often about one of them. */
    void setAboveFoot(boolean above) {
        pseudoClassStateChanged(ABOVE_FOOT, above);
    }

    /** Stops what runs: the window closes. */
    void dispose() {
        outcomes.forEach(NoticeBar::stop);
        outcomes.clear();
        waiting.clear();
        getChildren().clear();
    }
}
