package org.mem0queue.ui.memories;

import javafx.beans.value.ChangeListener;
import javafx.geometry.HPos;
import javafx.geometry.Side;
import javafx.geometry.VPos;
import javafx.scene.Node;
import javafx.scene.control.Button;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.Hyperlink;
import javafx.scene.control.Label;
import javafx.scene.control.MenuItem;
import javafx.scene.control.ScrollPane;
import javafx.scene.layout.ColumnConstraints;
import javafx.scene.layout.GridPane;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.control.IconButton;
import org.mem0queue.ui.control.StateWord;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One memory beside the table: what it says, what is known of it, its way, what can be done. */
final class DetailPane extends VBox {
    private final MemoriesViewModel model;
    private final Messages words;
    private final Label chip = new Label();
    private final Label help = new Label();
    private final SecretText content;
    private final GridPane facts = new GridPane();
    private final Label journeyTitle = new Label();
    private final JourneyPane journey;
    private final ScrollPane scroll = new ScrollPane();
    private final HBox actions = new HBox();
    private final EditorPane editor;
    private final LeftAlonePane leftAlone;
    private final ContextMenu menu = new ContextMenu();
    private final MemoryCopies copies;

    /** What the buttons act on: what is shown, as it is now. */
    private @Nullable Memory shown;

    private @Nullable Offer offered;
    private List<Detail.Fact> shownFacts = List.of();
    private final ChangeListener<@Nullable Detail> detailListener = (p, before, now) -> show(now);
    private final ChangeListener<DetailViewModel.Journey> journeyListener;
    private final ChangeListener<@Nullable Editing> editingListener =
            (p, before, now) -> arrange(now);
    private final ChangeListener<@Nullable LeftAlone> leftListener = (p, before, now) -> arrange();

    /**
     * @param close hides this pane
     */
    DetailPane(
            MemoriesViewModel model,
            MemoryCopies copies,
            Messages words,
            Clock clock,
            Runnable close) {
        this.model = model;
        this.copies = copies;
        this.words = words;
        this.content = new SecretText(words);
        this.journey = new JourneyPane(words, clock);
        this.journeyListener = (p, before, now) -> journey.show(now);
        this.editor = new EditorPane(model, words);
        this.leftAlone = new LeftAlonePane(model, words);
        build(close);
        model.detail().detailProperty().addListener(detailListener);
        model.detail().journeyProperty().addListener(journeyListener);
        model.detail().editingProperty().addListener(editingListener);
        model.acts().leftAloneProperty().addListener(leftListener);
        show(model.detail().detailProperty().get());
    }

    private void build(Runnable close) {
        getStyleClass().add("detail");
        chip.getStyleClass().addAll("chip", "state");
        chip.setMinWidth(Region.USE_PREF_SIZE);
        help.getStyleClass().add("help");
        help.setMinWidth(0);
        help.setMaxWidth(Double.MAX_VALUE);
        HBox.setHgrow(help, Priority.ALWAYS);
        IconButton shut =
                new IconButton(
                        Glyph.CLOSE,
                        words.text("memories.close"),
                        words.text("memories.close.tip"));
        shut.getStyleClass().add("edge");
        shut.setOnAction(event -> close.run());
        HBox head = new HBox(chip, help, shut);
        head.getStyleClass().add("head");

        facts.getStyleClass().add("facts");
        ColumnConstraints names = new ColumnConstraints();
        names.setMinWidth(84);
        names.setHalignment(HPos.LEFT);
        ColumnConstraints values = new ColumnConstraints();
        values.setHgrow(Priority.ALWAYS);
        values.setMinWidth(0);
        facts.getColumnConstraints().addAll(names, values);
        journeyTitle.setText(words.text("memories.journey"));
        journeyTitle.getStyleClass().add("section-title");
        VBox whole = new VBox(content, facts, journeyTitle, journey);
        whole.getStyleClass().add("whole");
        scroll.setContent(whole);
        scroll.setFitToWidth(true);
        scroll.setHbarPolicy(ScrollPane.ScrollBarPolicy.NEVER);
        scroll.getStyleClass().add("edge-to-edge");
        VBox.setVgrow(scroll, Priority.ALWAYS);
        VBox.setVgrow(editor, Priority.ALWAYS);
        VBox.setVgrow(leftAlone, Priority.ALWAYS);
        actions.getStyleClass().add("actions");
        getChildren().addAll(head, leftAlone, editor, scroll, actions);
        actions.disableProperty().bind(model.acts().busyProperty());
        arrange();
    }

    /** What an act left, an editor, or the memory: one of them. */
    private void arrange() {
        arrange(model.detail().editingProperty().get());
    }

