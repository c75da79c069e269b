package org.mem0queue.ui.start;

import javafx.scene.Node;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;

/**
 * The first start, in the place of header, rail and pages. It asks for nothing to be written; what
 * is chosen is carried out by the {@link StartChoices}. On the JavaFX thread.
 */
public final class StartPage {
    private final StartViewModel model;
    private final StartView view;
    private final Messages words;

    /** What waits and can be given up; null for nothing. */
    private StartViewModel.@Nullable Told waiting;

    /**
     * @param place where the queue is looked for
     * @param background for what takes time
     * @param choosers ask for another folder
     */
    public StartPage(
            StartPlace place,
            StartDesk desk,
            StartChoices choices,
            Messages words,
            Background background,
            Choosers choosers) {
        this.words = words;
        model = new StartViewModel(place, desk, words, background);
        view = new StartView(model, choices, directory(place), words, choosers);
    }

    private static Path directory(StartPlace place) {
        return switch (place) {
            case StartPlace.Folder(Path directory) -> directory;
            case StartPlace.Nowhere(Path wanted) -> wanted;
            case StartPlace.Closed(Path directory) -> directory;
            case StartPlace.Unusable ignored -> Path.of("");
        };
    }

    /** What stands in the window; always the same node. */
    public Node node() {
        return view;
    }

    /** A newer snapshot of the folder. */
    public void apply(QueueSnapshot snapshot) {
        model.apply(snapshot);
    }

    /** A choice could not be carried out; another may be tried. */
    public void failed(String sentence) {
        waiting = null;
        model.tell(new StartViewModel.Told(sentence, "", () -> {}));
        view.setWaiting(false);
    }

    /**
     * What was chosen waits for something.
     *
     * @param cancel gives it up
     */
    public void waiting(String sentence, Runnable cancel) {
        StartViewModel.Told told =
                new StartViewModel.Told(sentence, words.text("notice.cancel"), cancel);
        waiting = told;
        model.tell(told);
        view.setWaiting(true);
    }

    /**
     * A bug; what was chosen may not come to anything.
     *
     * @param report for the clipboard
     */
    public void tellBug(String report) {
        StartViewModel.Told waits = waiting;
        if (waits != null) {
            // It goes on, and to give it up is of more use than a report.
            model.tell(
                    new StartViewModel.Told(
                            words.text("notice.bug") + " " + waits.sentence(),
                            waits.verb(),
                            waits.act()));
            return;
        }
        model.tell(
                new StartViewModel.Told(
                        words.text("notice.bug"),
                        words.text("notice.bug.copy"),
                        () -> StartView.copy(report)));
        view.setWaiting(false);
    }
}
