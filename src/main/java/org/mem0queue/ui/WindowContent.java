package org.mem0queue.ui;

import javafx.scene.Node;
import javafx.scene.control.Button;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.activity.ActivityPage;
import org.mem0queue.ui.control.DemoBanner;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.AfterFrame;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.logs.LogsPage;
import org.mem0queue.ui.memories.MemoriesPage;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.overview.OverviewPage;
import org.mem0queue.ui.settings.SettingsEffects;
import org.mem0queue.ui.settings.SettingsPage;
import org.mem0queue.ui.shell.LaterPage;
import org.mem0queue.ui.shell.NoticeBoard;
import org.mem0queue.ui.shell.Place;
import org.mem0queue.ui.shell.ShellActs;
import org.mem0queue.ui.shell.ShellView;
import org.mem0queue.ui.shell.ShellViewModel;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.writing.WritingPage;

import java.time.Clock;
import java.time.Instant;
import java.util.Map;

/** Everything in the window in one language: made anew when another language is chosen. */
final class WindowContent {
    private final Clock clock;
    private final ShellViewModel shell;
    private final Pages pages;
    private final NoticeBoard notices;
    private final ShellView view;
    private final AfterFrame outside;

    /** What stands in the window instead; null while this does. */
    private @Nullable WindowContent heir;

    /**
     * @param start where one is at first
     * @param choices what is chosen at each place at first, by its word
     */
    WindowContent(
            WindowDoors doors,
            WindowOptions options,
            Messages words,
            Place start,
            Map<String, String> choices,
            ShellActs acts,
            SettingsEffects effects,
            Background background) {
        clock = options.clock();
        pages = new Pages(clock, choices);
        shell = new ShellViewModel(options.directory(), words);
        notices = new NoticeBoard(words);
        PageContext context =
                new PageContext(options.directory(), words, clock, background, this::open, notices);
        Choosers choosers = options.effects().choosers();
        pages.put(Place.OVERVIEW, () -> new OverviewPage(doors.overview(), context));
        pages.put(Place.MEMORIES, () -> new MemoriesPage(doors.memories(), context, choosers));
        pages.put(Place.RECOVERY, () -> LaterPage.recovery(context));
        pages.put(Place.LOGS, () -> logs(doors, context, choosers));
        pages.put(Place.ACTIVITY, () -> new ActivityPage(doors.activity(), context));
        pages.put(Place.PROTECT, () -> LaterPage.protect(context));
        pages.put(
                Place.SETTINGS,
                () -> new SettingsPage(doors.settings(), effects, context, choosers));
        pages.put(Place.WRITING, () -> new WritingPage(doors.writing(), context, choosers));
        shell.placeProperty().set(start);
        view =
                new ShellView(
                        shell,
                        doors.sync(),
                        context,
                        acts,
                        notices,
                        place -> pages.at(place).node());
        outside = new AfterFrame(view);
        if (options.demo()) {
            view.showAbovePages(demoBanner(words, acts));
        }
        view.setOnFilesDropped(
                files -> {
                    open(new Destination.Writing());
                    if (pages.at(Place.WRITING) instanceof WritingPage writing) {
                        writing.offer(files);
                    }
                });
        shell.placeProperty()
                .addListener(
                        (property, before, now) -> {
                            pages.at(before).left();
                            pages.at(now).opened();
                        });
        pages.at(start).opened();
    }

    private LogsPage logs(WindowDoors doors, PageContext context, Choosers choosers) {
        LogsPage logs = new LogsPage(doors.logs(), context, choosers);
        logs.amount().addListener((property, before, now) -> shell.setLogAmount(now));
        return logs;
    }

    private static Node demoBanner(Messages words, ShellActs acts) {
        Button leave = new Button(words.text("demo.leave"));
        leave.getStyleClass().add("link");
        leave.setOnAction(event -> acts.leaveDemo());
        DemoBanner banner = new DemoBanner(words);
        banner.getChildren().add(leave);
        return banner;
    }

    /** Goes where a link leads; the page is told before it comes into sight. */
    void open(Destination destination) {
        if (heir != null) {
            heir.open(destination); // the button of an older notice
            return;
        }
        Place place = Place.of(destination);
        pages.at(place).goTo(destination);
        shell.placeProperty().set(place);
        if (destination instanceof Destination.Resumed) {
            view.resumeSending();
        }
    }

    /** What was begun in another language goes on. */
    void takeOver(WindowContent before) {
        before.heir = this;
        view.takeOver(before.view);
        pages.takeOver(before.pages);
    }

    /** What is chosen at each place, by its word. */
    Map<String, String> choices() {
        return pages.choices();
    }

    /** Where one is. */
    Place place() {
        return shell.placeProperty().get();
    }

    /** The page that is looked at first; what is around it, and out of sight, a frame later. */
    void apply(QueueSnapshot snapshot) {
        Place looked = place();
        pages.apply(looked, snapshot, clock.instant());
        outside.run(
                () -> {
                    Instant now = clock.instant();
                    shell.apply(snapshot, now);
                    pages.applyOthers(looked, snapshot, now);
                });
    }

    void tick() {
        Instant now = clock.instant();
        shell.tick(now);
        pages.at(shell.placeProperty().get()).tick(now);
    }

    Notices notices() {
        return notices;
    }

    ShellView view() {
        return view;
    }

    void dispose() {
        outside.cancel();
        view.dispose();
        pages.dispose();
    }
}
