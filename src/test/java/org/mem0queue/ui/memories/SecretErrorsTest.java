package org.mem0queue.ui.memories;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.scene.Node;
import javafx.scene.Parent;
import javafx.scene.Scene;
import javafx.scene.text.Text;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptChoosers;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;

import java.time.Clock;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;

/** A server that repeats the key it refuses: the key is nowhere on the screen, nor read aloud. */
class SecretErrorsTest extends MemoriesFixture {
    private static final String KEY = "sk-abc123def456ghi789jkl";
    private static final String ERROR = "401 Invalid token: " + KEY;

    private Memory refused() {
        Memory refused =
                sample.add(MemoryState.FAILED, "atelier-lumen", "gravure", 1, 5, ERROR, null);
        desk.journeys.put(
                refused.id(),
                List.of(
                        new JourneyEvent(
                                refused.id(), SampleSnapshots.NOW, JourneyKind.ATTEMPT, ERROR),
                        new JourneyEvent(
                                refused.id(), SampleSnapshots.NOW, JourneyKind.FAILED, ERROR)));
        return refused;
    }

    private static void collect(Node node, List<String> into) {
        if (node instanceof Text text) {
            into.add(text.getText());
        }
        if (node.getAccessibleText() != null) {
            into.add(node.getAccessibleText());
        }
        if (node instanceof Parent parent) {
            parent.getChildrenUnmodifiable().forEach(child -> collect(child, into));
        }
    }

    private List<String> shown(MemoriesView view) {
        return Fx.call(
                () -> {
                    view.applyCss();
                    view.layout();
                    List<String> all = new ArrayList<>();
                    collect(view, all);
                    return all;
                });
    }

    @Test
    void noTextOfThePageHoldsIt() {
        Memory refused = refused();
        MemoriesView view =
                Fx.call(
                        () -> {
                            MemoriesView made =
                                    new MemoriesView(
                                            model,
                                            new PageContext(
                                                    SampleSnapshots.DIRECTORY,
                                                    words,
                                                    Clock.fixed(
                                                            SampleSnapshots.NOW, ZoneOffset.UTC),
                                                    background,
                                                    opened::add,
                                                    notices),
                                            new ScriptChoosers());
                            new Scene(made, 1200, 800);
                            open();
                            model.setGroup(MemoryGroup.FAILED);
                            model.setGrouping(Grouping.ERROR);
                            return made;
                        });
        assertThat(shown(view)).noneMatch(text -> text.contains(KEY));
        assertThat(titles()).contains("401 Invalid token: " + Secrets.MASK + " 1");

        Fx.run(
                () -> {
                    model.setText("gravure");
                    model.select(List.of(refused));
                });
        assertThat(shown(view)).noneMatch(text -> text.contains(KEY));
        assertThat(text().sentence().cause()).contains(Secrets.MASK);
        assertThat(model.detail().journeyProperty().get().steps())
                .extracting(JourneyStep::sentence)
                .hasSize(2)
                .allMatch(step -> step.contains(Secrets.MASK) && !step.contains(KEY));
        Fx.run(view::dispose);
    }
}
