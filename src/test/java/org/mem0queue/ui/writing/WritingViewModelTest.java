package org.mem0queue.ui.writing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.nav.Destination;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/** What is found in what people write, and what becomes of it when it is saved. */
class WritingViewModelTest extends WritingFixture {
    @Test
    void oneTextIsOneMemoryUnlessAPersonDividesIt() {
        write("p", "one\n\ntwo\n");
        assertThat(model.draftProperty().get().form()).isEqualTo(InputForm.TEXT);
        assertThat(state().save()).isEqualTo("Save 1 memory");
        model.chosenFormProperty().set(InputForm.PARAGRAPHS);
        steps.all();
        assertThat(state().save()).isEqualTo("Save 2 memories");
        assertThat(model.draftProperty().get().rows()).extracting(DraftRow::line).contains(1, 3);
        write("p", "one\n\nstill one\n---\ntwo");
        assertThat(state().save()).isEqualTo("Save 2 memories");
    }

    @Test
    void withoutAProjectNothingIsSaved() {
        write("", "a text");
        assertThat(state().canSave()).isFalse();
        assertThat(state().reason()).isEqualTo("Name a project first.");
        model.save();
        steps.all();
        assertThat(desk.saved).isEmpty();
    }

    @Test
    void whatIsThereAlreadyIsLeftOutAndSaid() {
        desk.saved.add(new NewMemory(null, "p", "note 2", null, "test"));
        write("p", notes(4) + "\n{\"text\": \"note 1\"}\n{\"text\": 7}");
        assertThat(state().summary())
                .isEqualTo(
                        "6 memories found. 1 is there already and is left out. 1 repeats another"
                                + " and is left out. 1 cannot be saved as it is.");
        assertThat(state().save()).isEqualTo("Save 3 memories");
        model.save();
        steps.all();
        assertThat(texts()).containsExactly("note 2", "note 1", "note 3", "note 4");
        assertThat(model.textProperty().get()).as("one of it is not saved").isNotEmpty();
    }

    @Test
    void whatWasSentBeforeIsSaidAndMayBeSavedAgain() {
        desk.sentBefore = Set.of("note 2");
        write("p", notes(2));
        assertThat(state().summary())
                .isEqualTo("2 memories found. 1 was sent before; saved again, it is stored twice.");
        assertThat(model.draftProperty().get().wantsPreview()).isTrue();
        assertThat(state().save()).isEqualTo("Save 2 memories");
        desk.sentBefore = Set.of();
        desk.sentKnown = false;
        write("p", notes(1));
        assertThat(state().summary())
                .contains("The history cannot be read, so nobody can tell what was sent before.");
    }

    @Test
    void manyAreSavedInSmallGroupsAndTheTextGoesWhenAllAreSafe() {
        write("p", notes(30));
        model.save();
        steps.one();
        assertThat(state().progress()).isNotNull();
        assertThat(state().progress().sentence()).isEqualTo("Saved 12 of 30");
        steps.all();
        assertThat(desk.groups).containsExactly(12, 12, 6);
        assertThat(desk.saved).hasSize(30);
        assertThat(model.textProperty().get()).isEmpty();
        assertThat(said.done).containsExactly("30 memories are saved.");
        assertThat(said.undo).isNotNull();
        model.showSaved();
        assertThat(opened).hasSize(1);
    }

    @Test
    void pausedAndStoppedBetweenGroupsNothingAcceptedIsLost() {
        write("p", notes(30));
        model.save();
        model.pause();
        steps.all();
        assertThat(desk.saved).hasSize(12);
        assertThat(state().progress().paused()).isTrue();
        model.goOn();
        model.stop();
        steps.all();
        assertThat(desk.saved).hasSize(24);
        assertThat(state().progress()).isNull();
        assertThat(said.done)
                .containsExactly("Stopped: 24 of 30 are saved, the rest is still here.");
        assertThat(model.textProperty().get()).isEqualTo(notes(30));
        assertThat(state().save()).isEqualTo("Save 6 memories");
    }

    @Test
    void aRefusalKeepsTheTextAndTryingAgainSavesTheRest() {
        write("p", notes(20));
        model.save();
        steps.one();
        desk.refusal = "/home/lea/.claude/mem0_queue.d: no space left on the device.";
        steps.all();
        assertThat(said.problems)
                .containsExactly(
                        "Not saved: ~/.claude/mem0_queue.d: no space left on the device. 12 were"
                                + " saved before that. Your text is still here.");
        assertThat(model.textProperty().get()).isEqualTo(notes(20));
        desk.refusal = null;
        said.step.act().run();
        steps.all();
        assertThat(desk.saved).hasSize(20).doesNotHaveDuplicates();
        assertThat(model.textProperty().get()).isEmpty();
    }

    @Test
    void whatIsTypedWhileItSavesIsNotSavedWithIt() {
        write("p", "first");
        model.save();
        model.textProperty().set("second");
        steps.all();
        assertThat(texts()).containsExactly("first");
    }

    @Test
    void savingBeforeTheCheckHasEndedWaitsForIt() {
        model.projectProperty().set("p");
        model.textProperty().set("quick");
        model.save();
        steps.all();
        assertThat(texts()).containsExactly("quick");
    }