    private void arrange(@Nullable Editing editing) {
        LeftAlone left = model.acts().leftAloneProperty().get();
        boolean telling = left != null && editing == null;
        boolean reading = left == null && editing == null;
        showNode(leftAlone, telling);
        showNode(editor, editing != null);
        showNode(scroll, reading);
        showNode(actions, reading);
        chip.setVisible(!telling);
        help.setVisible(!telling);
        if (left != null) {
            leftAlone.show(left);
        }
        if (editing != null) {
            editor.open(editing);
        } else {
            editor.close();
        }
    }

    /** Puts something between the text and the buttons. */
    void addAboveActions(Node node) {
        getChildren().add(getChildren().indexOf(actions), node);
    }

    /** What was being written in another language goes on. */
    void takeOver(DetailPane before) {
        editor.takeOver(before.editor);
    }

    private static void showNode(Node node, boolean visible) {
        node.setVisible(visible);
        node.setManaged(visible);
    }

    /** Whether closing the pane would lose what somebody has written. */
    boolean holdsChanges() {
        return model.detail().editingProperty().get() != null && editor.isChanged();
    }

    private void show(@Nullable Detail detail) {
        if (detail == null) {
            return; // what comes next replaces it
        }
        Memory memory = detail.memory();
        StateWord word = MemoryGroup.wordOf(memory.state());
        chip.setText(StateMark.name(memory.state(), words));
        chip.setGraphic(new Icon(StateMark.glyph(memory.state()), 14, styleClass(word)));
        chip.getStyleClass().setAll("label", "chip", "state", styleClass(word));
        help.setText(words.text(helpKey(memory.state())));
        String text = detail.content();
        content.show(
                text == null || text.isEmpty() ? words.text("memories.no-text") : text,
                text == null ? List.of() : detail.secrets());
        showFacts(detail.facts());
        boolean same = shown != null && shown.id().equals(memory.id());
        shown = memory;
        Offer offer = offer(memory);
        if (!same || !offer.equals(offered)) {
            offered = offer;
            actions.getChildren().setAll(buttons(memory));
        }
        if (!same) {
            scroll.setVvalue(0); // a newer look at the same one moves nothing under a reader
        }
    }

    /** What the buttons are made of: while it stays the same they stay, and keep the focus. */
    private record Offer(MemoryState state, boolean can, List<Wish> fitting) {}

    private Offer offer(Memory memory) {
        return new Offer(
                memory.state(),
                model.canChange(),
                Arrays.stream(Wish.values()).filter(wish -> wish.fits(memory)).toList());
    }

    private void act(Wish wish) {
        Memory memory = shown;
        if (memory != null) {
            model.act(wish, List.of(memory));
        }
    }

    private static String styleClass(@Nullable StateWord word) {
        return word == null ? "quiet" : word.styleClass();
    }

    /** A few words beside the chip. */
    private static String helpKey(MemoryState state) {
        return switch (state) {
            case SPOOLED, PENDING -> "memories.help.pending";
            case HELD -> "memories.help.held";
            case IN_FLIGHT -> "memories.help.sending";
            case SYNCED -> "memories.help.synced";
            case FAILED, DEAD_LETTER, EMERGENCY -> "memories.help.failed";
            case IN_DOUBT, UNCERTAIN -> "memories.help.unclear";
            case LOST -> "memories.help.lost";
            case TRASH -> "memories.help.trash";
        };
    }

    private void showFacts(List<Detail.Fact> all) {
        if (all.equals(shownFacts)) {
            return;
        }
        shownFacts = all;
        facts.getChildren().clear();
        int row = 0;
        for (Detail.Fact fact : all) {
            Label name = new Label(fact.name());
            name.getStyleClass().add("name");
            name.setWrapText(true);
            GridPane.setValignment(name, VPos.TOP);
            facts.add(name, 0, row);
            facts.add(value(fact), 1, row);
            row++;
        }
    }

    private Node value(Detail.Fact fact) {
        Label value = new Label(fact.value());
        value.setMinWidth(0);
        String copied = fact.copied();
        if (copied == null) {
            value.setWrapText(true);
            value.setMinHeight(Region.USE_PREF_SIZE);
            return value;
        }
        value.getStyleClass().add("mono");
        Hyperlink copy = new Hyperlink(words.text("memories.copy"));
        copy.getStyleClass().add("inline");
        copy.setMinWidth(Region.USE_PREF_SIZE);
        copy.setOnAction(event -> copies.put(copied));
        HBox line = new HBox(value, copy);
        line.getStyleClass().add("copied");
        return line;
    }

