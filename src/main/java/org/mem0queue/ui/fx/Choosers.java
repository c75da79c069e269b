package org.mem0queue.ui.fx;

import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.nio.file.Path;
import java.util.List;

/**
 * Asks a person for a file or a folder. Every method blocks, on the JavaFX thread, until the person
 * has chosen or thought better of it.
 */
public interface Choosers {
    /**
     * A folder that is there.
     *
     * @param start where one begins to look; null for wherever the desktop thinks
     * @return null if none was chosen
     */
    @Nullable Path folder(String title, @Nullable Path start, Window owner);

    /** Files that are there; none if none was chosen. */
    List<Path> files(String title, Window owner);

    /**
     * A file to write.
     *
     * @param name that is proposed
     * @param kinds that one can choose from; none where the name says it all
     * @param owner the window it stands before; null where that is not known
     * @return null if none was chosen
     */
    @Nullable Path newFile(String title, String name, List<Kind> kinds, @Nullable Window owner);

    /**
     * A kind of file.
     *
     * @param name for people: {@code CSV}
     * @param suffix of its files, without a dot
     */
    record Kind(String name, String suffix) {}
}
