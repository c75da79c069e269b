package org.mem0queue.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.queue.SendingStatus;
import org.mem0queue.sync.SyncProgress;
import org.mem0queue.sync.SyncReport;
import org.mem0queue.sync.SyncResult;
import org.mem0queue.ui.InlineBackground;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptSyncDesk;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;

import java.time.Clock;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.Consumer;

/** The button that sends: what it begins, what it says meanwhile, what it tells at the end. */
class SyncViewModelTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final ScriptSyncDesk desk = new ScriptSyncDesk();
    private final NoticeList notices = new NoticeList();
    private final List<Destination> opened = new ArrayList<>();

    private SyncViewModel model(Background background) {
        SyncViewModel model =
                new SyncViewModel(
                        desk,
                        new PageContext(
                                SampleSnapshots.DIRECTORY,
                                new Messages(Locale.ENGLISH, ZONE, SampleSnapshots.HOME),
                                Clock.fixed(SampleSnapshots.NOW, ZONE),
                                background,
                                opened::add,
                                notices),
                        Runnable::run);
        model.apply(managed());
        return model;
    }

    private static QueueSnapshot managed() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.managed = true;
        return sample.build();
    }

    private static SyncReport report(long synced, long failed, long inDoubt) {
        return new SyncReport(synced + failed + inDoubt, synced, failed, inDoubt, 0, 4L, null);
    }

    @Test
    void itCannotBePressedWhereNothingMayBeChanged() {
        SyncViewModel model = model(new InlineBackground());
        model.apply(SampleSnapshots.normal().build());
        assertThat(model.textProperty().get().possible()).isFalse();
        assertThat(model.textProperty().get().help()).contains("Only watched");
    }

    @Test
    void itsKeysDoNothingThereEitherAndSayWhy() {
        SyncViewModel model = model(new InlineBackground());
        model.apply(SampleSnapshots.normal().build());
        desk.means = new org.mem0queue.ui.shell.SyncDesk.Means("http://127.0.0.1:8081", "worker");
        model.press();
        model.sync();
        model.keepSending();
        model.runWorker();
        model.pauseOrResume();
        assertThat(desk.asked).isEmpty();
        assertThat(opened).isEmpty();
        assertThat(notices.problems)
                .hasSize(5)
                .containsOnly(
                        "Only watched: nothing is sent or paused from here until this queue is"
                                + " managed (Settings).");
    }

    @Test
    void withAnApiItSendsAndSaysWhatCameOfIt() {
        desk.result = new SyncResult.Ran(report(12, 0, 0));
        model(new InlineBackground()).press();
        assertThat(desk.asked).containsExactly("sync");
        assertThat(notices.done).containsExactly("Sync ended: 12 synced, 4 left.");
    }

    @Test
    void whatFailedOrIsUnclearIsToldWithTheWayThere() {
        desk.result = new SyncResult.Ran(report(3, 2, 1));
        model(new InlineBackground()).press();
        assertThat(notices.problems)
                .containsExactly("Sync ended: 3 synced, 2 failed, 1 unclear, 4 left.");
        notices.steps.getFirst().act().run();
        assertThat(opened).containsExactly(Destination.Memories.of(MemoryGroup.FAILED));
    }

    @Test
    void withoutAnApiItRunsThePersonsWorkerAndShowsTheLog() {
        desk.means = new org.mem0queue.ui.shell.SyncDesk.Means(null, "python3 worker.py");
        model(new InlineBackground()).press();
        assertThat(desk.asked).containsExactly("worker");
        assertThat(opened).containsExactly(Destination.Logs.asLeft());
        assertThat(notices.done).containsExactly("Your worker has ended.");
    }

    @Test
    void withNeitherItLeadsToTheSettings() {
        desk.means = new org.mem0queue.ui.shell.SyncDesk.Means(null, null);
        model(new InlineBackground()).press();
        assertThat(desk.asked).isEmpty();
        notices.steps.getFirst().act().run();
        assertThat(opened).containsExactly(new Destination.Settings("api.url"));
    }

    @Test
    void everyOtherEndIsASentence() {
        desk.result = new SyncResult.AnotherRuns(LockStatus.FREE);
        model(new InlineBackground()).press();
        desk.result =
                new SyncResult.LockHeld(
                        new LockStatus(
                                LockStatus.State.HELD,
                                new LockStatus.Holder(4711, "python3", "python3 w.py", false),
                                Duration.ofSeconds(41),
                                null),
                        report(0, 0, 0));
        model(new InlineBackground()).press();
        desk.result = new SyncResult.Paused(SampleSnapshots.NOW.minusSeconds(600));
        model(new InlineBackground()).press();
        desk.result = new SyncResult.Refused("The key is wrong.", report(0, 0, 0));
        model(new InlineBackground()).press();
        assertThat(notices.problems)
                .containsExactly(
                        "Another program is sending from this folder already.",
                        "python3 (4711) holds the queue lock. What was sent is written down, and"
                                + " the next sync puts it into the queue file.",
                        "Sending has been paused since 13:52.",
                        "The key is wrong.");
    }

    @Test
    void whatTheSenderSaysSpeaksTheLanguageOfTheWindow() {
        assertThat(
                        SyncText.sentence(
                                new SyncResult.Refused("Sending was paused.", report(0, 0, 0)),
                                SampleSnapshots.NOW,
                                new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME)))
                .isEqualTo("L’envoi a été mis en pause.");
    }

    @Test
    void aPauseOfWhoeverItIsTurnsTheButtonAround() {
        SyncViewModel model = model(new InlineBackground());
        model.pauseOrResume();
        assertThat(desk.asked).containsExactly("pause");
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.managed = true;
        sample.sending = new SendingStatus(SampleSnapshots.NOW, LockStatus.FREE, LockStatus.FREE);
        model.apply(sample.build());
        assertThat(model.textProperty().get().paused()).isTrue();
        model.pauseOrResume();
        assertThat(desk.asked).containsExactly("pause", "resume");
    }

    @Test
    void whileItRunsTheButtonCountsAndStops() {
        List<Runnable> begun = new ArrayList<>();
        Background later =
                new Background() {
                    @Override
                    public <T> Running run(
                            Callable<T> work,
                            Consumer<? super T> done,
                            Consumer<? super Exception> failed) {
                        begun.add(() -> new InlineBackground().run(work, done, failed));
                        return () -> {};
                    }
                };
        desk.steps.add(new SyncProgress(report(12, 0, 0), 12, 58, 3, 2.0, Duration.ofSeconds(23)));
        SyncViewModel model = model(later);
        model.press();
        begun.removeFirst().run(); // what sending is possible with
        assertThat(model.textProperty().get().button()).isEqualTo("Sending");
        assertThat(model.textProperty().get().running()).isTrue();
        List<String> said = new ArrayList<>();
        model.textProperty().addListener((property, before, now) -> said.add(now.button()));
        begun.removeFirst().run();
        assertThat(said).containsExactly("12 of 58", "Sync now");
        model.press();
        begun.removeFirst().run();
        model.press();
        assertThat(begun).as("a second press stops, and begins nothing").hasSize(1);
    }
}
