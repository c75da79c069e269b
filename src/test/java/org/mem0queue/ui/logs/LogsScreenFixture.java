package org.mem0queue.ui.logs;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ui.SampleLogFile;
import org.mem0queue.ui.ScriptLogsDesk;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** The log screen over real files and without a toolkit: what is to be done is done when asked. */
abstract class LogsScreenFixture {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    static final Instant NOW = Instant.parse("2026-11-23T13:02:26Z");

    @TempDir Path folder;

    private final Queue<Runnable> toolkit = new ConcurrentLinkedQueue<>();
    SampleLogFile log;
    ScriptLogsDesk desk;
    LogsViewModel model;

    @BeforeEach
    void open() throws IOException {
        log = new SampleLogFile(folder.resolve("mem0_worker.log"));
        desk = new ScriptLogsDesk(folder, Clock.fixed(NOW, ZONE));
        model = another();
    }

    /** One more over the same files. */
    LogsViewModel another() {
        return new LogsViewModel(
                desk,
                new Messages(Locale.ENGLISH, ZONE, Path.of("/home/lea")),
                Clock.fixed(NOW, ZONE),
                new OnThisThread(),
                toolkit::add);
    }

    /** Works at once; what comes of it arrives in order with everything else. */
    private final class OnThisThread implements Background {
        @Override
        public <T> Running run(
                Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
            try {
                T result = work.call();
                toolkit.add(() -> done.accept(result));
            } catch (Exception e) {
                toolkit.add(() -> failed.accept(e));
            }
            return () -> {};
        }
    }

    void settle() {
        for (Runnable next = toolkit.poll(); next != null; next = toolkit.poll()) {
            next.run();
        }
    }

    void show() {
        model.lookForLogs();
        settle();
    }

    void look() {
        desk.look();
        settle();
    }

    LogsText text() {
        return model.textProperty().get();
    }

    List<String> rows() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < model.lines().size(); i++) {
            if (model.lines().get(i).text().isEmpty()) {
                settle();
            }
            shown.add(model.lines().get(i).text());
        }
        return shown;
    }
}
