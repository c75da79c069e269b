package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.beans.property.SimpleStringProperty;
import javafx.scene.Scene;
import javafx.scene.control.ScrollBar;
import javafx.scene.control.skin.VirtualFlow;
import javafx.scene.input.ScrollEvent;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.SampleLog;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.Locale;

/** Following, reading and not being moved, with the real list in a scene. */
class LogListTest {
    private final LogViewModel model =
            new LogViewModel(
                    new Messages(Locale.ENGLISH, ZoneOffset.UTC, Path.of("/home/lea")), 200);
    private LogList list;
    private Stage stage;

    @BeforeEach
    void show() {
        Fx.run(
                () -> {
                    list =
                            new LogList(
                                    model,
                                    model.rows(),
                                    new SimpleStringProperty(""),
                                    new Messages(
                                            Locale.ENGLISH, ZoneOffset.UTC, Path.of("/home/lea")));
                    stage = new Stage();
                    stage.setScene(new Scene(list, 600, 230));
                    stage.show();
                    model.append(SampleLog.timed());
                    model.append(SampleLog.more(0, 100));
                });
        Fx.pulses(4);
    }

    @AfterEach
    void hide() {
        Fx.run(stage::hide);
    }

    private int first() {
        return Fx.call(() -> flow().getFirstVisibleCell().getIndex());
    }

    private int last() {
        return Fx.call(() -> flow().getLastVisibleCell().getIndex());
    }

    private double offset() {
        return Fx.call(() -> flow().getFirstVisibleCell().getLayoutY());
    }

    private VirtualFlow<?> flow() {
        return (VirtualFlow<?>) list.list().lookup(".virtual-flow");
    }

    private void append(int from, int number) {
        Fx.run(() -> model.append(SampleLog.more(from, number)));
        Fx.pulses(4);
    }

    private void scrollUp() {
        Fx.run(
                () ->
                        flow().fireEvent(
                                        new ScrollEvent(
                                                ScrollEvent.SCROLL,
                                                50,
                                                50,
                                                50,
                                                50,
                                                false,
                                                false,
                                                false,
                                                false,
                                                true,
                                                false,
                                                0,
                                                330,
                                                0,
                                                330,
                                                ScrollEvent.HorizontalTextScrollUnits.NONE,
                                                0,
                                                ScrollEvent.VerticalTextScrollUnits.NONE,
                                                0,
                                                0,
                                                null)));
        Fx.pulses(4);
    }

    @Test
    void aShortLogIsShownWholeHoweverLateTheListGetsItsHeight() {
        Fx.run(
                () -> {
                    stage.hide();
                    LogViewModel few =
                            new LogViewModel(
                                    new Messages(
                                            Locale.ENGLISH, ZoneOffset.UTC, Path.of("/home/lea")),
                                    200);
                    few.append(SampleLog.more(0, 6));
                    list =
                            new LogList(
                                    few,
                                    few.rows(),
                                    new SimpleStringProperty(""),
                                    new Messages(
                                            Locale.ENGLISH, ZoneOffset.UTC, Path.of("/home/lea")));
                    stage = new Stage();
                    stage.setScene(new Scene(list, 600, 20));
                    stage.show();
                });
        Fx.pulses(4);
        Fx.run(() -> stage.setHeight(400));
        Fx.pulses(4);
        assertThat(first()).isZero();
        assertThat(last()).isEqualTo(5);
        assertThat(offset()).isZero();
    }

    @Test
    void itFollowsTheEnd() {
        assertThat(last()).isEqualTo(model.rows().size() - 1);
        append(100, 30);
        assertThat(last()).isEqualTo(model.rows().size() - 1);
        assertThat(list.followingProperty().get()).isTrue();
    }

    @Test
    void scrollingUpEndsFollowingAndNewLinesMoveNothing() {
        scrollUp();
        assertThat(list.followingProperty().get()).isFalse();
        int first = first();
        double offset = offset();
        assertThat(first).isPositive();

        append(100, 50);
        append(150, 100);
        assertThat(first()).isEqualTo(first);
        assertThat(offset()).isEqualTo(offset);
        assertThat(Fx.call(() -> list.newBelow())).isEqualTo(150);
    }

    @Test
    void followGoesBackToTheEnd() {
        scrollUp();
        append(100, 300);
        Fx.run(list::follow);
        Fx.pulses(4);
        assertThat(last()).isEqualTo(model.rows().size() - 1);
        assertThat(Fx.call(() -> list.newBelow())).isZero();
        assertThat(model.rows()).hasSize(200);
    }

    @Test
    void aSelectedLineStaysSelectedWhenLinesCome() {
        scrollUp();
        int picked = first() + 1;
        Fx.run(() -> list.list().getSelectionModel().select(picked));
        LogRow row = model.rows().get(picked);
        append(100, 60);
        assertThat(list.list().getSelectionModel().getSelectedItem()).isSameAs(row);
        assertThat(list.list().getSelectionModel().getSelectedIndex()).isEqualTo(picked);
    }

    @Test
    void aRevisedLastLineDoesNotMakeAReaderFollow() {
        scrollUp();
        int first = first();
        Fx.run(() -> model.append(LogBatch.revised("x", 1, SampleLog.more(500, 1).rows())));
        Fx.pulses(4);
        assertThat(list.followingProperty().get()).isFalse();
        assertThat(first()).isEqualTo(first);
    }

    @Test
    void nothingMovesOrIsLaidOutWhileNothingHappens() {
        ScrollBar bar = (ScrollBar) Fx.call(() -> flow().lookup(".scroll-bar:vertical"));
        double before = bar.getValue();
        Fx.pulses(10);
        assertThat(bar.getValue()).isEqualTo(before);
        assertThat(Fx.call(() -> list.isNeedsLayout())).isFalse();
    }

    @Test
    void rowsAreWholeAtBothEdges() {
        assertThat(offset()).isZero();
        assertThat(Fx.call(() -> list.list().getHeight() % LogList.ROW_HEIGHT))
                .isEqualTo(
                        Fx.call(
                                () ->
                                        list.list().snappedTopInset()
                                                + list.list().snappedBottomInset()));
    }

    @Test
    void oneHundredThousandLinesUseAsFewCellsAsFit() {
        append(0, 100_000);
        assertThat(Fx.call(() -> list.list().lookupAll(".log-cell").size())).isLessThan(40);
    }
}
