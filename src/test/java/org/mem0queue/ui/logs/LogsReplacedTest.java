package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.SampleLogFile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** What the log screen says where the log is not what it was, or could not be read to its end. */
class LogsReplacedTest extends LogsScreenFixture {
    private Instant ticked = Instant.parse("2026-11-28T12:00:00Z");

    /** The last lines of the old file come with the news of the new one. */
    @Test
    void whoReadsTheOldLogGetsItsLastLinesToo() throws IOException {
        log.busy(NOW);
        show();
        model.scrolled(false);
        log.append("the last words\n");
        Files.move(log.path(), folder.resolve("mem0_worker.log.1"));
        log.append("new\n");
        look();
        assertThat(rows()).hasSize(688).endsWith("the last words");
        assertThat(text().remark()).contains("older: the log was replaced at 14:02:26");
    }

    @Test
    void whoFollowsCanGoBackToTheLogThatWasReplaced() throws IOException {
        log.busy(NOW);
        show();
        assertThat(text().earlier()).isEmpty();
        log.append("why it was started again\n");
        Files.move(log.path(), folder.resolve("mem0_worker.log.1"));
        log.append("new\n");
        look();
        assertThat(rows()).containsExactly("new");
        assertThat(text().earlier()).isEqualTo("Show the earlier lines");

        model.showEarlier();
        settle();
        assertThat(rows()).hasSize(688).endsWith("why it was started again");
        assertThat(text().earlier()).isEmpty();
        assertThat(text().below()).isEqualTo("The log begins anew");
        log.append("newer\n");
        look();
        assertThat(rows()).as("it stays").hasSize(688);

        model.followEnd();
        settle();
        assertThat(rows()).containsExactly("new", "newer");
    }

    @Test
    void whoPausedIsToldThatTheLogWasEmptiedMeanwhile() throws IOException {
        log.busy(NOW);
        show();
        String last = model.lines().get(686).text();
        model.setPaused(true);
        Files.writeString(log.path(), "torn ".repeat(20_000) + "\n");
        look();
        assertThat(model.lines().get(model.lines().size() - 1).text()).isEqualTo(last);
        assertThat(text().remark()).startsWith("At 14:02:26 the log was emptied");
        // What was not read yet is not made up of what stands there now.
        model.lines().get(300);
        settle();
        assertThat(model.lines().get(300).text()).isEmpty();
        List<RowReader.Copied> copied = new ArrayList<>();
        List<Exception> failures = new ArrayList<>();
        model.copies().copy(List.of(0, 1), copied::add, failures::add);
        settle();
        assertThat(copied).isEmpty();
        assertThat(failures).singleElement().asString().contains("emptied or replaced meanwhile");

        model.setPaused(false);
        settle();
        assertThat(model.lines().size()).isEqualTo(1);
        assertThat(text().remark()).startsWith("The log was emptied at 14:02:26");
    }

    @Test
    void whoReadsALogThatWasReplacedTwiceIsTold() throws IOException {
        log.busy(NOW);
        show();
        model.scrolled(false);
        for (int number = 1; number <= 2; number++) {
            Files.move(log.path(), folder.resolve("mem0_worker.log." + number));
            log.append("new " + number + "\n");
            look();
        }
        assertThat(model.lines().size()).isEqualTo(687);
        assertThat(text().remark()).contains("can’t be read any more");
        assertThat(text().below()).isEqualTo("The log begins anew");
    }

    @Test
    void theLogIsFollowedToWhereTheWorkerWritesNow() throws IOException {
        Path beside = log.path();
        log = new SampleLogFile(folder.resolve("logs").resolve("mem0_worker.log"));
        log.append("in logs\n");
        show();
        assertThat(rows()).containsExactly("in logs");
        Files.writeString(beside, "beside the queue\n");
        tick(5);
        assertThat(rows()).containsExactly("beside the queue");
    }

    @Test
    void whoReadsOrChoseALogKeepsItAndIsToldOfAnother() throws IOException {
        Path beside = log.path();
        log = new SampleLogFile(folder.resolve("logs").resolve("mem0_worker.log"));
        log.append("in logs\n");
        show();
        model.scrolled(false);
        Files.writeString(beside, "beside the queue\n");
        tick(5);
        assertThat(rows()).containsExactly("in logs");
        assertThat(text().remark())
                .isEqualTo("The worker writes another log now: mem0_worker.log.");
        model.choose(model.source());
        settle();
        tick(5);
        assertThat(rows()).containsExactly("in logs");
        assertThat(text().remark()).isEmpty();
    }

    private void tick(int times) {
        for (int i = 0; i < times; i++) {
            ticked = ticked.plusSeconds(1);
            model.tick(ticked);
            settle();
        }
    }

    @Test
    void aSearchThatWasGivenUpInALineIsToldAsIncomplete() throws IOException {
        log.append("1,2,3,4,5,6,7,8,x\n" + "xy" + "value,".repeat(60) + "\n");
        show();
        model.setQuery(LogQuery.ALL.withText("(.*,){8}x").asExpression(true));
        settle();
        assertThat(text().matches()).isEqualTo("1+");
        assertThat(text().remark()).startsWith("Not all lines could be searched");
        model.setQuery(LogQuery.ALL.withText("(.*,){8}y").asExpression(true).onlyHits(true));
        settle();
        assertThat(text().matches()).isEqualTo("none so far");
        assertThat(text().empty()).contains("not all lines could be searched");
        model.setQuery(LogQuery.ALL.withText("value"));
        settle();
        assertThat(text().matches()).isEqualTo("1");
        assertThat(text().remark()).isEmpty();
    }

    @Test
    void aScanThatBrokeOffIsToldAsIncomplete() throws IOException {
        log.busy(NOW);
        desk.failReading(2); // the first is what is on screen
        show();
        assertThat(model.lines().size()).isEqualTo(687);
        assertThat(text().title())
                .isEqualTo("Not all of the log could be read. No errors in the rest.");
        log.more(5);
        look();
        assertThat(text().title()).startsWith("4 errors in the last hour");
    }

    /** Its lines have other numbers: what was shown of them says nothing about the new ones. */
    @Test
    void secretsShownInTheEarlierFileAreNotShownInThePresentOneInAnotherLanguage()
            throws IOException {
        log.append("one token=abcdefghijklmnop1234\n");
        show();
        Files.move(log.path(), folder.resolve("mem0_worker.log.1"));
        log.append("two token=ponmlkjihgfedcba4321\n");
        look();
        model.showEarlier();
        settle();
        model.copies().toggleSecrets(List.of(0));
        Bookmark left = model.comingBack().bookmark(List.of(0));
        assertThat(left).isNotNull();
        assertThat(left.whole()).containsExactly(0L);

        LogsViewModel next = another();
        List<Integer> marked = new ArrayList<>();
        next.comingBack().setMarker(marked::addAll);
        next.takeOver(model, left);
        settle();
        assertThat(next.lines().size()).isEqualTo(1);
        assertThat(next.copies().secrets().lines()).isEmpty();
        assertThat(marked).isEmpty();
        assertThat(next.place().isFollowing()).isTrue();
    }
}
