package org.mem0queue.ui.memories;

import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;
import org.mem0queue.service.MemoryFormat;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Asks a person which file to write memories into. */
@FunctionalInterface
public interface ExportTarget {
    /**
     * Blocks, on the JavaFX thread.
     *
     * @return null if the person thought better of it
     */
    @Nullable Path ask(String title, Window owner);

    /** The dialog of the desktop, with the formats that there are. */
    static @Nullable Path byDialog(String title, Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (MemoryFormat format :
                List.of(MemoryFormat.JSONL, MemoryFormat.JSON, MemoryFormat.CSV)) {
            chooser.getExtensionFilters()
                    .add(
                            new FileChooser.ExtensionFilter(
                                    format.word().toUpperCase(Locale.ROOT), "*." + format.word()));
        }
        chooser.setInitialFileName("memories." + MemoryFormat.JSONL.word());
        File chosen = chooser.showSaveDialog(owner);
        return chosen == null ? null : chosen.toPath();
    }
}