    @Test
    void aWatchedDirectorySaysWhatManagingWouldWrite() {
        model.apply(SampleSnapshots.empty().build());
        write("p", "a text");
        assertThat(state().canSave()).isFalse();
        assertThat(state().watching()).startsWith("~/.claude is only watched");
        model.save();
        steps.all();
        assertThat(desk.saved).isEmpty();
        model.openSettings();
        assertThat(opened).containsExactly(new Destination.Settings(null));
    }

    @Test
    void filesAreReadByTheirNamesAndTheWrittenTextWaits() throws IOException {
        write("p", "kept");
        Path lines = Files.writeString(folder.resolve("a.jsonl"), notes(2));
        Path table = Files.writeString(folder.resolve("b.csv"), "text\nthree\n\"\n");
        Path plain = Files.writeString(folder.resolve("c.md"), "[four]\n");
        Path bytes = Files.write(folder.resolve("d.txt"), new byte[] {(byte) 0xff});
        model.offer(List.of(lines, table, plain, bytes, folder, folder.resolve("gone.txt")));
        steps.all();
        assertThat(model.draftProperty().get().fresh())
                .extracting(NewMemory::content)
                .contains("note 1", "note 2", "[four]");
        assertThat(model.draftProperty().get().rows())
                .extracting(DraftRow::standing)
                .contains(
                        new Standing.Wrong(Standing.Fault.NOT_UTF8),
                        new Standing.Wrong(Standing.Fault.FOLDER),
                        new Standing.Wrong(Standing.Fault.FILE_MISSING));
        List.copyOf(model.files()).forEach(model::removeFile);
        steps.all();
        assertThat(state().save()).isEqualTo("Save 1 memory");
        assertThat(model.textProperty().get()).isEqualTo("kept");
    }

    @Test
    void errorsInTheInputAreToldByTheirLine() {
        write("p", "[\n{\"text\": \"a\"},\n{\"text\": \"b\"\n");
        assertThat(model.draftProperty().get().rows())
                .singleElement()
                .satisfies(
                        row -> {
                            assertThat(row.line()).isEqualTo(4);
                            assertThat(row.standing())
                                    .isEqualTo(new Standing.Wrong(Standing.Fault.NOT_JSON));
                        });
        assertThat(state().canSave()).isFalse();
    }

    private static final String QUEUE_FILE =
            """
            {"queue": [{"id": "a", "project_id": "p", "content": "one"}],
             "held": [{"id": "b", "project_id": "p", "content": "kept back"},
                      {"id": "c", "project_id": "p", "content": "one"}],
             "failed": [{"id": "d", "project_id": "p", "content": "kept back"}]}
            """;

    @Test
    void whatAQueueFileKeepsOnHoldIsLeftOutUnlessAskedFor() {
        write("p", QUEUE_FILE);
        assertThat(draft().fresh()).extracting(NewMemory::id).containsExactly("a", "d");
        assertThat(state().summary())
                .contains("4 memories", "repeat", "left out")
                .doesNotContain("will be sent");
        assertThat(new DraftText(WORDS).heldChoice(draft())).isEmpty();
    }

    @Test
    void whoAsksForWhatIsOnHoldIsToldThatItIsSent() {
        write("p", QUEUE_FILE.replace("\"content\": \"kept back\"}]}", "\"content\": \"two\"}]}"));
        DraftText texts = new DraftText(WORDS);
        assertThat(draft().fresh()).extracting(NewMemory::id).containsExactly("a", "d");
        assertThat(draft().heldCount()).isOne();
        assertThat(state().summary()).contains("1 is on hold in the file and is left out.");
        assertThat(texts.heldChoice(draft()))
                .isEqualTo(
                        "Save the one on hold too. It will not be on hold here: it is sent like"
                                + " the others.");
        assertThat(texts.note(draft().rows().get(1))).isEqualTo("on hold in the file");

        model.heldTooProperty().set(true);
        steps.all();
        assertThat(draft().fresh()).extracting(NewMemory::id).containsExactly("a", "b", "d");
        assertThat(state().summary()).contains("1 is on hold in the file and will be sent.");
        assertThat(texts.heldChoice(draft())).as("it can be taken back").isNotEmpty();
        assertThat(texts.note(draft().rows().get(1))).isEqualTo("will be sent");
        model.save();
        steps.all();
        assertThat(desk.saved).extracting(NewMemory::id).containsExactly("a", "b", "d");
        assertThat(model.heldTooProperty().get()).as("not for the next file").isFalse();
    }

    @Test
    void whatWasLeftOutIsNotLetGo() {
        String text =
                "{\"held\": [{\"id\": \"b\", \"project_id\": \"p\", \"content\": \"x\"}],"
                    + " \"queue\": [{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"y\"}]}";
        write("p", text);
        model.save();
        steps.all();
        assertThat(desk.saved).extracting(NewMemory::id).containsExactly("a");
        assertThat(model.textProperty().get()).isEqualTo(text);
        assertThat(state().canSave()).isFalse();
    }
}
