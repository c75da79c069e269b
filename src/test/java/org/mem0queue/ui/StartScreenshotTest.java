package org.mem0queue.ui;

import javafx.scene.Scene;
import javafx.scene.layout.BorderPane;
import javafx.stage.Stage;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.ui.fx.Appearance;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.fx.Look;
import org.mem0queue.ui.start.StartDesk;
import org.mem0queue.ui.start.StartPage;
import org.mem0queue.ui.start.StartPlace;
import org.mem0queue.ui.text.Messages;

import java.io.IOException;
import java.time.ZoneId;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** Every state of the first start, in every look. The status bar below it is the window's. */
class StartScreenshotTest {
    private static final double STATUS = 28;
    private static final StartPlace FOLDER = new StartPlace.Folder(SampleSnapshots.DIRECTORY);

    private final ScriptStart script = new ScriptStart();

    /** Everything at once, so that a picture is what it is. */
    private static final Background AT_ONCE =
            new Background() {
                @Override
                public <T> Running run(
                        Callable<T> work,
                        Consumer<? super T> done,
                        Consumer<? super Exception> failed) {
                    try {
                        done.accept(work.call());
                    } catch (Exception e) {
                        failed.accept(e);
                    }
                    return () -> {};
                }
            };

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void pagesAreWhole(Appearance look, Locale language) throws IOException {
        takeAll("start", look, language, 1280, 800);
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowPagesAreWhole(Appearance look, Locale language) throws IOException {
        takeAll("narrow-start", look, language, 900, 600);
    }

    private void takeAll(String name, Appearance look, Locale language, double width, double height)
            throws IOException {
        Stage stage = Fx.call(Stage::new);
        try {
            QueueSnapshot normal = SampleSnapshots.normal().build();
            show(stage, FOLDER, null, look, language, width, height);
            take(stage, name + "-looking", look, language);
            show(stage, FOLDER, normal, look, language, width, height);
            take(stage, name + "-found", look, language);
            SampleSnapshots large = SampleSnapshots.normal();
            large.counts = SampleSnapshots.counts(119_083, 0, 10, 1206, 1043, 2);
            show(stage, FOLDER, large.build(), look, language, width, height);
            take(stage, name + "-large", look, language);
            SampleSnapshots held = SampleSnapshots.alarm();
            show(stage, FOLDER, held.build(), look, language, width, height);
            take(stage, name + "-held", look, language);
            show(stage, FOLDER, SampleSnapshots.corrupt().build(), look, language, width, height);
            take(stage, name + "-corrupt", look, language);
            show(stage, FOLDER, SampleSnapshots.denied().build(), look, language, width, height);
            take(stage, name + "-denied", look, language);
            script.access = StartDesk.Access.NOT_WRITABLE;
            show(stage, FOLDER, normal, look, language, width, height);
            take(stage, name + "-not-writable", look, language);
            script.access = StartDesk.Access.OF_ANOTHER;
            show(stage, FOLDER, normal, look, language, width, height);
            take(stage, name + "-of-another", look, language);
            script.access = StartDesk.Access.WRITABLE;
            StartPlace nowhere = new StartPlace.Nowhere(SampleSnapshots.DIRECTORY);
            show(stage, nowhere, null, look, language, width, height);
            take(stage, name + "-nothing", look, language);
            StartPlace closed = new StartPlace.Closed(SampleSnapshots.DIRECTORY);
            show(stage, closed, null, look, language, width, height);
            take(stage, name + "-closed", look, language);
        } finally {
            Fx.run(stage::hide);
        }
    }

    private void show(
            Stage stage,
            StartPlace place,
            @Nullable QueueSnapshot snapshot,
            Appearance look,
            Locale language,
            double width,
            double height) {
        Fx.run(
                () -> {
                    Messages words =
                            new Messages(language, ZoneId.of("Europe/Paris"), SampleSnapshots.HOME);
                    StartPage page =
                            new StartPage(
                                    place, script, script, words, AT_ONCE, new ScriptChoosers());
                    if (snapshot != null) {
                        page.apply(snapshot);
                    }
                    BorderPane frame = new BorderPane(page.node());
                    BorderPane status = new BorderPane();
                    status.setMinHeight(STATUS);
                    frame.setBottom(status);
                    Scene scene = new Scene(frame, width, height);
                    new Look(scene, look);
                    stage.setScene(scene);
                    stage.setWidth(width);
                    stage.setHeight(height);
                    stage.show();
                });
    }

    private static void take(Stage stage, String name, Appearance look, Locale language)
            throws IOException {
        Shot.take(stage.getScene(), name, look, language, 1);
    }
}
