package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.collections.ObservableListBase;
import javafx.scene.Scene;
import javafx.scene.control.IndexedCell;
import javafx.scene.control.Label;
import javafx.scene.control.ListView;
import javafx.scene.control.TableView;
import javafx.scene.control.skin.VirtualFlow;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.ui.Fx;

import java.lang.management.ManagementFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/** A list with one height for all its rows shows what a plain list of the toolkit shows. */
class EvenRowsTest {
    private static final double HEIGHT = 22;
    private static final int MILLIONS = 20_000_000;

    private final List<Stage> stages = new ArrayList<>();

    @AfterEach
    void close() {
        Fx.run(() -> stages.forEach(Stage::close));
    }

    /** Numbers as text, however many. */
    private static final class Numbers extends ObservableListBase<String> {
        private int size;

        Numbers(int size) {
            this.size = size;
        }

        @Override
        public String get(int index) {
            return Integer.toString(index);
        }

        @Override
        public int size() {
            return size;
        }

        void grow(int by) {
            beginChange();
            size += by;
            nextAdd(size - by, size);
            endChange();
        }

        void shrinkTo(int left) {
            beginChange();
            List<String> gone = subList(left, size).stream().toList();
            size = left;
            nextRemove(left, gone);
            endChange();
        }
    }

    private ListView<String> show(Numbers numbers, boolean even) {
        ListView<String> list =
                Fx.call(
                        () -> {
                            ListView<String> made = new ListView<>(numbers);
                            made.setFixedCellSize(HEIGHT);
                            Stage stage = new Stage();
                            stages.add(stage);
                            stage.setScene(new Scene(made, 300, 400));
                            stage.show();
                            if (even) {
                                assertThat(EvenRows.applyTo(made, HEIGHT)).isTrue();
                            }
                            return made;
                        });
        Fx.pulses(2);
        return list;
    }

    private static String seen(ListView<String> list) {
        Fx.pulses(3);
        return Fx.call(
                () -> {
                    VirtualFlow<?> flow = (VirtualFlow<?>) list.lookup(".virtual-flow");
                    IndexedCell<?> first = (IndexedCell<?>) flow.getFirstVisibleCell();
                    IndexedCell<?> last = (IndexedCell<?>) flow.getLastVisibleCell();
                    if (first == null || last == null) {
                        return "nothing";
                    }
                    return first.getText()
                            + " at "
                            + Math.round(first.getLayoutY())
                            + " to "
                            + last.getText();
                });
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 5, 17, 18, 500, 3000})
    void itStandsWhereAPlainListStands(int rows) {
        Numbers plainRows = new Numbers(rows);
        Numbers evenRows = new Numbers(rows);
        ListView<String> plain = show(plainRows, false);
        ListView<String> even = show(evenRows, true);
        List<Runnable> steps =
                List.of(
                        () -> both(plain, even, list -> list.scrollTo(rows - 1)),
                        () -> grow(plainRows, evenRows, 40),
                        () -> both(plain, even, list -> list.scrollTo(rows + 39)),
                        () -> both(plain, even, list -> list.scrollTo(rows / 2)),
                        () -> grow(plainRows, evenRows, 1000),
                        () -> both(plain, even, list -> list.scrollTo(3)),
                        () -> shrink(plainRows, evenRows, 30),
                        () -> both(plain, even, list -> list.scrollTo(29)),
                        () -> grow(plainRows, evenRows, 5));
        for (Runnable step : steps) {
            Fx.run(step);
            assertThat(seen(even)).isEqualTo(seen(plain));
        }
    }

    private static void both(
            ListView<String> one, ListView<String> other, Consumer<ListView<String>> act) {
        act.accept(one);
        act.accept(other);
    }

    private static void grow(Numbers one, Numbers other, int by) {
        one.grow(by);
        other.grow(by);
    }

    private static void shrink(Numbers one, Numbers other, int left) {
        one.shrinkTo(left);
        other.shrinkTo(left);
    }

    @Test
    void aTableTakesItAsSoonAsItHasItsSkin() {
        AtomicBoolean taken = new AtomicBoolean();
        Fx.run(
                () -> {
                    TableView<String> table = new TableView<>(new Numbers(100_000));
                    table.setFixedCellSize(HEIGHT);
                    table.skinProperty()
                            .addListener(
                                    (property, before, now) ->
                                            taken.set(EvenRows.applyTo(table, HEIGHT)));
                    Stage stage = new Stage();
                    stages.add(stage);
                    stage.setScene(new Scene(table, 300, 400));
                    stage.show();
                });
        assertThat(taken).isTrue();
    }

    @Test
    void whatIsNoListIsLeftAlone() {
        assertThat(Fx.call(() -> EvenRows.applyTo(new Label("no rows"), HEIGHT))).isFalse();
    }

    @Test
    void theEndOfMillionsOfRowsKeepsNothingOfEach() {
        Numbers numbers = new Numbers(MILLIONS);
        ListView<String> list = show(numbers, true);
        long before = Fx.call(EvenRowsTest::allocated);
        Fx.run(() -> list.scrollTo(MILLIONS - 1));
        assertThat(seen(list)).endsWith(" to " + (MILLIONS - 1));
        Fx.run(() -> numbers.grow(7));
        Fx.run(() -> list.scrollTo(MILLIONS + 6));
        assertThat(seen(list)).endsWith(" to " + (MILLIONS + 6));
        // A reference for each row alone would be four bytes.
        assertThat(Fx.call(EvenRowsTest::allocated) - before).isLessThan(MILLIONS);
    }

    /** Bytes that the JavaFX thread has asked for so far. */
    private static long allocated() {
        return ManagementFactory.getPlatformMXBean(com.sun.management.ThreadMXBean.class)
                .getCurrentThreadAllocatedBytes();
    }
}
