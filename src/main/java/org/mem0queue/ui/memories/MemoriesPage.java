package org.mem0queue.ui.memories;

import javafx.scene.Node;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Instant;

/** The table of all memories, the detail beside it, and what can be done with them. */
public final class MemoriesPage implements Page {
    private final MemoriesViewModel model;
    private final MemoriesView view;

    /**
     * @param choosers ask which file memories are written into
     */
    public MemoriesPage(MemoriesDesk desk, PageContext context, Choosers choosers) {
        model = new MemoriesViewModel(desk, context);
        view = new MemoriesView(model, context, choosers);
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        model.apply(snapshot, now);
    }

    @Override
    public void tick(Instant now) {
        model.tick(now);
        view.redraw();
    }

    @Override
    public void opened() {
        model.opened();
    }

    @Override
    public void goTo(Destination destination) {
        if (destination instanceof Destination.Memories memories) {
            model.goTo(memories);
        }
    }

    @Override
    public void takeOver(Page before) {
        if (before instanceof MemoriesPage other) {
            model.takeOver(other.model);
            view.takeOver(other.view);
        }
    }

    @Override
    public String choice() {
        Query query = model.queryProperty().get();
        return query.group().fileWord() + " " + query.grouping().fileWord();
    }

    @Override
    public void choose(String choice) {
        String[] words = choice.split(" ", 2);
        MemoryGroup.ofFileWord(words[0]).ifPresent(model::setGroup);
        Grouping.ofFileWord(words[words.length - 1]).ifPresent(model::setGrouping);
    }

    @Override
    public void left() {
        model.left();
        view.hidePopups();
    }

    @Override
    public void dispose() {
        view.dispose();
        model.dispose();
    }
}
