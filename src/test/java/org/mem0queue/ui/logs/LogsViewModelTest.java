package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.ui.SampleLogFile;
import org.mem0queue.ui.ScriptLogsDesk;
import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.text.Messages;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;

/** What the log screen shows and says, over real files and without a toolkit. */
class LogsViewModelTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");
    private static final Instant NOW = Instant.parse("2026-11-23T13:02:26Z");

    @TempDir Path folder;

    private final Queue<Runnable> toolkit = new ConcurrentLinkedQueue<>();
    private SampleLogFile log;
    private ScriptLogsDesk desk;
    private LogsViewModel model;

    @BeforeEach
    void open() throws IOException {
        Clock clock = Clock.fixed(NOW, ZONE);
        log = new SampleLogFile(folder.resolve("mem0_worker.log"));
        desk = new ScriptLogsDesk(folder, clock);
        model =
                new LogsViewModel(
                        desk,
                        new Messages(Locale.ENGLISH, ZONE, Path.of("/home/lea")),
                        clock,
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

    private void settle() {
        for (Runnable next = toolkit.poll(); next != null; next = toolkit.poll()) {
            next.run();
        }
    }

    private void show() {
        model.lookForLogs();
        settle();
    }

    private void look() {
        desk.look();
        settle();
    }

    private LogsText text() {
        return model.textProperty().get();
    }

    private List<String> rows() {
        List<String> shown = new ArrayList<>();
        for (int i = 0; i < model.lines().size(); i++) {
            if (model.lines().get(i).text().isEmpty()) {
                settle();
            }
            shown.add(model.lines().get(i).text());
        }
        return shown;
    }

    @Test
    void withoutALogItSaysWhereItLooked() {
        show();
        assertThat(text().title()).isEqualTo("There is no worker log here.");
        assertThat(text().empty()).contains("logs/mem0_worker.log");
        assertThat(text().file()).isEmpty();
    }

    @Test
    void itShowsEveryLineAndSaysWhatWentWrong() throws IOException {
        log.busy(NOW);
        show();
        assertThat(model.lines().size()).isEqualTo(687);
        assertThat(text().title())
                .isEqualTo("4 errors in the last hour: the API did not answer in time.");
        assertThat(text().errors()).isEqualTo("Errors 13");
        assertThat(text().warnings()).isEqualTo("Warnings 4");
        assertThat(text().amount()).endsWith("687 lines");
        assertThat(rows()).contains("Processing queue: 55 pending", "No lines for 18 min.");
        assertThat(model.timedProperty().get()).isTrue();
    }

    @Test
    void whatIsNotHeldIsReadWhenItIsAskedFor() throws IOException {
        log.busy(NOW);
        show();
        assertThat(model.lines().get(3).text()).isEmpty();
        settle();
        assertThat(model.lines().get(3).text())
                .isEqualTo("Synced: api-facturation (ID: c41e07b4...)");
        assertThat(model.lines().get(3).id8()).isEqualTo("c41e07b4");
    }

    @Test
    void newLinesComeBelowAndAreCountedForWhoReads() throws IOException {
        log.busy(NOW);
        show();
        log.more(5);
        look();
        assertThat(model.lines().size()).isEqualTo(692);
        assertThat(text().below()).isEmpty();
        model.scrolled(false);
        log.more(38);
        look();
        assertThat(model.lines().size()).isEqualTo(730);
        assertThat(text().below()).isEqualTo("38 new lines below");
        model.followEnd();
        assertThat(text().below()).isEmpty();
        assertThat(model.place().followingProperty().get()).isTrue();
    }

    @Test
    void pausingHoldsNewLinesBackWhileFollowingGoesOn() throws IOException {
        log.busy(NOW);
        show();
        model.setPaused(true);
        log.more(12);
        look();
        assertThat(model.lines().size()).isEqualTo(687);
        assertThat(text().pause()).isEqualTo("Resume, 12 new lines");
        assertThat(model.place().followingProperty().get()).isTrue();
        model.setPaused(false);
        settle();
        assertThat(model.lines().size()).isEqualTo(699);
        assertThat(text().pause()).isEqualTo("Pause");
    }

    @Test
    void anOpenLineIsShownAndChangesInPlace() throws IOException {
        log.append("one\n  ✅ Syn");
        show();
        assertThat(model.lines().get(1).text()).isEqualTo("Syn");
        log.append("ced: p (ID: 12345678...)\n");
        look();
        assertThat(rows()).containsExactly("one", "Synced: p (ID: 12345678...)");
    }

    @Test
    void hitsAreCountedAndWalkedThrough() throws IOException {
        log.busy(NOW);
        show();
        model.setQuery(LogQuery.ALL.withText("timed out"));
        settle();
        assertThat(text().matches()).isEqualTo("12");
        assertThat(model.lines().size()).isEqualTo(687);
        model.nextHit();
        assertThat(text().matches()).isEqualTo("12 of 12");
        model.previousHit();
        assertThat(text().matches()).isEqualTo("11 of 12");
        assertThat(model.place().followingProperty().get()).isFalse();
        model.nextHit();
        model.nextHit();
        assertThat(text().matches()).isEqualTo("1 of 12");
        log.append("late: it timed out again\n");
        look();
        assertThat(text().matches()).isEqualTo("1 of 13");
    }

    @Test
    void onlyLinesWithItLeavesTheOthersOut() throws IOException {
        log.busy(NOW);
        show();
        model.setQuery(LogQuery.ALL.withText("timed out").onlyHits(true));
        settle();
        assertThat(rows()).hasSize(12).allMatch(row -> row.contains("timed out"));
        model.setQuery(LogQuery.ALL.withText("no such text").onlyHits(true));
        settle();
        assertThat(text().empty()).isEqualTo("No line holds “no such text”.");
    }

    @Test
    void anExpressionThatIsNoneIsSaidToBeNone() throws IOException {
        log.busy(NOW);
        show();
        model.setQuery(LogQuery.ALL.withText("Retry (").asExpression(true));
        settle();
        assertThat(text().matches()).isEqualTo("not valid");
        assertThat(text().mistake()).contains("is not closed");
        model.setQuery(LogQuery.ALL.withText("Retry [14]/5").asExpression(true));
        settle();
        assertThat(text().matches()).isEqualTo("3");
    }

    @Test
    void levelsAndProjectsNarrowTheLines() throws IOException {
        log.busy(NOW);
        show();
        model.setQuery(LogQuery.ALL.withLevels(LogQuery.Levels.WARNINGS));
        settle();
        assertThat(rows()).hasSize(4).anyMatch(row -> row.startsWith("Waiting backoff"));
        assertThat(text().projects()).containsExactly("api-facturation", "trace-hub");
        model.setQuery(
                LogQuery.ALL
                        .withProjects(Set.of("trace-hub"))
                        .withLevels(LogQuery.Levels.WARNINGS));
        settle();
        assertThat(rows()).containsExactly("Waiting backoff: trace-hub (retry in 480s)");
        model.setQuery(LogQuery.ALL.withProjects(Set.of("trace-hub")));
        settle();
        assertThat(rows())
                .noneMatch(row -> row.contains("api-facturation"))
                .contains("Processing queue: 55 pending");
    }

    @Test
    void errorsAreWalkedThrough() throws IOException {
        log.busy(NOW);
        show();
        model.nextError();
        assertThat(model.place().currentProperty().get()).isEqualTo(669);
        model.previousError();
        assertThat(model.place().currentProperty().get()).isEqualTo(668);
    }

    @Test
    void aReplacedLogWaitsForWhoReadsTheOldOne() throws IOException {
        log.busy(NOW);
        show();
        model.scrolled(false);
        Files.move(log.path(), folder.resolve("mem0_worker.log.1"));
        log.append("new\n");
        look();
        assertThat(model.lines().size()).isEqualTo(687);
        assertThat(text().below()).isEqualTo("The log begins anew");
        model.followEnd();
        settle();
        assertThat(rows()).containsExactly("new");
        assertThat(text().remark()).contains("replaced at 14:02:26");
    }

    @Test
    void aTruncatedLogIsShownAnewAtOnce() throws IOException {
        log.busy(NOW);
        show();
        model.scrolled(false);
        Files.writeString(log.path(), "new\n");
        look();
        assertThat(rows()).containsExactly("new");
        assertThat(text().remark()).contains("emptied at 14:02:26");
    }

    @Test
    void aMemoryLeadsToTheLastLineThatNamesIt() throws IOException {
        log.busy(NOW);
        show();
        model.lookFor("7f3a9c1e");
        settle();
        assertThat(text().matches()).isEqualTo("1 of 1");
        assertThat(model.place().currentProperty().get()).isEqualTo(669);
    }

    @Test
    void aMomentLeadsToItsLine() throws IOException {
        log.busy(NOW);
        show();
        model.goTo(Instant.parse("2026-11-23T12:59:10Z"));
        settle();
        settle();
        int row = model.place().targetProperty().get().row();
        model.lines().get(row);
        settle();
        assertThat(model.lines().get(row).time()).isEqualTo("13:59:08");
    }

    @Test
    void linesAreCopiedAsTheyStandAndExportedAsTheyAre() throws IOException {
        log.busy(NOW);
        show();
        List<RowReader.Copied> copied = new ArrayList<>();
        model.copies().copy(List.of(0, 1, 5), copied::add);
        settle();
        assertThat(copied.getFirst().masked()).isZero();
        assertThat(copied.getFirst().text().split("\n"))
                .hasSize(3)
                .allMatch(line -> line.startsWith("2026-11-23 10:00:"));
        Path whole = folder.resolve("whole");
        model.copies().export(whole, lines -> assertThat(lines).isEqualTo(687), failed -> {});
        settle();
        assertThat(whole).hasSameBinaryContentAs(log.path());
        model.setQuery(LogQuery.ALL.withLevels(LogQuery.Levels.ERRORS));
        settle();
        Path errors = folder.resolve("errors");
        model.copies().export(errors, lines -> assertThat(lines).isEqualTo(13), failed -> {});
        settle();
        assertThat(Files.readAllLines(errors))
                .hasSize(13)
                .allMatch(line -> line.contains("⚠️") || line.contains("📋"));
    }

    @Test
    void whatIsMaskedIsCopiedMaskedUntilSomebodyAsksToSeeIt() throws IOException {
        String key = "m0-9f2kLsQ84hTzXc71";
        Files.writeString(
                log.path(),
                "2026-11-23 14:02:01 - INFO - starts\n2026-11-23 14:02:02 - ERROR - api_key="
                        + key
                        + " was refused\n");
        show();
        List<RowReader.Copied> copied = new ArrayList<>();
        model.copies().copy(List.of(0, 1), copied::add);
        settle();
        assertThat(copied.getLast().text()).contains("starts", "was refused").doesNotContain(key);
        assertThat(copied.getLast().masked()).isEqualTo(1);

        model.copies().toggleSecrets(List.of(0, 1));
        model.copies().copy(List.of(0, 1), copied::add);
        settle();
        assertThat(copied.getLast().text()).contains(key);
        assertThat(copied.getLast().masked()).isZero();

        model.copies().toggleSecrets(List.of(1));
        model.copies().copy(List.of(1), copied::add);
        settle();
        assertThat(copied.getLast().text()).doesNotContain(key);

        Path file = folder.resolve("whole");
        model.copies().export(file, lines -> {}, failed -> {});
        settle();
        assertThat(file).as("a file is as the log is").hasSameBinaryContentAs(log.path());
    }

    @Test
    void anotherLogIsMaskedAgain() throws IOException {
        log.busy(NOW);
        show();
        model.copies().toggleSecrets(List.of(3));
        assertThat(model.copies().secrets().lines()).hasSize(1);
        model.follow(model.source());
        assertThat(model.copies().secrets().lines()).isEmpty();
    }

    @Test
    void aLineOfAMegabyteIsMaskedPieceByPiece() {
        String line = "x".repeat(500_000) + " token: 9f2kLsQ84hTz " + "y".repeat(500_000);
        assertThat(ShownSecrets.masked(line))
                .contains("token: " + Secrets.MASK)
                .doesNotContain("9f2kLsQ84hTz")
                .startsWith("xxx")
                .endsWith("yyy");
    }
}
