package org.mem0queue.ui.activity;

import javafx.beans.value.ChangeListener;
import javafx.css.PseudoClass;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.ToggleButton;
import javafx.scene.control.ToggleGroup;
import javafx.scene.layout.HBox;
import javafx.scene.layout.Priority;
import javafx.scene.layout.Region;
import javafx.scene.layout.StackPane;
import javafx.scene.layout.VBox;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.control.Icon;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
import org.mem0queue.ui.nav.PageContext;

import java.time.Duration;
import java.time.Instant;

/** The audit trail with its undo, and the backups with their restore. */
public final class ActivityPage implements Page {
    /** What another program did may take that long to show where the queue does not change. */
    private static final Duration STALE = Duration.ofSeconds(10);

    /** A pane is open beside the list, which then has less room. */
    private static final PseudoClass BESIDE = PseudoClass.getPseudoClass("beside");

    private static final String BACKUPS = "backups";

    private final UnderLock underLock;
    private final ActsViewModel acts;
    private final BackupsViewModel backups;
    private final ActsView actsView;
    private final BackupsView backupsView;
    private final ActPane actPane;
    private final RestorePane restorePane;
    private final PageContext context;

    private final HBox view = new HBox();
    private final Label title = PaneParts.wrapped("title");
    private final ToggleGroup places = new ToggleGroup();
    private final ToggleButton actsSegment;
    private final ToggleButton backupsSegment;
    private final HBox bar = new HBox();
    private final StackPane content = new StackPane();
    private final StackPane pane = new StackPane();
    private final ChangeListener<Object> listener = (property, before, now) -> show();

    private boolean open;
    private @Nullable QueueSnapshot last;
    private Instant refreshed = Instant.MIN;

    public ActivityPage(ActivityDesk desk, PageContext context) {
        this.context = context;
        underLock = new UnderLock(context);
        acts = new ActsViewModel(desk, context, underLock);
        backups = new BackupsViewModel(desk, context, underLock);
        actsView = new ActsView(acts, context.words());
        backupsView = new BackupsView(backups, context.words());
        actPane = new ActPane(acts, context);
        restorePane = new RestorePane(backups, context);
        actsSegment = segment("activity.acts", Glyph.ACTIVITY);
        backupsSegment = segment("activity.backups", Glyph.FILE);
        build();
        bind();
    }

    private ToggleButton segment(String key, Glyph glyph) {
        ToggleButton segment = new ToggleButton(context.words().text(key), new Icon(glyph, 14));
        segment.getStyleClass().add("segment");
        segment.setMinWidth(Region.USE_PREF_SIZE);
        segment.setToggleGroup(places);
        return segment;
    }

    private void build() {
        HBox segments = new HBox(actsSegment, backupsSegment);
        segments.getStyleClass().add("segments");
        bar.getChildren().addAll(segments, PaneParts.spacer(), actsView.tools());
        bar.getStyleClass().add("bar");
        VBox.setVgrow(content, Priority.ALWAYS);
        content.getChildren().addAll(actsView, backupsView);
        pane.getChildren().addAll(actPane, restorePane);
        pane.getStyleClass().add("pane-place");
        VBox main = new VBox(title, bar, content);
        main.getStyleClass().add("main");
        HBox.setHgrow(main, Priority.ALWAYS);
        view.getChildren().addAll(main, pane);
        view.getStyleClass().add("activity");
        actsSegment.setSelected(true);
    }

    private void bind() {
        places.selectedToggleProperty()
                .addListener(
                        (property, before, now) -> {
                            if (now == null) {
                                // One is always chosen: pressing it again changes nothing.
                                places.selectToggle(before);
                            } else {
                                show();
                                refresh();
                            }
                        });
        acts.titleProperty().addListener(listener);
        acts.detailProperty().addListener(listener);
        backups.titleProperty().addListener(listener);
        backups.detailProperty().addListener(listener);
        show();
    }

    private void show() {
        boolean isActs = actsSegment.isSelected();
        title.setText(isActs ? acts.titleProperty().get() : backups.titleProperty().get());
        PaneParts.show(actsView, isActs);
        PaneParts.show(actsView.tools(), isActs && acts.hasActs());
        PaneParts.show(backupsView, !isActs);
        acts.detailProperty().get().ifPresent(actPane::show);
        backups.detailProperty().get().ifPresent(restorePane::show);
        boolean act = isActs && acts.detailProperty().get().isPresent();
        boolean restore = !isActs && backups.detailProperty().get().isPresent();
        PaneParts.show(actPane, act);
        PaneParts.show(restorePane, restore);
        PaneParts.show(pane, act || restore);
        view.pseudoClassStateChanged(BESIDE, act || restore);
    }

    @Override
    public String choice() {
        return backupsSegment.isSelected() ? BACKUPS : "";
    }

    @Override
    public void choose(String choice) {
        if (choice.equals(BACKUPS)) {
            backupsSegment.setSelected(true);
        }
    }

    @Override
    public Node node() {
        return view;
    }

    @Override
    public void apply(QueueSnapshot snapshot, Instant now) {
        QueueSnapshot before = last;
        last = snapshot;
        underLock.setLock(snapshot.lock());
        acts.apply(snapshot);
        backups.apply(snapshot);
        if (open
                && (before == null
                        || !snapshot.queueFile().equals(before.queueFile())
                        || !snapshot.counts().equals(before.counts()))) {
            refresh();
        }
        tick(now);
    }

    @Override
    public void tick(Instant now) {
        underLock.tick(now);
        if (open && Duration.between(refreshed, now).compareTo(STALE) >= 0) {
            refresh();
        }
    }

    @Override
    public void opened() {
        open = true;
        refresh();
    }

    @Override
    public void left() {
        open = false;
        actsView.hidePopups();
    }

    private void refresh() {
        refreshed = context.clock().instant();
        if (actsSegment.isSelected()) {
            acts.refresh();
        } else {
            backups.refresh();
        }
    }

    @Override
    public void goTo(Destination destination) {
        switch (destination) {
            case Destination.Activity activity -> actsSegment.setSelected(true);
            case Destination.Backups toBackups -> backupsSegment.setSelected(true);
            default -> {
                // somebody else's
            }
        }
    }

    @Override
    public void takeOver(Page before) {
        if (before instanceof ActivityPage other) {
            underLock.takeOver(other.underLock);
            acts.takeOver(other.acts);
            backups.takeOver(other.backups);
            (other.backupsSegment.isSelected() ? backupsSegment : actsSegment).setSelected(true);
        }
    }

    @Override
    public void dispose() {
        underLock.dispose();
        actsView.hidePopups();
        acts.titleProperty().removeListener(listener);
        acts.detailProperty().removeListener(listener);
        backups.titleProperty().removeListener(listener);
        backups.detailProperty().removeListener(listener);
    }
}
