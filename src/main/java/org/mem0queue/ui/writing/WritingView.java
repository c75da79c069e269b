package org.mem0queue.ui.writing;

import javafx.css.PseudoClass;
import javafx.geometry.Orientation;
import javafx.scene.control.Button;
import javafx.scene.control.ComboBox;
import javafx.scene.control.Label;
import javafx.scene.control.SplitPane;
import javafx.scene.control.TextArea;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.Dragboard;
import javafx.scene.input.KeyCode;
import javafx.scene.input.KeyCodeCombination;
import javafx.scene.input.KeyCombination;
import javafx.scene.input.KeyEvent;
import javafx.scene.input.TransferMode;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.text.Messages;

import java.io.File;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/** The page: project and form above, the text and what was found in it, saving below. */
final class WritingView extends VBox {
    private static final PseudoClass DATA = PseudoClass.getPseudoClass("data");

    /** Below this width text and finds stand above each other, in pixels. */
    private static final double STACKED_BELOW = 900;

    private static final double HALF = 0.5;
    private static final KeyCombination SAVE =
            new KeyCodeCombination(KeyCode.ENTER, KeyCombination.SHORTCUT_DOWN);

    private final WritingViewModel model;
    private final Messages words;
    private final Choosers choosers;
    private final TextArea text = new TextArea();
    private final Button open = new Button();
    private final ComboBox<String> project = new ComboBox<>();
    private final FileList files;
    private final DraftList found;
    private final SplitPane body = new SplitPane();
    private final StackPane input = new StackPane();
    private final Label watching = new Label();
    private final HBox watchingBar = new HBox();
    private final SaveBar bar;
    private final Map<InputForm, ToggleButton> forms = new EnumMap<>(InputForm.class);

    WritingView(WritingViewModel model, Messages words, Choosers choosers) {
        this.choosers = choosers;
        this.model = model;
        this.words = words;
        files = new FileList(model, words);
        found = new DraftList(words, model.heldTooProperty(), this::showLine);
        bar = new SaveBar(model, words);
        getStyleClass().add("writing");
        build();
        bind();
    }

    private void build() {
        Label title = new Label(words.text("writing.title"));
        title.getStyleClass().add("title");
        text.setPromptText(words.text("writing.prompt"));
        text.setAccessibleText(words.text("writing.text"));
        text.setWrapText(true);
        input.getChildren().setAll(text, files);
        input.setMinSize(0, 0);
        body.getItems().setAll(input);
        body.widthProperty()
                .addListener(
                        (property, before, now) ->
                                body.setOrientation(
                                        now.doubleValue() < STACKED_BELOW
                                                ? Orientation.VERTICAL
                                                : Orientation.HORIZONTAL));
        VBox.setVgrow(body, Priority.ALWAYS);
        getChildren().addAll(title, watchingBar(), options(), body, bar);
    }

    private HBox watchingBar() {
        watching.setWrapText(true);
        watching.setMinHeight(USE_PREF_SIZE);
        watchingBar.setMinHeight(USE_PREF_SIZE);
        HBox.setHgrow(watching, Priority.ALWAYS);
        Button settings = new Button(words.text("writing.settings"));
        settings.setMinWidth(USE_PREF_SIZE);
        settings.setOnAction(event -> model.openSettings());
        watchingBar.getStyleClass().add("watching");
        watchingBar.getChildren().setAll(new Icon(Glyph.EYE), watching, settings);
        return watchingBar;
    }

    private HBox options() {
        Label name = new Label(words.text("writing.project"));
        name.setMinWidth(USE_PREF_SIZE);
        name.setLabelFor(project);
        project.setEditable(true);
        project.setItems(model.projects());
        project.setAccessibleText(words.text("writing.project"));
        project.setPromptText(words.text("writing.project-prompt"));
        HBox segments = new HBox();
        segments.getStyleClass().add("segments");
        for (InputForm form : InputForm.values()) {
            ToggleButton button = new ToggleButton(formName(form));
            button.getStyleClass().setAll("segment");
            button.setMinWidth(USE_PREF_SIZE);
            button.setOnAction(
                    event -> {
                        model.chosenFormProperty().set(form);
                        showForm(form);
                    });
            forms.put(form, button);
            segments.getChildren().add(button);
        }
        Region gap = new Region();
        HBox.setHgrow(gap, Priority.ALWAYS);
        open.setText(words.text("writing.open"));
        open.setMinWidth(USE_PREF_SIZE);
        open.setOnAction(event -> chooseFiles());
        HBox options = new HBox(name, project, segments, gap, open);
        options.getStyleClass().add("options");
        return options;
    }

