package org.mem0queue.ui.fx;

import javafx.stage.DirectoryChooser;
import javafx.stage.FileChooser;
import javafx.stage.Window;

import org.jspecify.annotations.Nullable;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** The dialogs of the desktop. */
public final class DesktopChoosers implements Choosers {
    @Override
    public @Nullable Path folder(String title, @Nullable Path start, Window owner) {
        DirectoryChooser chooser = new DirectoryChooser();
        chooser.setTitle(title);
        if (start != null && Files.isDirectory(start)) {
            chooser.setInitialDirectory(start.toFile()); // it refuses another
        }
        return path(chooser.showDialog(owner));
    }

    @Override
    public List<Path> files(String title, Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        List<File> chosen = chooser.showOpenMultipleDialog(owner);
        return chosen == null ? List.of() : chosen.stream().map(File::toPath).toList();
    }

    @Override
    public @Nullable Path newFile(
            String title, String name, List<Kind> kinds, @Nullable Window owner) {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(title);
        for (Kind kind : kinds) {
            chooser.getExtensionFilters()
                    .add(new FileChooser.ExtensionFilter(kind.name(), "*." + kind.suffix()));
        }
        chooser.setInitialFileName(name);
        return path(chooser.showSaveDialog(owner));
    }

    private static @Nullable Path path(@Nullable File chosen) {
        return chosen == null ? null : chosen.toPath();
    }
}
