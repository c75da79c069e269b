package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mem0queue.ui.SampleSnapshots.NOW;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.FindingWords;
import org.mem0queue.queue.LockStatus;
import org.mem0queue.queue.QueueSnapshot.QueueFileStatus;
import org.mem0queue.queue.WorkerStatus;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptOverviewDesk;
import org.mem0queue.ui.control.BalanceBar;
import org.mem0queue.ui.control.HealthRow;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.control.Tile;
import org.mem0queue.ui.text.Messages;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;

class OverviewTextTest {
    private static final Messages ENGLISH =
            new Messages(Locale.ENGLISH, ZoneId.of("Europe/Paris"), SampleSnapshots.HOME);

    private static final Messages FRENCH =
            new Messages(Locale.FRENCH, ZoneId.of("Europe/Paris"), SampleSnapshots.HOME);

    private static OverviewText of(SampleSnapshots sample) {
        return OverviewText.of(sample.build(), NOW, ENGLISH);
    }

    private static List<String> numbers(SampleSnapshots sample) {
        return of(sample).tiles().stream().map(Tile.Text::number).toList();
    }

    private static List<String> notes(SampleSnapshots sample) {
        return of(sample).tiles().stream().map(Tile.Text::note).toList();
    }

    @Test
    void tilesShowTheContractsExample() {
        assertThat(numbers(SampleSnapshots.normal()))
                .containsExactly("40", "0", "10", "11", "–", "–");
        assertThat(notes(SampleSnapshots.normal()))
                .containsExactly(
                        "oldest 12 min",
                        "none on the way",
                        "none confirmed",
                        "3 dead letters",
                        "not checked yet",
                        "not checked yet");
    }

    @Test
    void notLookedForIsADashAndNeverZero() {
        List<Tile.Text> tiles = of(SampleSnapshots.empty()).tiles();
        assertThat(tiles.get(4).number()).isEqualTo("–");
        assertThat(tiles.get(5).number()).isEqualTo("–");
        assertThat(numbers(SampleSnapshots.calm())).containsExactly("0", "0", "216", "0", "0", "0");
    }

    @Test
    void anUnreadableFileHasNoNumbers() {
        assertThat(numbers(SampleSnapshots.denied())).containsOnly("–");
        assertThat(of(SampleSnapshots.denied()).balance().parts()).isEmpty();
    }

    @Test
    void whatOtherFilesHoldIsKnownAlthoughTheQueueIsDamaged() {
        assertThat(numbers(SampleSnapshots.corrupt()))
                .containsExactly("–", "–", "–", "3", "–", "–");
        assertThat(notes(SampleSnapshots.corrupt()).get(3)).isEqualTo("at least");
    }

