package org.mem0queue.ui.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Locale;

/** What comes in between while a save runs. */
class WritingUnderWayTest extends WritingFixture {
    @Test
    void filesDroppedWhileASaveRunsAreTakenAfterwards() throws IOException {
        Path lines = Files.writeString(folder.resolve("a.jsonl"), notes(2));
        write("p", "first");
        model.save();
        model.offer(List.of(lines));
        assertThat(said.done)
                .containsExactly("A save is under way; the file is taken when it has ended.");
        assertThat(model.files()).isEmpty();
        steps.all();
        assertThat(texts()).containsExactly("first");
        assertThat(model.files()).containsExactly(lines);
        assertThat(state().save()).isEqualTo("Save 2 memories");
    }

    @Test
    void aGroupThatBreaksOffWithoutAWordSaysWhatItIs() {
        write("p", "a text");
        desk.bug = new IllegalStateException();
        model.save();
        steps.all();
        assertThat(said.problems)
                .singleElement()
                .asString()
                .contains("IllegalStateException")
                .doesNotContain("null");
    }

    /** The language is another in the middle of it. */
    @Test
    void aSaveUnderWayGoesOnInAnotherModelAndStoresNothingTwice() {
        write("p", notes(30));
        model.save();
        steps.one();
        PageContext french =
                new PageContext(
                        SampleSnapshots.DIRECTORY,
                        new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME),
                        Clock.fixed(SampleSnapshots.NOW, ZONE),
                        steps,
                        opened::add,
                        said);
        WritingViewModel next = new WritingViewModel(desk, french);
        next.takeOver(model);
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.managed = true;
        next.apply(sample.build());
        assertThat(next.stateProperty().get().progress()).isNotNull();
        next.save();
        steps.all();
        assertThat(texts()).hasSize(30).doesNotHaveDuplicates();
        assertThat(said.done).containsExactly("30 souvenirs sont enregistrés.");
        assertThat(next.textProperty().get()).isEmpty();
        assertThat(next.stateProperty().get().progress()).isNull();
    }
}
