package org.mem0queue.ui;

import javafx.application.Application;
import javafx.application.Platform;
import javafx.stage.Stage;

import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Opens a real window on made-up data, to be looked at: {@code WindowDemo SAMPLE LANGUAGE LOOK}. A
 * line comes every second.
 */
public final class WindowDemo {
    private WindowDemo() {}

    public static void main(String[] args) {
        Application.launch(Demo.class, args);
    }

    /** The toolkit wants a class of its own. */
    public static final class Demo extends Application {
        private final ScriptFeed feed = new ScriptFeed();
        private final ScheduledExecutorService clock =
                Executors.newSingleThreadScheduledExecutor(
                        task -> Thread.ofPlatform().daemon().unstarted(task));

        @Override
        public void start(Stage stage) {
            String sample = getParameters().getRaw().get(0);
            Clock time = Clock.systemUTC();
            MainWindow window =
                    new MainWindow(
                            stage,
                            new ScriptDoors().with(feed),
                            new WindowOptions(
                                    SampleSnapshots.DIRECTORY,
                                    new Messages(
                                            Locale.of(getParameters().getRaw().get(1)),
                                            ZoneId.systemDefault(),
                                            SampleSnapshots.HOME),
                                    time,
                                    Appearance.valueOf(getParameters().getRaw().get(2)),
                                    false,
                                    WindowState.FIRST,
                                    new QuietEffects()));
            stage.setOnHidden(event -> Platform.exit());
            window.show();
            if (sample.equals("still")) {
                feed.tell(now(sample, time));
                return;
            }
            clock.scheduleAtFixedRate(
                    () -> feed.tell(now(sample, time)), 200, 1000, TimeUnit.MILLISECONDS);
        }

        private static QueueSnapshot now(String name, Clock time) {
            SampleSnapshots sample =
                    switch (name) {
                        case "alarm" -> SampleSnapshots.alarm();
                        case "calm" -> SampleSnapshots.calm();
                        case "lost" -> SampleSnapshots.lost();
                        default -> SampleSnapshots.normal();
                    };
            sample.readAt = time.instant();
            return sample.build();
        }

        @Override
        public void stop() {
            clock.shutdownNow();
        }
    }
}
