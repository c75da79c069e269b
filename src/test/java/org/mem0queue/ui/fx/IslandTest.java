package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Scene;
import javafx.scene.control.Label;
import javafx.scene.layout.VBox;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.Fx;

class IslandTest {
    private static final double WIDTH = 300;

    /** Counts how often it is laid out. */
    private static final class Page extends VBox {
        int layouts;

        @Override
        protected void layoutChildren() {
            layouts++;
            super.layoutChildren();
        }
    }

    private final Label number = Fx.call(() -> new Label("10,000"));
    private final Label below = Fx.call(() -> new Label("below"));
    private final Page page = Fx.call(this::page);

    private Page page() {
        number.setWrapText(true);
        VBox content = new VBox(number);
        Page made = new Page();
        made.getChildren().setAll(new Island(content), below);
        assertThat(new Scene(made, WIDTH, 200).getRoot()).isSameAs(made);
        pulse(made);
        return made;
    }

    /** As often as the toolkit does. */
    private static void pulse(VBox page) {
        page.applyCss();
        page.layout();
        page.layout();
        page.layout();
    }

    private void say(String text) {
        Fx.run(
                () -> {
                    number.setText(text);
                    pulse(page);
                });
    }

    @Test
    void anotherNumberLeavesThePageAlone() {
        int before = page.layouts;
        double width = Fx.call(number::getWidth);

        say("10,111 and some");

        assertThat(page.layouts).isEqualTo(before);
        assertThat(Fx.call(number::getWidth)).as("laid out").isGreaterThan(width);
    }

    @Test
    void aTextThatNeedsAnotherLinePushesWhatIsBelow() {
        double before = Fx.call(below::getLayoutY);

        say("a sentence that is much too long for one line of three hundred pixels, so it wraps");

        assertThat(Fx.call(below::getLayoutY)).isGreaterThan(before + 10);
        assertThat(Fx.call(() -> number.getHeight() + number.getLayoutY()))
                .isLessThanOrEqualTo(Fx.call(below::getLayoutY));

        say("short");

        assertThat(Fx.call(below::getLayoutY)).isEqualTo(before);
    }

    @Test
    void itTakesAllOfItsRoomAndWantsWhatItsContentWants() {
        Island island = (Island) page.getChildren().getFirst();

        assertThat(Fx.call(() -> island.prefHeight(WIDTH)))
                .isEqualTo(Fx.call(() -> number.prefHeight(WIDTH)));
        assertThat(Fx.call(number::getParent).getLayoutBounds().getWidth()).isEqualTo(WIDTH);
    }
}
