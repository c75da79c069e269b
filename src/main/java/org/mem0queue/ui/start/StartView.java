package org.mem0queue.ui.start;

import javafx.css.PseudoClass;
import javafx.geometry.Insets;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.Label;
import javafx.scene.control.ScrollPane;
import javafx.scene.image.Image;
import javafx.scene.image.ImageView;
import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.FlowPane;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;

/** The first start, as wide and as high as the window lets it be. */
final class StartView extends ScrollPane {
    private static final String ICON = "/org/mem0queue/ui/icons/icon-128.png";
    private static final double ICON_SIZE = 56;
    private static final double TOP = 96;
    private static final double LEAST_TOP = 12;
    private static final double SIDE = 24;
    private static final double HALF = 50;

    /** Below this height there is less air, in pixels. */
    private static final double LOW_BELOW = 700;

    private static final PseudoClass LOW = PseudoClass.getPseudoClass("low");

    private final StartChoices choices;
    private final Choosers choosers;
    private final Messages words;
    private final Path directory;
    private final Label title = new Label();
    private final Label cause = new Label();
    private final Label problem = new Label();
    private final Button step = new Button();
    private final VBox found = new VBox();
    private final VBox choice = new VBox();
    private final VBox page = new VBox();
    private final ChoiceCard watch;
    private final ChoiceCard manage;
    private final ChoiceCard create;
    private final ChoiceCard another;
    private StartText.Kind shown = StartText.Kind.LOOKING;
    private List<StartText.Found> rows = List.of();

    StartView(
            StartViewModel model,
            StartChoices choices,
            Path directory,
            Messages words,
            Choosers choosers) {
        this.choosers = choosers;
        this.choices = choices;
        this.words = words;
        this.directory = directory;
        watch = watchCard();
        manage = manageCard();
        create = createCard();
        another = anotherCard();
        getStyleClass().add("start");
        build();
        model.textProperty().addListener((property, before, now) -> show(now));
        model.toldProperty().addListener((property, before, now) -> tell(now));
        offer(StartText.Kind.LOOKING);
        show(model.textProperty().get());
    }

    private void build() {
        ImageView icon =
                new ImageView(
                        new Image(
                                Objects.requireNonNull(StartView.class.getResource(ICON), ICON)
                                        .toExternalForm()));
        icon.setFitWidth(ICON_SIZE);
        icon.setFitHeight(ICON_SIZE);
        icon.setSmooth(true);
        icon.setTranslateX(-2); // its rounded ground stands 2 px in
        title.getStyleClass().add("title");
        title.setWrapText(true);
        cause.getStyleClass().add("cause");
        cause.setWrapText(true);
        problem.getStyleClass().add("problem");
        problem.setWrapText(true);
        step.getStyleClass().add("link");
        tell(new StartViewModel.Told("", "", () -> {}));
        found.getStyleClass().add("found");
        choice.getStyleClass().add("choose");
        page.getStyleClass().add("page");
        page.getChildren().addAll(icon, title, cause, problem, step, found, choice);
        HBox middle = new HBox(page);
        middle.getStyleClass().add("middle");
        HBox.setHgrow(page, Priority.ALWAYS);
        setContent(middle);
        setFitToWidth(true);
        setFocusTraversable(false);
        setHbarPolicy(ScrollBarPolicy.NEVER);
        viewportBoundsProperty()
                .addListener((property, before, now) -> adapt(middle, now.getHeight()));
        adapt(middle, LOW_BELOW);
    }

    private void adapt(Region middle, double height) {
        boolean low = height < LOW_BELOW;
        pseudoClassStateChanged(LOW, low);
        middle.setPadding(new Insets(low ? LEAST_TOP : TOP, SIDE, LEAST_TOP, SIDE));
    }

    private ChoiceCard watchCard() {
        return new ChoiceCard(
                words.text("start.watch"),
                words.text("start.watch-what"),
                words.text("start.watch-button"),
                () -> carryOut(choices::watchOnly),
                new ChoiceCard.Line(Glyph.EYE, words.text("start.watch-reads")),
                new ChoiceCard.Line(Glyph.FILE, words.text("start.watch-writes")),
                new ChoiceCard.Line(
                        Glyph.LOCK, words.text("start.watch-never", words.path(directory))));
    }

    private ChoiceCard manageCard() {
        ChoiceCard card =
                new ChoiceCard(
                        words.text("start.manage"),
                        words.text("start.manage-what"),
                        words.text("start.manage-button"),
                        () -> carryOut(choices::manage),
                        new ChoiceCard.Line(
                                Glyph.FOLDER,
                                words.text(
                                        "start.manage-folder",
                                        words.path(directory.resolve("mem0_queue.d")))),
                        new ChoiceCard.Line(Glyph.FILE, words.text("start.manage-file")),
                        new ChoiceCard.Line(Glyph.SERVER, words.text("start.manage-api")));
        card.setLoud(true);
        return card;
    }

    private ChoiceCard createCard() {
        return new ChoiceCard(
                words.text("start.create"),
                words.text("start.create-what"),
                words.text("start.create-button"),
                () -> carryOut(choices::createHere),
                new ChoiceCard.Line(
                        Glyph.FILE,
                        words.text(
                                "start.create-file",
                                words.path(directory.resolve("mem0_queue.json")))),
                new ChoiceCard.Line(Glyph.FOLDER, words.text("start.create-folder")),
                new ChoiceCard.Line(Glyph.SERVER, words.text("start.manage-api")));
    }

