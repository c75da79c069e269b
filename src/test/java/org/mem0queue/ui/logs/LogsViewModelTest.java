package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.control.Secrets;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What the log screen shows and says, over real files and without a toolkit. */
class LogsViewModelTest extends LogsScreenFixture {
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
        assertThat(text().mistake())
                .isEqualTo("This is no regular expression: what ( begins is not closed.");
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
    void theHitThatIsLookedAtStaysInSightWhenProjectsAreChosen() throws IOException {
        log.busy(NOW);
        show();
        LogQuery search = LogQuery.ALL.withText("trace-hub");
        model.setQuery(search);
        settle();
        model.nextHit();
        long hit = model.place().currentProperty().get();
        int row = model.lines().rowOf(hit);
        model.place().setSight(() -> row - 5, () -> 30);
        model.setQuery(search.withProjects(Set.of("trace-hub")));
        settle();
        assertThat(model.lines().rowOf(hit)).isLessThan(row);
        ScrollTarget target = model.place().targetProperty().get();
        assertThat(target.place()).isEqualTo(ScrollTarget.Place.IN_SIGHT);
        assertThat(target.row()).isEqualTo(model.lines().rowOf(hit));
        model.scrolled(false);
        model.place().setSight(() -> 0, () -> 5); // who has scrolled away reads there
        model.setQuery(search);
        settle();
        assertThat(model.place().targetProperty().get().place()).isEqualTo(ScrollTarget.Place.TOP);
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
        model.copies().copy(List.of(0, 1, 5), copied::add, failed -> {});
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
        model.copies().copy(List.of(0, 1), copied::add, failed -> {});
        settle();
        assertThat(copied.getLast().text()).contains("starts", "was refused").doesNotContain(key);
        assertThat(copied.getLast().masked()).isEqualTo(1);

        model.copies().toggleSecrets(List.of(0, 1));
        model.copies().copy(List.of(0, 1), copied::add, failed -> {});
        settle();
        assertThat(copied.getLast().text()).contains(key);
        assertThat(copied.getLast().masked()).isZero();

        model.copies().toggleSecrets(List.of(1));
        model.copies().copy(List.of(1), copied::add, failed -> {});
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
