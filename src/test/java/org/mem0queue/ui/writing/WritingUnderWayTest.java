package org.mem0queue.ui.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.QueueSnapshot;
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
        WritingViewModel next = new WritingViewModel(desk, french());
        next.takeOver(model);
        next.apply(managed());
        assertThat(next.stateProperty().get().progress()).isNotNull();
        next.save();
        steps.all();
        assertThat(texts()).hasSize(30).doesNotHaveDuplicates();
        assertThat(said.done).containsExactly("30 souvenirs sont enregistrés.");
        assertThat(next.textProperty().get()).isEmpty();
        assertThat(next.stateProperty().get().progress()).isNull();
    }

    /** The ticks count from the first of those that were fresh when it began. */
    @Test
    void whoComesBackToThePageWhileItSavesFindsTheListAsItWas() {
        write("p", notes(60));
        model.save();
        steps.one();
        model.opened();
        steps.one();
        steps.one();
        steps.one();
        assertThat(texts()).hasSizeGreaterThanOrEqualTo(GroupSaver.GROUP);
        assertThat(state().progress()).isNotNull();
        assertThat(draft().freshCount()).isEqualTo(60);
        steps.all();
        assertThat(texts()).hasSize(60).doesNotHaveDuplicates();
        assertThat(model.textProperty().get()).isEmpty();
    }

    @Test
    void aSaveThatIsWishedForWaitsForTheFirstLookInAnotherModel() {
        model.projectProperty().set("p");
        model.textProperty().set("a text");
        model.save();
        WritingViewModel next = new WritingViewModel(desk, french());
        next.takeOver(model);
        steps.all();
        assertThat(texts()).as("nothing is known of the queue yet").isEmpty();
        next.apply(managed());
        steps.all();
        assertThat(texts()).containsExactly("a text");
    }

    private PageContext french() {
        return new PageContext(
                SampleSnapshots.DIRECTORY,
                new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME),
                Clock.fixed(SampleSnapshots.NOW, ZONE),
                steps,
                opened::add,
                said);
    }

    private static QueueSnapshot managed() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.managed = true;
        return sample.build();
    }
}
