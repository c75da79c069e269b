package org.mem0queue.ui;

import javafx.scene.Node;
import javafx.scene.control.Button;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.activity.ActivityPage;
import org.mem0queue.ui.control.DemoBanner;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.logs.LogsPage;
import org.mem0queue.ui.memories.MemoriesPage;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Page;
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
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/** Everything in the window in one language: made anew when another language is chosen. */
final class WindowContent {
    private final Clock clock;
    private final ShellViewModel shell;
    private final Map<Place, Page> pages = new EnumMap<>(Place.class);
    private final NoticeBoard notices;
    private final ShellView view;

    WindowContent(
            WindowDoors doors,
            WindowOptions options,
            Messages words,
            ShellActs acts,
            SettingsEffects effects,
            Background background) {
        clock = options.clock();
        shell = new ShellViewModel(options.directory(), words);
        notices = new NoticeBoard(words);
        PageContext context =
                new PageContext(options.directory(), words, clock, background, this::open, notices);
        pages.put(Place.OVERVIEW, new OverviewPage(doors.overview(), context));
        pages.put(Place.MEMORIES, new MemoriesPage(doors.memories(), context));
        pages.put(Place.RECOVERY, LaterPage.recovery(words));
        LogsPage logs = new LogsPage(doors.logs(), context);
        logs.amount().addListener((property, before, now) -> shell.setLogAmount(now));
        pages.put(Place.LOGS, logs);
        pages.put(Place.ACTIVITY, new ActivityPage(doors.activity(), context));
        pages.put(Place.PROTECT, LaterPage.protect(words));
        pages.put(Place.SETTINGS, new SettingsPage(doors.settings(), effects, context));
        WritingPage writing = new WritingPage(doors.writing(), context);
        pages.put(Place.WRITING, writing);
        view =
                new ShellView(
                        shell, doors.sync(), context, acts, notices, place -> page(place).node());
        if (options.demo()) {
            view.showAbovePages(demoBanner(words, acts));
        }
        view.setOnFilesDropped(
                files -> {
                    open(new Destination.Writing());
                    writing.offer(files);
                });
        shell.placeProperty()
                .addListener(
                        (property, before, now) -> {
                            page(before).left();
                            page(now).opened();
                        });
    }

    private static Node demoBanner(Messages words, ShellActs acts) {
        Button leave = new Button(words.text("demo.leave"));
        leave.getStyleClass().add("link");
        leave.setOnAction(event -> acts.leaveDemo());
        DemoBanner banner = new DemoBanner(words);
        banner.getChildren().add(leave);
        return banner;
    }

    private Page page(Place place) {
        return Objects.requireNonNull(pages.get(place));
    }

    /** Goes where a link leads; the page is told before it comes into sight. */
    void open(Destination destination) {
        Place place = Place.of(destination);
        page(place).goTo(destination);
        shell.placeProperty().set(place);
    }

    /** Goes to a place as it was left; the overview if there is none of that word. */
    void openPlace(String word) {
        for (Place place : Place.values()) {
            if (place.word().equals(word)) {
                shell.placeProperty().set(place);
            }
        }
    }

    /** Where one is. */
    String placeWord() {
        return shell.placeProperty().get().word();
    }

    void apply(QueueSnapshot snapshot) {
        Instant now = clock.instant();
        shell.apply(snapshot, now);
        pages.values().forEach(page -> page.apply(snapshot, now));
    }

    void tick() {
        Instant now = clock.instant();
        shell.tick(now);
        page(shell.placeProperty().get()).tick(now);
    }

    Notices notices() {
        return notices;
    }

    ShellView view() {
        return view;
    }

    void dispose() {
        view.dispose();
        pages.values().forEach(Page::dispose);
    }
}
