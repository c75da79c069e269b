package org.mem0queue.ui;

import org.mem0queue.settings.Language;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.Choosers;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Around the window nothing happens; what it asked for is remembered. */
public class QuietEffects implements WindowEffects {
    public final List<Appearance> chosen = new ArrayList<>();
    public final List<Path> opened = new ArrayList<>();
    public final List<WindowState> left = new ArrayList<>();
    public final ScriptChoosers choosers = new ScriptChoosers();
    public int demos;

    @Override
    public void appearanceChosen(Appearance appearance) {
        chosen.add(appearance);
    }

    @Override
    public List<Path> directories() {
        return List.of(SampleSnapshots.DIRECTORY);
    }

    @Override
    public void openDirectory(Path directory) {
        opened.add(directory);
    }

    @Override
    public Choosers choosers() {
        return choosers;
    }

    @Override
    public void openDemo() {
        demos++;
    }

    @Override
    public void leaveDemo() {
        demos--;
    }

    @Override
    public void languageChosen(Language chosen) {}

    @Override
    public void ownServerChosen(OwnServer chosen) {}

    @Override
    public void modeChosen() {}

    @Override
    public void left(WindowState state) {
        left.add(state);
    }
}
