package org.mem0queue.ui.writing;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.queue.NewMemory;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptWritingDesk;
import org.mem0queue.ui.control.Notices;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A view model over a scripted desk, without a toolkit. */
class WritingFixture {
    static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    static final Messages WORDS = new Messages(Locale.ENGLISH, ZONE, SampleSnapshots.HOME);

    final ScriptWritingDesk desk = new ScriptWritingDesk();
    final Said said = new Said();
    final Steps steps = new Steps();
    final List<Destination> opened = new ArrayList<>();
    WritingViewModel model;

    @TempDir Path folder;

    /** Carries work out when told to, in its order. */
    static final class Steps implements Background {
        private final Deque<Runnable> waiting = new ArrayDeque<>();

        @Override
        public <T> Running run(
                Callable<T> work, Consumer<? super T> done, Consumer<? super Exception> failed) {
            waiting.add(
                    () -> {
                        try {
                            done.accept(work.call());
                        } catch (Exception e) {
                            failed.accept(e);
                        }
                    });
            return () -> {};
        }

        void one() {
            waiting.removeFirst().run();
        }

        void all() {
            while (!waiting.isEmpty()) {
                one();
            }
        }
    }

    static final class Said implements Notices {
        final List<String> done = new ArrayList<>();
        final List<String> problems = new ArrayList<>();
        @Nullable Runnable undo;
        @Nullable Step step;

        @Override
        public void done(String sentence, @Nullable Runnable takeBack) {
            done.add(sentence);
            undo = takeBack;
        }

        @Override
        public void problem(String sentence, @Nullable Step offered) {
            problems.add(sentence);
            step = offered;
        }

        @Override
        public Waiting waiting(String sentence, Runnable cancel) {
            throw new AssertionError("nothing waits here");
        }
    }

    @BeforeEach
    void open() {
        PageContext context =
                new PageContext(
                        SampleSnapshots.DIRECTORY,
                        WORDS,
                        Clock.fixed(SampleSnapshots.NOW, ZONE),
                        steps,
                        opened::add,
                        said);
        model = new WritingViewModel(desk, context);
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.managed = true;
        model.apply(sample.build());
        steps.all();
    }

    void write(String project, String text) {
        model.projectProperty().set(project);
        model.textProperty().set(text);
        steps.all();
    }

    static String notes(int number) {
        return IntStream.rangeClosed(1, number)
                .mapToObj(i -> "{\"text\": \"note " + i + "\"}")
                .collect(Collectors.joining("\n"));
    }

    WritingState state() {
        return model.stateProperty().get();
    }

    Draft draft() {
        return model.draftProperty().get();
    }

    List<String> texts() {
        return desk.saved.stream().map(NewMemory::content).toList();
    }
}
