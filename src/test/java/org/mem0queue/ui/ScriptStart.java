package org.mem0queue.ui;

import org.mem0queue.ui.start.StartChoices;
import org.mem0queue.ui.start.StartDesk;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What the first start looks up, as a test says; and what was chosen. */
public final class ScriptStart implements StartDesk, StartChoices {
    public final List<String> chosen = new ArrayList<>();
    public Conversations conversations = new Conversations(214, 1_300_000_000);
    public Access access = Access.WRITABLE;

    @Override
    public Conversations conversations() {
        return conversations;
    }

    @Override
    public Access access() {
        return access;
    }

    @Override
    public void watchOnly() {
        chosen.add("watch");
    }

    @Override
    public void manage() {
        chosen.add("manage");
    }

    @Override
    public void openFolder(Path folder) {
        chosen.add("open " + folder);
    }

    @Override
    public void createHere() {
        chosen.add("create");
    }

    @Override
    public void demo() {
        chosen.add("demo");
    }

    @Override
    public void leave() {}
}
