package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.StackPane;
import javafx.stage.Stage;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.ui.Fx;

import java.util.ArrayList;
import java.util.List;

/** What can wait is done after the frame that shows what cannot. */
class AfterFrameTest {
    private final List<String> order = new ArrayList<>();
    private Stage stage;
    private StackPane root;
    private AfterFrame after;

    private void show() {
        Fx.run(
                () -> {
                    root = new StackPane(new Label("a number"));
                    after = new AfterFrame(root);
                    stage = new Stage();
                    stage.setScene(new Scene(root, 200, 100));
                    stage.show();
                });
        Fx.pulses(2);
    }

    @AfterEach
    void close() {
        if (stage != null) {
            Fx.run(stage::close);
        }
    }

    @Test
    void itComesAfterTheFrameAndOnlyTheNewest() {
        show();
        Fx.run(
                () -> {
                    stage.getScene()
                            .addPostLayoutPulseListener(
                                    () -> {
                                        if (order.isEmpty()) {
                                            order.add("frame");
                                        }
                                    });
                    after.run(() -> order.add("first"));
                    after.run(() -> order.add("newest"));
                    assertThat(order).isEmpty();
                });
        Fx.pulses(3);
        assertThat(Fx.call(() -> List.copyOf(order))).containsExactly("frame", "newest");
    }

    @Test
    void nothingWaitsWhereNoFrameWillCome() {
        Fx.run(() -> new AfterFrame(new StackPane()).run(() -> order.add("at once")));
        assertThat(order).containsExactly("at once");
    }

    @Test
    void theFirstFrameOfAWindowCanBeWaitedForBeforeItIsShown() {
        Fx.run(
                () -> {
                    root = new StackPane(new Label("a number"));
                    Scene scene = new Scene(root, 200, 100);
                    AfterFrame.willShow(scene);
                    new AfterFrame(root).run(() -> order.add("rest"));
                    scene.addPostLayoutPulseListener(
                            () -> {
                                if (!order.contains("frame")) {
                                    order.add("frame");
                                }
                            });
                    stage = new Stage();
                    stage.setScene(scene);
                    stage.show();
                    assertThat(order).isEmpty();
                });
        Fx.pulses(3);
        assertThat(Fx.call(() -> List.copyOf(order))).containsExactly("frame", "rest");
        Fx.run(stage::close);
        Fx.run(() -> new AfterFrame(root).run(() -> order.add("closed: at once")));
        assertThat(order).hasSize(3);
    }

    @Test
    void whatIsCancelledIsNotDone() {
        show();
        Fx.run(
                () -> {
                    after.run(() -> order.add("cancelled"));
                    after.cancel();
                });
        Fx.pulses(3);
        assertThat(Fx.call(() -> List.copyOf(order))).isEmpty();
    }
}