    @Test
    void aMissingQueueIsEmptyAndNotUnknown() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.file = new QueueFileStatus("missing", -1, null, null);
        assertThat(numbers(sample)).startsWith("0", "0", "0", "0");
    }

    @Test
    void beforeTheFirstLookAllIsUnknown() {
        OverviewText text = OverviewText.beforeFirstLook(SampleSnapshots.DIRECTORY, ENGLISH);
        assertThat(text.tiles()).extracting(Tile.Text::number).containsOnly("–");
        assertThat(text.health())
                .extracting(line -> line.text().value())
                .containsOnly("not read yet");
    }

    @Test
    void partlyCheckedIsSaid() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.counts =
                new Counts(
                        0,
                        0,
                        0,
                        2,
                        0,
                        0,
                        0,
                        0,
                        0,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        0,
                        0);
        assertThat(numbers(sample).get(4)).isEqualTo("2");
        assertThat(notes(sample).get(4)).isEqualTo("not all checked");
    }

    @Test
    void onlyTheTileThatTheSentenceSpeaksOfIsTinted() {
        assertThat(of(SampleSnapshots.lost()).tiles())
                .filteredOn(Tile.Text::alarm)
                .extracting(Tile.Text::word)
                .containsExactly("Lost");
        assertThat(of(SampleSnapshots.alarm()).tiles()).noneMatch(Tile.Text::alarm);
    }

    @Test
    void theBalanceSaysWhatWasCountedBefore() {
        BalanceText text = of(SampleSnapshots.normal()).balance();
        assertThat(text.lead() + text.seen() + text.rest())
                .isEqualTo("At first look: 61 seen, all accounted for");
        assertThat(text.end()).isEqualTo("before that: 2 not provable");
        assertThat(text.parts())
                .extracting(BalanceBar.Part::styleClass, BalanceBar.Part::amount)
                .containsExactly(tuple("synced", 10L), tuple("pending", 40L), tuple("failed", 11L));
    }

    @Test
    void whatDoesNotAddUpIsSaid() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.balance =
                new Balance(
                        Instant.parse("2026-10-24T09:00:00Z"),
                        64,
                        61,
                        new Balance.Before(48, 10, 49));
        BalanceText text = of(sample).balance();
        assertThat(text.lead() + text.seen() + text.rest())
                .isEqualTo("Since 24 Oct: 64 seen, 3 not accounted for");
        assertThat(text.end()).isEqualTo("11 here that nobody counted");
    }

    @Test
    void lostStandsBesideTheBar() {
        BalanceText text = of(SampleSnapshots.lost()).balance();
        assertThat(text.parts()).noneMatch(part -> part.styleClass().equals("lost"));
        assertThat(text.beside()).hasSize(1);
        assertThat(text.end()).isEqualTo("7 lost, never counted");
        assertThat(text.lost()).isTrue();
    }

    @Test
    void healthNamesTheHolderAndIsRedFromFiveSeconds() {
        SampleSnapshots sample = SampleSnapshots.alarm();
        assertThat(of(sample).health().getFirst().text())
                .isEqualTo(
                        new HealthRow.Text(
                                Mark.CRITICAL,
                                "Lock",
                                "held 41 s by python3 4711",
                                "Process: python3 mem0_worker.py\n"
                                        + "Agents that save through Python give up after 5 s;"
                                        + " what they save now may be lost.\n"
                                        + "Save through mem0-queue, which does not wait for the"
                                        + " lock, or wait until the worker is done."));
        sample.lock =
                new LockStatus(
                        LockStatus.State.HELD,
                        new LockStatus.Holder(4711, "python3", "", false),
                        Duration.ofSeconds(4),
                        null);
        assertThat(of(sample).health().getFirst().text().mark()).isEqualTo(Mark.GOOD);
    }

    @Test
    void safeToSaveIsSaidOnlyIfItIs() {
        assertThat(of(SampleSnapshots.empty()).health().getFirst().text().value())
                .isEqualTo("free, safe to save");
        assertThat(of(SampleSnapshots.normal()).health().getFirst().text().value())
                .isEqualTo("free, 40 waiting");
        for (SampleSnapshots unreadable :
                List.of(SampleSnapshots.corrupt(), SampleSnapshots.denied())) {
            unreadable.lock = LockStatus.FREE;
            unreadable.safeToSave = true;
            assertThat(of(unreadable).health().getFirst().text().value())
                    .as("whatever the snapshot says of the lock")
                    .isEqualTo("free");
        }
    }

    @Test
    void noWorkerIsAWarningOnlyWhereSomethingWaits() {
        assertThat(of(SampleSnapshots.normal()).health().get(1).text().mark())
                .isEqualTo(Mark.WARNING);
        assertThat(of(SampleSnapshots.empty()).health().get(1).text().mark())
                .isEqualTo(Mark.NEUTRAL);
    }

    @Test
    void everyWorkerStateHasItsWords() {
        SampleSnapshots sample = SampleSnapshots.empty();
        for (WorkerStatus.State state : WorkerStatus.State.values()) {
            sample.worker = new WorkerStatus(state, List.of(1L, 2L), null);
            assertThat(of(sample).health().get(1).text().value()).isNotBlank();
        }
    }

    @Test
    void findingsComeLoudestFirst() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.findings =
                List.of(
                        new Finding("a", Finding.Severity.NOTICE, "notice", ""),
                        new Finding("b", Finding.Severity.CRITICAL, "critical", "act"),
                        new Finding("c", Finding.Severity.WARNING, "warning", "act"));
        assertThat(of(sample).findings())
                .extracting(line -> line.content().message())
                .containsExactly("critical", "warning", "notice");
    }

    @Test
    void findingsSpeakTheLanguageOfTheWindow() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.findings =
                List.of(
                        new Finding(
                                "pending-old",
                                Finding.Severity.WARNING,
                                "in English",
                                "in English",
                                FindingWords.of(
                                        "pending-old",
                                        SampleSnapshots.DIRECTORY.resolve("mem0_queue.json"),
                                        Duration.ofDays(3))));

        OverviewText french = OverviewText.of(sample.build(), NOW, FRENCH);

        assertThat(french.findings())
                .extracting(line -> line.content().message(), line -> line.content().action())
                .containsExactly(
                        tuple(
                                "Le plus ancien souvenir de ~/.claude/mem0_queue.json attend depuis"
                                        + " 3\u00a0jours.",
                                "`mem0-queue log -n 50` montre ce que fait le worker."));
        assertThat(french.sentence().cause()).doesNotContain("English");
    }

    @Test
    void problemsOfFileAndLockSpeakTheLanguageOfTheWindow() {
        SampleSnapshots sample = SampleSnapshots.empty();
        sample.file = new QueueFileStatus("denied", -1, null, "permission denied");
        sample.lock =
                new LockStatus(
                        LockStatus.State.UNKNOWN,
                        null,
                        null,
                        "/x/.lock: open failed: permission denied");

        assertThat(OverviewText.of(sample.build(), NOW, FRENCH).health())
                .extracting(line -> line.text().help())
                .contains(
                        "autorisation refusée",
                        "/x/.lock\u00a0: échec de open (autorisation refusée)");
    }

    @Test
    void theViewModelChangesNothingWhereNothingChanged() {
        OverviewViewModel model =
                new OverviewViewModel(new ScriptOverviewDesk(), Contexts.of(ENGLISH, goes -> {}));
        model.apply(SampleSnapshots.normal().build(), NOW);
        OverviewText before = model.textProperty().get();
        model.apply(SampleSnapshots.normal().build(), NOW.plusMillis(300));
        assertThat(model.textProperty().get()).isSameAs(before);
        model.tick(NOW.plusSeconds(60));
        assertThat(model.textProperty().get().sentence().kind()).isEqualTo(Sentence.Kind.STALE);
    }
}
