package org.mem0queue.ui.fx;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.collections.FXCollections;
import javafx.collections.ListChangeListener;
import javafx.collections.ObservableList;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;

class PartsTest {
    private final ObservableList<String> shown = FXCollections.observableArrayList("a", "b", "c");
    private final List<String> added = new ArrayList<>();
    private final List<String> removed = new ArrayList<>();

    PartsTest() {
        shown.addListener(
                (ListChangeListener<String>)
                        change -> {
                            while (change.next()) {
                                added.addAll(change.getAddedSubList());
                                removed.addAll(change.getRemoved());
                            }
                        });
    }

    @Test
    void whatStaysIsNotTouched() {
        Parts.show(shown, List.of("a", "b", "c"));
        assertThat(added).isEmpty();
        assertThat(removed).isEmpty();

        Parts.show(shown, List.of("new", "a", "c"));
        assertThat(shown).containsExactly("new", "a", "c");
        assertThat(added).containsExactly("new");
        assertThat(removed).containsExactly("b");
    }

    @Test
    void nothingAtAllAndAnythingAtAll() {
        Parts.show(shown, List.of());
        assertThat(shown).isEmpty();
        Parts.show(shown, List.of("x", "y"));
        assertThat(shown).containsExactly("x", "y");
    }

    @Test
    void anyOrderIsReached() {
        Random random = new Random(7);
        for (int round = 0; round < 200; round++) {
            List<String> wanted = new ArrayList<>(List.of("a", "b", "c", "d", "e", "f"));
            Collections.shuffle(wanted, random);
            wanted = wanted.subList(0, random.nextInt(wanted.size() + 1));
            Parts.show(shown, wanted);
            assertThat(shown).containsExactlyElementsOf(wanted);
        }
    }
}