    private ChoiceCard anotherCard() {
        ChoiceCard card =
                new ChoiceCard(
                        words.text("start.another"),
                        words.text("start.another-what"),
                        words.text("start.open"),
                        this::chooseFolder,
                        new ChoiceCard.Line(Glyph.FOLDER, words.text("start.another-holds")),
                        new ChoiceCard.Line(Glyph.EYE, words.text("start.another-reads")));
        card.setLoud(true);
        return card;
    }

    private void chooseFolder() {
        Path chosen = choosers.folder(words.text("start.open"), null, getScene().getWindow());
        if (chosen != null) {
            carryOut(() -> choices.openFolder(chosen));
        }
    }

    /** One thing at a time: until it failed, or another window is there, nothing else is begun. */
    private void carryOut(Runnable chosen) {
        setWaiting(true);
        chosen.run();
    }

    /** Whether what was chosen is being carried out. */
    void setWaiting(boolean waiting) {
        choice.setDisable(waiting);
    }

    private void tell(StartViewModel.Told told) {
        problem.setText(told.sentence());
        problem.setVisible(!told.sentence().isEmpty());
        problem.setManaged(!told.sentence().isEmpty());
        step.setText(told.verb());
        step.setVisible(!told.verb().isEmpty());
        step.setManaged(!told.verb().isEmpty());
        step.setOnAction(event -> told.act().run());
    }

    static void copy(String report) {
        ClipboardContent content = new ClipboardContent();
        content.putString(report);
        Clipboard.getSystemClipboard().setContent(content);
    }

    private void show(StartText text) {
        title.setText(text.title());
        cause.setText(text.cause());
        if (!text.found().equals(rows)) {
            rows = text.found();
            found.getChildren().setAll(rows.stream().map(StartView::row).toList());
        }
        found.setVisible(!rows.isEmpty());
        found.setManaged(!rows.isEmpty());
        manage.refuse(text.cannotManage());
        create.refuse(text.cannotManage());
        // What can be done is what is to be seen first.
        boolean canManage = text.cannotManage() == null;
        manage.setLoud(canManage);
        watch.setLoud(!canManage);
        if (text.kind() != shown) {
            offer(text.kind());
        }
    }

    /** What can be chosen; the parts are made anew only when that is something else. */
    private void offer(StartText.Kind kind) {
        shown = kind;
        choice.getChildren()
                .setAll(
                        switch (kind) {
                            case LOOKING -> List.<Node>of();
                            case FOUND -> List.of(cards(watch, manage), links(true));
                            case NOTHING -> List.of(cards(another, create), links(false));
                            case UNUSABLE -> List.of(wayOut());
                        });
    }

    /** Both as wide as each other, and as high as the higher one. */
    private static GridPane cards(ChoiceCard one, ChoiceCard other) {
        GridPane cards = new GridPane();
        cards.getStyleClass().add("choices");
        for (int i = 0; i < 2; i++) {
            ColumnConstraints half = new ColumnConstraints();
            half.setPercentWidth(HALF);
            cards.getColumnConstraints().add(half);
        }
        cards.addRow(0, one, other);
        return cards;
    }

    /**
     * @param folder whether another folder is offered here
     */
    private HBox links(boolean folder) {
        FlowPane links = new FlowPane();
        links.getStyleClass().add("links");
        if (folder) {
            links.getChildren().add(link(words.text("start.open"), this::chooseFolder));
        }
        links.getChildren().add(link(words.text("start.demo"), () -> carryOut(choices::demo)));
        HBox.setHgrow(links, Priority.ALWAYS);
        Label later = new Label(words.text("start.later"));
        later.getStyleClass().add("later");
        later.setMinWidth(USE_PREF_SIZE);
        HBox line = new HBox(links, later);
        line.getStyleClass().add("link-line");
        return line;
    }

    /** Where nothing can be chosen here, there is nothing that could be changed later. */
    private HBox wayOut() {
        Button open = new Button(words.text("start.open"));
        open.getStyleClass().add("primary");
        open.setOnAction(event -> chooseFolder());
        HBox line = new HBox(open, link(words.text("start.demo"), () -> carryOut(choices::demo)));
        line.getStyleClass().addAll("link-line", "way-out");
        return line;
    }

    private static Button link(String verb, Runnable act) {
        Button link = new Button(verb);
        link.getStyleClass().add("link");
        link.setOnAction(event -> act.run());
        return link;
    }

    private static HBox row(StartText.Found found) {
        Label name = new Label(found.name());
        Label number = new Label(found.number());
        Label note = new Label(found.note());
        Label file = new Label(found.file());
        name.getStyleClass().add("name");
        number.getStyleClass().add("number");
        note.getStyleClass().add("note");
        file.getStyleClass().add("file");
        file.setMinWidth(USE_PREF_SIZE);
        note.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(note, Priority.ALWAYS);
        HBox row = new HBox(name, number, note, file);
        row.getStyleClass().add("found-row");
        return row;
    }
}
