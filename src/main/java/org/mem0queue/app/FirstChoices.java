package org.mem0queue.app;

import org.mem0queue.settings.DirectoryMode;
import org.mem0queue.ui.start.StartChoices;

import java.nio.file.Path;

/** Carries out what a person chooses at the first start. */
final class FirstChoices implements StartChoices {
    private final Desktop desktop;
    private final Path directory;

    FirstChoices(Desktop desktop, Path directory) {
        this.desktop = desktop;
        this.directory = directory;
    }

    @Override
    public void watchOnly() {
        desktop.choose(directory, DirectoryMode.WATCH_ONLY);
    }

    @Override
    public void manage() {
        desktop.choose(directory, DirectoryMode.MANAGE);
    }

    @Override
    public void openFolder(Path folder) {
        desktop.openDirectory(folder);
    }

    @Override
    public void createHere() {
        desktop.create(directory);
    }

    @Override
    public void demo() {
        desktop.openDemo();
    }
}
