package org.mem0queue.ui;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.javafx.scene.input.DragboardHelper;
import com.sun.javafx.tk.TKClipboard;

import javafx.event.Event;
import javafx.event.EventType;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.image.Image;
import javafx.scene.input.DataFormat;
import javafx.scene.input.DragEvent;
import javafx.scene.input.TransferMode;
import javafx.util.Pair;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ui.fx.Appearance;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;

/** A file that is let go anywhere over the window ends under New memories, unsaved. */
class DroppedFileTest {
    private final ScriptWritingDesk writing = new ScriptWritingDesk();
    private ScriptWindow window;

    @TempDir private Path folder;

    @BeforeEach
    void open() {
        ScriptDoors doors = new ScriptDoors();
        doors.writing = writing;
        window =
                new ScriptWindow(
                        doors, ScriptWindow.options(Appearance.LIGHT, Locale.ENGLISH), made -> {});
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.managed = true;
        window.feed.tell(sample.build());
        Fx.pulses(3);
    }

    @AfterEach
    void close() {
        window.close();
    }

    /** What another program lets go: these files and nothing else. */
    private record FileClipboard(List<File> files) implements TKClipboard {
        @Override
        public Set<DataFormat> getContentTypes() {
            return files.isEmpty() ? Set.of(DataFormat.PLAIN_TEXT) : Set.of(DataFormat.FILES);
        }

        @Override
        @SafeVarargs
        public final boolean putContent(Pair<DataFormat, Object>... content) {
            return false;
        }

        @Override
        public @Nullable Object getContent(DataFormat format) {
            return hasContent(format) ? files : null;
        }

        @Override
        public boolean hasContent(DataFormat format) {
            return getContentTypes().contains(format);
        }

        @Override
        public Set<TransferMode> getTransferModes() {
            return Set.of(TransferMode.COPY);
        }

        @Override
        public void setDragView(Image image) {}

        @Override
        public void setDragViewOffsetX(double offset) {}

        @Override
        public void setDragViewOffsetY(double offset) {}

        @Override
        public @Nullable Image getDragView() {
            return null;
        }

        @Override
        public double getDragViewOffsetX() {
            return 0;
        }

        @Override
        public double getDragViewOffsetY() {
            return 0;
        }
    }

    /** On the JavaFX thread. */
    private DragEvent drag(EventType<DragEvent> what, Node target, List<File> files) {
        DragEvent event =
                new DragEvent(
                        null,
                        target,
                        what,
                        DragboardHelper.createDragboard(new FileClipboard(files)),
                        10,
                        10,
                        10,
                        10,
                        TransferMode.COPY,
                        null,
                        null,
                        null);
        Event.fireEvent(target, event);
        return event;
    }

    private static void await(String what, BooleanSupplier condition) {
        for (int i = 0; i < 1200; i++) {
            if (Fx.call(condition::getAsBoolean)) {
                return;
            }
            Fx.pulses(1);
        }
        throw new AssertionError(what);
    }

    private boolean offers(String words) {
        return Looks.visible(window.scene().getRoot()).stream()
                .anyMatch(
                        node ->
                                node instanceof Button button
                                        && words.equals(button.getText())
                                        && !button.isDisabled());
    }

    @Test
    void aFileLetGoOverTheOverviewIsOfferedToBeSaved() throws IOException {
        Path lines =
                Files.writeString(
                        folder.resolve("notes.jsonl"),
                        "{\"text\": \"one\", \"project_id\": \"p\"}\n"
                                + "{\"text\": \"two\", \"project_id\": \"p\"}\n");
        Fx.run(
                () -> {
                    Node tile = window.scene().lookup(".tile");
                    drag(DragEvent.DRAG_OVER, tile, List.of(lines.toFile()));
                    drag(DragEvent.DRAG_DROPPED, tile, List.of(lines.toFile()));
                });
        await("the page", () -> window.scene().lookup(".writing .combo-box") instanceof ComboBox);
        await("what is in it", () -> offers("Save 2 memories"));
        assertThat(writing.saved).as("nothing is saved by letting go").isEmpty();
    }

    @Test
    void whatIsNoFileStaysWhereItIs() {
        Fx.run(() -> drag(DragEvent.DRAG_DROPPED, window.scene().lookup(".tile"), List.of()));
        Fx.pulses(3);
        assertThat(Fx.<Boolean>call(() -> window.scene().lookup(".writing") == null)).isTrue();
    }
}