    private String formName(InputForm form) {
        return switch (form) {
            case TEXT -> words.text("writing.form.text");
            case PARAGRAPHS -> words.text("writing.form.paragraphs");
            case JSON -> words.text("writing.form.json");
            case JSONL -> words.text("writing.form.jsonl");
            case CSV -> words.text("writing.form.csv");
        };
    }

    private void bind() {
        text.textProperty().bindBidirectional(model.textProperty());
        project.getEditor().textProperty().bindBidirectional(model.projectProperty());
        model.draftProperty().addListener((property, before, now) -> show(now));
        model.stateProperty().addListener((property, before, now) -> show(now));
        addEventFilter(KeyEvent.KEY_PRESSED, this::keyPressed);
        setOnDragOver(
                event -> {
                    if (event.getDragboard().hasFiles()) {
                        event.acceptTransferModes(TransferMode.COPY);
                        event.consume();
                    }
                });
        setOnDragDropped(
                event -> {
                    Dragboard dropped = event.getDragboard();
                    if (dropped.hasFiles()) {
                        offer(dropped.getFiles());
                        event.setDropCompleted(true);
                        event.consume();
                    }
                });
        show(model.draftProperty().get());
        show(model.stateProperty().get());
    }

    private void keyPressed(KeyEvent event) {
        if (SAVE.match(event)) {
            model.save();
            event.consume();
        }
    }

    private void chooseFiles() {
        model.offer(choosers.files(words.text("writing.open-title"), getScene().getWindow()));
    }

    private void offer(List<File> chosen) {
        model.offer(chosen.stream().map(File::toPath).toList());
    }

    private void show(Draft draft) {
        boolean fromFiles = !model.files().isEmpty();
        text.setVisible(!fromFiles);
        files.setVisible(fromFiles);
        files.show(model.files());
        showForm(draft.form());
        InputForm form = draft.form();
        text.pseudoClassStateChanged(DATA, form != null && form.isData());
        found.show(draft);
        boolean preview = draft.wantsPreview() || fromFiles;
        if (preview != body.getItems().contains(found)) {
            if (preview) {
                body.getItems().setAll(input, found);
                body.setDividerPositions(HALF);
            } else {
                body.getItems().setAll(input);
            }
        }
    }

    private void showForm(@Nullable InputForm form) {
        forms.forEach((each, button) -> button.setSelected(each == form));
    }

    private void show(WritingState state) {
        WritingState.Progress progress = state.progress();
        boolean saving = progress != null;
        text.setEditable(!saving);
        project.setDisable(saving);
        forms.values().forEach(button -> button.setDisable(saving));
        open.setDisable(saving);
        found.tick(progress == null ? 0 : progress.saved());
        found.say(state.summary());
        watching.setText(state.watching());
        watchingBar.setVisible(!state.watching().isEmpty());
        watchingBar.setManaged(watchingBar.isVisible());
        bar.show(state);
    }

    /** Puts the caret where a memory begins. */
    private void showLine(int line) {
        if (!text.isVisible() || line <= 0) {
            return;
        }
        int at = 0;
        String content = text.getText();
        for (int i = 1; i < line && at >= 0; i++) {
            at = content.indexOf('\n', at) + 1;
            if (at == 0) {
                return;
            }
        }
        text.positionCaret(at);
    }

    /** Where one begins to write. */
    void focus() {
        if (text.isVisible()) {
            text.requestFocus();
        }
    }

    void dispose() {
        project.hide();
    }
}