    private List<Node> buttons(Memory memory) {
        List<Node> buttons = new ArrayList<>();
        boolean can = model.canChange();
        if (can) {
            for (Wish wish :
                    List.of(Wish.RETRY, Wish.RELEASE, Wish.RESTORE, Wish.SENT, Wish.RESEND)) {
                if (wish.fits(memory)) {
                    buttons.add(button(wish, memory));
                }
            }
            if (isEditable(memory.state())) {
                buttons.add(editButton(memory));
            }
        }
        Region space = new Region();
        HBox.setHgrow(space, Priority.ALWAYS);
        buttons.add(space);
        if (can && holdsHere(memory)) {
            buttons.add(quiet(Wish.HOLD, Glyph.HELD, "memories.hold.tip"));
        }
        if (can && Wish.DISCARD.fits(memory)) {
            buttons.add(quiet(Wish.DISCARD, Glyph.TRASH, "memories.discard.tip"));
        }
        IconButton more =
                new IconButton(
                        Glyph.MORE,
                        words.text("memories.more.this"),
                        words.text("memories.more.this"));
        more.getStyleClass().add("edge");
        more.setOnAction(event -> openMenu(more));
        buttons.add(more);
        return buttons;
    }

    /** What waits is held from here; beside Retry there is no room, and less need: in the menu. */
    private static boolean holdsHere(Memory memory) {
        return Wish.HOLD.fits(memory) && MemoryGroup.PENDING.states().contains(memory.state());
    }

    /** One without a word beside it. */
    private IconButton quiet(Wish wish, Glyph glyph, String tipKey) {
        IconButton button = new IconButton(glyph, ActWords.verb(wish, words), words.text(tipKey));
        button.getStyleClass().add(wish.name().toLowerCase(Locale.ROOT));
        button.setOnAction(event -> act(wish));
        return button;
    }

    private Button button(Wish wish, Memory memory) {
        boolean now = wish == Wish.RETRY && memory.state() == MemoryState.PENDING;
        Button button =
                new Button(
                        now ? words.text("verb.send-now") : ActWords.verb(wish, words),
                        new Icon(
                                switch (wish) {
                                    case RETRY -> now ? Glyph.SENDING : Glyph.RETRY;
                                    case HOLD -> Glyph.HELD;
                                    case RELEASE -> Glyph.RESUME;
                                    case DISCARD -> Glyph.TRASH;
                                    case RESTORE -> Glyph.UNDO;
                                    case SENT -> Glyph.CHECK;
                                    case RESEND -> Glyph.SENDING;
                                }));
        button.getStyleClass().add(wish.name().toLowerCase(Locale.ROOT));
        button.setMinWidth(Region.USE_PREF_SIZE);
        button.setOnAction(event -> act(wish));
        return button;
    }

    private Button editButton(Memory memory) {
        boolean waits = MemoryGroup.PENDING.states().contains(memory.state());
        Button edit =
                new Button(
                        words.text(waits ? "memories.edit" : "memories.edit-and-retry"),
                        new Icon(Glyph.EDIT));
        edit.getStyleClass().add("edit");
        edit.setMinWidth(Region.USE_PREF_SIZE);
        edit.setOnAction(event -> model.detail().edit());
        return edit;
    }

    static boolean isEditable(MemoryState state) {
        return switch (state) {
            case SPOOLED, PENDING, HELD, FAILED, DEAD_LETTER, EMERGENCY -> true;
            case IN_FLIGHT, IN_DOUBT, SYNCED, UNCERTAIN, LOST, TRASH -> false;
        };
    }

    private void openMenu(Node at) {
        Memory memory = shown;
        if (memory == null) {
            return;
        }
        MenuItem text = new MenuItem(words.text("memories.copy-text"));
        text.setOnAction(event -> copies.texts(List.of(memory)));
        MenuItem id = new MenuItem(words.text("memories.copy-id"));
        id.setOnAction(event -> copies.put(memory.id()));
        MenuItem log = new MenuItem(words.text("memories.show-in-log"));
        log.setOnAction(event -> copies.showInLog(memory));
        menu.getItems().setAll(text, id, log);
        if (model.canChange() && Wish.HOLD.fits(memory) && !holdsHere(memory)) {
            MenuItem hold = new MenuItem(ActWords.verb(Wish.HOLD, words));
            hold.setOnAction(event -> model.act(Wish.HOLD, List.of(memory)));
            menu.getItems().addFirst(hold);
        }
        menu.show(at, Side.TOP, 0, 0);
    }

    void hidePopups() {
        menu.hide();
    }

    /** Lets go of the model, which lives as long. */
    void dispose() {
        hidePopups();
        model.detail().detailProperty().removeListener(detailListener);
        model.detail().journeyProperty().removeListener(journeyListener);
        model.detail().editingProperty().removeListener(editingListener);
        model.acts().leftAloneProperty().removeListener(leftListener);
    }
}
