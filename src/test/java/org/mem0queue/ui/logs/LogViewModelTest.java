package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.SampleLog;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;

class LogViewModelTest {
    private static final Messages ENGLISH =
            new Messages(Locale.ENGLISH, ZoneOffset.UTC, Path.of("/home/lea"));

    private final LogViewModel model = new LogViewModel(ENGLISH, 100);
    private final Object reader = new Object();

    private String last() {
        return model.rows().getLast().text();
    }

    @Test
    void theTitleCountsErrorsInWhatIsShown() {
        model.append(SampleLog.timed());
        LogText text = model.textProperty().get();
        assertThat(text.title()).isEqualTo("2 errors in the last 19 lines.");
        assertThat(text.errors()).isEqualTo("Errors 2");
        assertThat(text.warnings()).isEqualTo("Warnings 4");
        assertThat(text.amount()).isEqualTo("48.2 kB, 19 lines shown");
    }

    @Test
    void noLogAndAnEmptyLogAreDifferentThings() {
        model.append(LogBatch.none());
        assertThat(model.textProperty().get().title()).isEqualTo("There is no worker log here.");
        model.append(LogBatch.restarted("mem0_worker.log", 0, List.of()));
        assertThat(model.textProperty().get().title()).isEqualTo("The worker log is empty.");
        assertThat(model.textProperty().get().empty()).contains("cron");
        model.append(LogBatch.unreadable("mem0_worker.log", "permission denied"));
        assertThat(model.textProperty().get().title()).isEqualTo("The worker log can’t be read.");
        assertThat(model.textProperty().get().empty()).isEqualTo("Permission denied.");
    }

    @Test
    void theOldestGoWhileSomebodyFollows() {
        model.append(SampleLog.more(0, 80));
        model.append(SampleLog.more(80, 80));
        assertThat(model.rows()).hasSize(100);
        assertThat(model.rows().getFirst().text()).isEqualTo("Synced: line 60");
    }

    @Test
    void nothingGoesWhileSomebodyReads() {
        model.append(SampleLog.more(0, 80));
        model.setReading(reader, true);
        model.append(SampleLog.more(80, 80));
        assertThat(model.rows()).hasSize(160);
        assertThat(model.rows().getFirst().text()).isEqualTo("Synced: line 0");
    }

    @Test
    void aReaderWhoStaysForeverDoesNotFillTheMemory() {
        model.append(SampleLog.more(0, 100));
        model.setReading(reader, true);
        for (int i = 100; i < 10_000; i += 100) {
            model.append(SampleLog.more(i, 100));
        }
        assertThat(model.rows()).hasSizeLessThanOrEqualTo(200);
        model.setReading(reader, false);
        assertThat(model.rows()).hasSize(100);
        assertThat(last()).isEqualTo("Synced: line 9999");
    }

    @Test
    void pausingHoldsBackAndResumingBringsAll() {
        model.append(SampleLog.more(0, 10));
        model.setPaused(true);
        model.append(SampleLog.more(10, 38));
        assertThat(model.rows()).hasSize(10);
        assertThat(model.textProperty().get().pause()).isEqualTo("Resume, 38 new lines");
        model.setPaused(false);
        assertThat(model.rows()).hasSize(48);
        assertThat(last()).isEqualTo("Synced: line 47");
        assertThat(model.textProperty().get().pause()).isEqualTo("Pause");
    }

    @Test
    void aRestartReplacesAllEvenWhenPaused() {
        model.append(SampleLog.more(0, 10));
        model.setPaused(true);
        model.append(SampleLog.more(10, 5));
        model.append(SampleLog.untimed());
        assertThat(model.rows()).hasSize(19);
        model.setPaused(false);
        assertThat(model.rows()).hasSize(19);
    }

    @Test
    void anOpenLineIsReplacedByItsEnd() {
        model.append(LogBatch.restarted("x", 5, List.of(new LogRow("", LogLevel.PLAIN, "Upl"))));
        model.append(
                LogBatch.revised(
                        "x",
                        20,
                        List.of(
                                new LogRow("", LogLevel.ERROR, "Upload failed"),
                                new LogRow("", LogLevel.PLAIN, "next"))));
        assertThat(model.rows()).extracting(LogRow::text).containsExactly("Upload failed", "next");
        assertThat(model.textProperty().get().errors()).isEqualTo("Errors 1");
    }

    @Test
    void theFilterTakesLevelAndTextTogether() {
        model.append(SampleLog.timed());
        model.filterProperty().set(new LogFilter(LogFilter.Levels.ERRORS, ""));
        assertThat(model.filteredRows()).hasSize(2);
        model.filterProperty().set(new LogFilter(LogFilter.Levels.ERRORS, "TIMED OUT"));
        assertThat(model.filteredRows()).hasSize(1);
        assertThat(model.textProperty().get().matches()).isEqualTo("1 of 19");
        model.filterProperty().set(new LogFilter(LogFilter.Levels.ALL, "nothing like it"));
        assertThat(model.textProperty().get().empty())
                .isEqualTo("No line holds “nothing like it”.");
        assertThat(model.textProperty().get().silent()).isEmpty();
    }

    @Test
    void theColumnOfTimesIsThereOnlyIfMostLinesHaveOne() {
        model.append(SampleLog.untimed());
        assertThat(model.timedProperty().get()).isFalse();
        model.append(SampleLog.timed());
        assertThat(model.timedProperty().get()).isTrue();
        model.append(SampleLog.untimed());
        assertThat(model.timedProperty().get()).isFalse();
        model.append(SampleLog.more(0, 18));
        assertThat(model.timedProperty().get()).isFalse();
        model.append(SampleLog.more(18, 2));
        assertThat(model.timedProperty().get()).isTrue();
    }

    @Test
    void batchesJoinWithoutLosingOrRepeatingALine() {
        LogBatch open = LogBatch.restarted("x", 5, List.of(row("a"), row("b")));
        LogBatch joined = open.then(LogBatch.revised("x", 9, List.of(row("b2"), row("c"))), 10);
        assertThat(joined.rows()).extracting(LogRow::text).containsExactly("a", "b2", "c");
        assertThat(joined.restart()).isTrue();
        assertThat(joined.revisesLast()).isFalse();
        assertThat(joined.then(LogBatch.appended("x", 12, List.of(row("d"))), 2).rows())
                .extracting(LogRow::text)
                .containsExactly("c", "d");
        LogBatch revised =
                LogBatch.appended("x", 1, List.of())
                        .then(LogBatch.revised("x", 2, List.of(row("z"))), 10);
        assertThat(revised.revisesLast()).isTrue();
        assertThat(joined.then(LogBatch.none(), 10)).isEqualTo(LogBatch.none());
    }

    @Test
    void aVeryLongLineIsShownShortAndNeverCutInACharacter() {
        LogRow row = row("x".repeat(LogRow.LONGEST_SHOWN - 1) + "😀" + "y".repeat(1_000_000));
        assertThat(row.shown()).hasSize(LogRow.LONGEST_SHOWN).endsWith("x…");
        assertThat(row.line()).hasSize(LogRow.LONGEST_SHOWN + 1 + 1_000_000);
    }

    private static LogRow row(String text) {
        return new LogRow("", LogLevel.PLAIN, text);
    }
}
