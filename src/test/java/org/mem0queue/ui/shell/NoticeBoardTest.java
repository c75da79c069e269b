package org.mem0queue.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.animation.Animation;
import javafx.scene.Node;
import javafx.scene.Scene;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.BooleanSupplier;

class NoticeBoardTest {
    private static final Messages FRENCH =
            new Messages(Locale.FRENCH, ZoneId.of("UTC"), Path.of("/home/lea"));

    private final List<String> asked = new ArrayList<>();
    private NoticeBoard board;

    @BeforeEach
    void make() {
        Messages words = new Messages(Locale.ENGLISH, ZoneId.of("UTC"), Path.of("/home/lea"));
        board = Fx.call(() -> new NoticeBoard(words));
    }

    @AfterEach
    void dispose() {
        Fx.run(board::dispose);
    }

    private void done(String sentence) {
        Fx.run(() -> board.done(sentence, null));
    }

    private void undoable(String sentence) {
        Fx.run(() -> board.done(sentence, () -> asked.add("undo " + sentence)));
    }

    private void problem(String sentence) {
        Fx.run(
                () ->
                        board.problem(
                                sentence, new Notices.Step("Try again", () -> asked.add("again"))));
    }

    /** From top to bottom. */
    private List<String> sentences() {
        return Fx.call(
                () ->
                        board.getChildren().stream()
                                .map(
                                        node ->
                                                node instanceof NoticeBar bar
                                                        ? bar.sentence()
                                                        : ((Label) node).getText())
                                .toList());
    }

    private List<Button> buttons(int bar) {
        return ((NoticeBar) board.getChildren().get(bar))
                .line().getChildren().stream()
                        .filter(Button.class::isInstance)
                        .map(Button.class::cast)
                        .toList();
    }

    private void press(int bar, int button) {
        Fx.run(() -> buttons(bar).get(button).fire());
    }

    @Test
    void aProblemStandsWhileOtherThingsAreDone() {
        problem("The server is down.");
        undoable("12 discarded.");
        done("Exported.");
        assertThat(sentences())
                .containsExactly("Exported.", "12 discarded.", "The server is down.");
        press(1, 0);
        assertThat(asked).containsExactly("undo 12 discarded.");
        assertThat(sentences()).containsExactly("Exported.", "The server is down.");
    }

    @Test
    void whatWentWellGivesWayFirstAndTheNewestNever() {
        undoable("1.");
        problem("2!");
        done("3.");
        problem("4!");
        assertThat(sentences()).as("the oldest that fades").containsExactly("4!", "3.", "2!");
        problem("5!");
        assertThat(sentences()).containsExactly("5!", "4!", "2!");
        done("6.");
        assertThat(sentences()).containsExactly("6.", "5!", "4!", "1 more problem behind these.");
    }

    @Test
    void aProblemOutOfSightComesBackWhenThereIsRoom() {
        for (int i = 1; i <= 5; i++) {
            problem(i + "!");
        }
        assertThat(sentences()).containsExactly("5!", "4!", "3!", "2 more problems behind these.");
        press(0, 1);
        assertThat(sentences()).containsExactly("4!", "3!", "2!", "1 more problem behind these.");
        press(0, 0);
        assertThat(asked).containsExactly("again");
        assertThat(sentences()).containsExactly("3!", "2!", "1!");
    }

    @Test
    void theSameSentenceStandsOnceAndNewest() {
        problem("Locked.");
        problem("Other.");
        problem("Locked.");
        assertThat(sentences()).containsExactly("Locked.", "Other.");
    }

    @Test
    void whatWaitsIsAboveAndTakesNoOutcomesPlace() {
        problem("1!");
        problem("2!");
        problem("3!");
        Notices.Waiting waiting = Fx.call(() -> board.waiting("Waits.", () -> asked.add("cancel")));
        assertThat(sentences()).containsExactly("Waits.", "3!", "2!", "1!");
        Fx.run(() -> waiting.say("Still waits."));
        press(0, 0);
        assertThat(asked).containsExactly("cancel");
        assertThat(sentences()).startsWith("Still waits.");
        Fx.run(waiting::close);
        assertThat(sentences()).containsExactly("3!", "2!", "1!");
    }

    @Test
    void buttonsThatLookAlikeAreReadApart() {
        problem("One is wrong.");
        undoable("Two discarded.");
        assertThat(buttons(1))
                .extracting(Node::getAccessibleText)
                .containsExactly("Try again: One is wrong.", "Close: One is wrong.");
        assertThat(buttons(0))
                .extracting(Node::getAccessibleText)
                .containsExactly("Undo: Two discarded.");
    }

    @Test
    void theNewestThatCanBeUndoneIsUndoneByItsKey() {
        undoable("One discarded.");
        undoable("Two discarded.");
        done("Exported.");
        assertThat(Fx.<Boolean>call(board::undoNewest)).isTrue();
        assertThat(Fx.<Boolean>call(board::undoNewest)).isTrue();
        assertThat(Fx.<Boolean>call(board::undoNewest)).isFalse();
        assertThat(asked).containsExactly("undo Two discarded.", "undo One discarded.");
        assertThat(sentences()).containsExactly("Exported.");
    }

    @Test
    void whatStandsGoesOnStandingInAnotherLanguage() {
        undoable("Two discarded.");
        problem("One is wrong.");
        Notices.Waiting waiting = Fx.call(() -> board.waiting("Waits.", () -> asked.add("cancel")));
        NoticeBoard before = board;
        NoticeBoard next = Fx.call(() -> new NoticeBoard(FRENCH));
        Fx.run(
                () -> {
                    next.takeOver(before);
                    before.dispose();
                });
        board = next;
        assertThat(sentences()).containsExactly("Waits.", "One is wrong.", "Two discarded.");
        assertThat(Fx.call(() -> buttons(0).getFirst().getText())).isEqualTo("Abandonner");
        Fx.run(waiting::close);
        press(1, 0);
        assertThat(asked).containsExactly("undo Two discarded.");
        Fx.run(() -> before.done("Ended late.", null));
        assertThat(sentences()).containsExactly("Ended late.", "One is wrong.");
    }

    private Animation.Status clock(int bar) {
        return Fx.call(
                () ->
                        Objects.requireNonNull(((NoticeBar) board.getChildren().get(bar)).clock())
                                .getStatus());
    }

    @Test
    void theTimeToUndoEndsButNotUnderTheFocus() {
        Stage stage =
                Fx.call(
                        () -> {
                            Stage made = new Stage();
                            made.setScene(new Scene(new VBox(new Button("page"), board), 600, 300));
                            made.show();
                            made.requestFocus();
                            return made;
                        });
        undoable("Two discarded.");
        Fx.run(() -> buttons(0).getFirst().requestFocus());
        await(() -> clock(0) == Animation.Status.PAUSED);
        Fx.run(() -> board.getParent().getChildrenUnmodifiable().getFirst().requestFocus());
        await(() -> clock(0) == Animation.Status.RUNNING);
        Fx.run(
                () ->
                        Objects.requireNonNull(((NoticeBar) board.getChildren().getFirst()).clock())
                                .setRate(50));
        await(() -> sentences().isEmpty());
        assertThat(asked).as("it ends without being undone").isEmpty();
        Fx.run(stage::close);
    }

    private static void await(BooleanSupplier condition) {
        for (int i = 0; i < 1200 && !condition.getAsBoolean(); i++) {
            Fx.pulses(1);
        }
        assertThat(condition.getAsBoolean()).isTrue();
    }
}
