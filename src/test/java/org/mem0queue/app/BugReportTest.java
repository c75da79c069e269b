package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.time.Instant;

class BugReportTest {
    @Test
    void itSaysWhereAndOnWhatButQuotesNothing() {
        Exception bug =
                new IllegalStateException(
                        "the text of a memory", new java.io.IOException("and its project"));
        String report = BugReport.of(bug, "ledger", Instant.parse("2026-11-23T13:02:26Z"));
        assertThat(report)
                .contains(
                        "2026-11-23T13:02:26Z, thread ledger",
                        "java.lang.IllegalStateException",
                        "caused by java.io.IOException",
                        "BugReportTest.itSaysWhereAndOnWhatButQuotesNothing")
                .doesNotContain("the text of a memory", "its project");
    }
}
