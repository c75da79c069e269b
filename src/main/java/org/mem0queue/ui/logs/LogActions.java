package org.mem0queue.ui.logs;

import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;
import javafx.stage.FileChooser;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;

import java.io.File;
import java.nio.file.Path;

/** What can be done with lines: copy the selected ones, write the shown ones to a file. */
final class LogActions extends MenuButton {
    private final LogsViewModel model;
    private final PageContext context;
    private final Messages words;

    LogActions(LogsViewModel model, PageContext context, Runnable copySelection) {
        super(null, new Icon(Glyph.MORE));
        this.model = model;
        this.context = context;
        this.words = context.words();
        getStyleClass().addAll("flat", "icon-only", "edge");
        setAccessibleText(words.text("logs.actions"));
        Hint.set(this, words.text("logs.actions"));
        MenuItem copy = new MenuItem(words.text("logs.copy"));
        copy.setOnAction(event -> copySelection.run());
        MenuItem nextError = new MenuItem(words.text("logs.next-error"));
        nextError.setOnAction(event -> model.nextError());
        MenuItem previousError = new MenuItem(words.text("logs.previous-error"));
        previousError.setOnAction(event -> model.previousError());
        MenuItem export = new MenuItem(words.text("logs.export"));
        export.setOnAction(event -> choose());
        getItems().addAll(nextError, previousError, copy, export);
    }

    private void choose() {
        FileChooser chooser = new FileChooser();
        chooser.setTitle(words.text("logs.export.title"));
        chooser.setInitialFileName("mem0_worker_export.log");
        File chosen = chooser.showSaveDialog(getScene().getWindow());
        if (chosen != null) {
            export(chosen.toPath());
        }
    }

    void export(Path target) {
        String file = words.path(target);
        model.export(
                target,
                lines -> context.notices().done(words.count("logs.exported", lines, file), null),
                failed ->
                        context.notices()
                                .problem(
                                        words.text(
                                                "logs.not-exported",
                                                file,
                                                Prose.sentence(String.valueOf(failed))),
                                        null));
    }
}
