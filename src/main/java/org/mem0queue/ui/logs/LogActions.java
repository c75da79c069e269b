package org.mem0queue.ui.logs;

import javafx.scene.Scene;
import javafx.scene.control.MenuButton;
import javafx.scene.control.MenuItem;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Hint;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Prose;
import org.mem0queue.ui.text.Reasons;

import java.nio.file.Path;
import java.util.List;

/** What can be done with lines: copy the selected ones, write the shown ones to a file. */
final class LogActions extends MenuButton {
    private final LogsViewModel model;
    private final PageContext context;
    private final Choosers choosers;
    private final Messages words;

    /** What stands here in another language now; null while this does. */
    private @Nullable LogActions heir;

    LogActions(
            LogsViewModel model,
            PageContext context,
            Choosers choosers,
            Runnable copySelection,
            Runnable toggleSecrets) {
        super(null, new Icon(Glyph.MORE));
        this.model = model;
        this.context = context;
        this.choosers = choosers;
        this.words = context.words();
        getStyleClass().addAll("flat", "icon-only", "edge");
        setAccessibleText(words.text("logs.actions"));
        Hint.set(this, words.text("logs.actions"));
        MenuItem copy = new MenuItem(words.text("logs.copy"));
        copy.setOnAction(event -> copySelection.run());
        MenuItem secrets = new MenuItem(words.text("logs.secrets"));
        secrets.setOnAction(event -> toggleSecrets.run());
        MenuItem nextError = new MenuItem(words.text("logs.next-error"));
        nextError.setOnAction(event -> model.nextError());
        MenuItem previousError = new MenuItem(words.text("logs.previous-error"));
        previousError.setOnAction(event -> model.previousError());
        MenuItem export = new MenuItem(words.text("logs.export"));
        export.setOnAction(event -> choose());
        getItems().addAll(nextError, previousError, copy, secrets, export);
    }

    /** What is asked of the same in another language is asked of this. */
    void takeOver(LogActions before) {
        before.heir = this;
    }

    /** Asks for a file, and writes the lines into it. */
    void choose() {
        if (heir != null) {
            heir.choose(); // the button of an older notice
            return;
        }
        if (getScene() == null) {
            // Of a notice that outlived the page: one sees what is written.
            context.navigator().open(Destination.Logs.asLeft());
        }
        Scene scene = getScene();
        Path chosen =
                choosers.newFile(
                        words.text("logs.export.title"),
                        "mem0_worker_export.log",
                        List.of(),
                        scene == null ? null : scene.getWindow());
        if (chosen != null) {
            export(chosen);
        }
    }

    void export(Path target) {
        String file = words.path(target);
        model.copies()
                .export(
                        target,
                        lines ->
                                context.notices()
                                        .done(
                                                words.count("logs.exported", lines, file)
                                                        + " "
                                                        + words.text("logs.exported.as-they-are"),
                                                null),
                        failed ->
                                context.notices()
                                        .problem(
                                                words.text(
                                                        "logs.not-exported",
                                                        file,
                                                        Prose.sentence(
                                                                Reasons.told(failed, words))),
                                                null));
    }
}
