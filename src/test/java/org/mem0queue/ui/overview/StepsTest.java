package org.mem0queue.ui.overview;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ui.SampleSnapshots.NOW;
import static org.mem0queue.ui.overview.SaidSentences.ENGLISH;
import static org.mem0queue.ui.overview.SaidSentences.FRENCH;

import org.junit.jupiter.api.Test;
import org.mem0queue.health.FindingCode;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.Finding;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.MemoryGroup;
import org.mem0queue.ui.overview.Sentence.Kind;

import java.util.List;
import java.util.OptionalLong;

/** Where the sentence, the findings and the account lead. */
class StepsTest {
    private static List<Step> steps(SampleSnapshots sample) {
        return OverviewText.of(sample.build(), NOW, ENGLISH).steps();
    }

    private static SampleSnapshots counted(Counts counts) {
        SampleSnapshots sample = SampleSnapshots.calm();
        sample.counts = counts;
        return sample;
    }

    @Test
    void whatFailedIsOneClickAway() {
        assertThat(steps(SampleSnapshots.normal()))
                .containsExactly(
                        new Step(
                                "Show 11 that failed",
                                Destination.Memories.of(MemoryGroup.FAILED),
                                true),
                        new Step("Set up an API", new Destination.Settings("api.url")));
    }

    @Test
    void aDamagedFileLeadsToTheBackups() {
        assertThat(steps(SampleSnapshots.corrupt()).getFirst())
                .isEqualTo(new Step("Choose a backup", new Destination.Backups(), true));
    }

    @Test
    void aHeldLockLeadsToTheLog() {
        assertThat(steps(SampleSnapshots.alarm()))
                .extracting(Step::verb)
                .containsExactly("Show the worker log", "Show 9 that failed");
    }

    @Test
    void lostMemoriesAreShown() {
        assertThat(steps(SampleSnapshots.lost()).getFirst())
                .isEqualTo(
                        new Step(
                                "Show 7 lost memories",
                                Destination.Memories.of(MemoryGroup.LOST),
                                true));
    }

    @Test
    void whereNobodySendsTheFirstThingIsToSetItUp() {
        SampleSnapshots sample = counted(SampleSnapshots.counts(4, 0, 0, 0, 0, 0));
        sample.worker = org.mem0queue.queue.WorkerStatus.NONE;
        sample.api = ApiStatus.UNCONFIGURED;
        assertThat(steps(sample))
                .extracting(Step::verb)
                .containsExactly("Set up an API", "Show 4 waiting");
    }

    @Test
    void whatIsUnclearCanBeChecked() {
        Counts counts =
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
        assertThat(steps(counted(counts)))
                .containsExactly(
                        new Step(
                                "Check 2 unclear",
                                Destination.Memories.of(MemoryGroup.UNCLEAR),
                                true));
    }

    @Test
    void aCalmWindowOffersNothing() {
        assertThat(steps(SampleSnapshots.calm())).isEmpty();
        assertThat(OverviewText.of(SampleSnapshots.calm().build(), NOW, ENGLISH).findings())
                .isEmpty();
    }

    @Test
    void whateverTheSentenceSaysAtMostOneButtonIsLoud() {
        for (SampleSnapshots sample :
                List.of(
                        SampleSnapshots.normal(),
                        SampleSnapshots.alarm(),
                        SampleSnapshots.lost(),
                        SampleSnapshots.corrupt(),
                        SampleSnapshots.calm(),
                        SampleSnapshots.empty(),
                        counted(SampleSnapshots.counts(0, 3, 1, 0, 0, 0)))) {
            for (Kind kind : Kind.values()) {
                for (var words : List.of(ENGLISH, FRENCH)) {
                    List<Step> steps = SentenceSteps.of(sample.build(), kind, words);
                    assertThat(steps.stream().filter(Step::loud).count()).isLessThanOrEqualTo(1);
                    assertThat(steps).allMatch(step -> !step.verb().isBlank());
                    assertThat(steps.stream().skip(1)).noneMatch(Step::loud);
                }
            }
        }
    }

    @Test
    void everyFindingWithAPlaceInTheWindowLeadsThere() {
        FindingSteps leads = new FindingSteps(SampleSnapshots.lost().counts, ENGLISH);
        assertThat(leads.of(finding(FindingCode.QUEUE_WIPED)).destination())
                .isEqualTo(new Destination.Backups());
        assertThat(leads.of(finding(FindingCode.LOCK_HELD_LONG)).verb()).isEqualTo("Show log");
        assertThat(leads.of(finding(FindingCode.PENDING_MANY)))
                .isEqualTo(new Step("Show 58", Destination.Memories.of(MemoryGroup.PENDING)));
        assertThat(leads.of(finding(FindingCode.DEAD_LETTERS_WAITING)).verb())
                .as("no number that is not the finding's own")
                .isEqualTo("Show failed");
        assertThat(leads.of(finding(FindingCode.API_DOWN_FOR_WORKER)).destination())
                .isEqualTo(new Destination.Settings("api.url"));
        assertThat(leads.of(finding(FindingCode.SENDING_PAUSED)))
                .isEqualTo(new Step("Resume sending", new Destination.Resumed()));
        assertThat(leads.of(finding(FindingCode.ENTRIES_STOP_WORKER)).destination())
                .isEqualTo(Destination.Memories.of(MemoryGroup.PENDING));
        assertThat(leads.of(finding(FindingCode.DISK_LOW))).isNull();
        assertThat(leads.of(new Finding("of-a-newer-version", Finding.Severity.NOTICE, "m", "a")))
                .isNull();
    }

    @Test
    void noFindingOffersToShowNothing() {
        FindingSteps leads = new FindingSteps(SampleSnapshots.counts(0, 0, 0, 0, 0, 0), ENGLISH);
        for (FindingCode code : FindingCode.values()) {
            Step step = leads.of(finding(code));
            assertThat(step == null ? "" : step.verb()).doesNotContain("0");
        }
    }

    private static Finding finding(FindingCode code) {
        return new Finding(code.code(), code.severities().getFirst(), "message", "action");
    }

    @Test
    void theAccountListsEveryTermWithItsList() {
        AccountText account = AccountText.of(SampleSnapshots.lost().build(), ENGLISH);
        assertThat(account.nowTitle()).isEqualTo("288 seen, and where they are now");
        assertThat(account.now())
                .extracting(term -> term.word() + " " + term.number())
                .containsExactly(
                        "Synced, confirmed 73",
                        "Synced, as the worker reports 143",
                        "Pending 58",
                        "Sending 3",
                        "Failed 9",
                        "Unclear 2",
                        "Lost 7");
        assertThat(account.now()).noneMatch(term -> term.destination() == null);
        assertThat(account.beforeTitle()).isEqualTo("In the files at the first look, 24 Oct");
        assertThat(account.before())
                .extracting(term -> term.word() + " " + term.number())
                .containsExactly(
                        "Counted as queued 160", "Reported as synced 120", "Still there 40");
    }

    @Test
    void whatIsNotProvableOrNotAccountedForIsATermToo() {
        SampleSnapshots sample = SampleSnapshots.normal();
        sample.balance =
                new org.mem0queue.queue.Balance(
                        null, 64, 61, new org.mem0queue.queue.Balance.Before(61, 10, 49));
        AccountText account = AccountText.of(sample.build(), ENGLISH);
        assertThat(account.now().getLast().word()).isEqualTo("Not accounted for");
        assertThat(account.now().getLast().number()).isEqualTo("3");
        assertThat(account.before().getLast().word()).isEqualTo("Not provable");
        assertThat(AccountText.of(SampleSnapshots.corrupt().build(), ENGLISH))
                .isEqualTo(AccountText.NONE);
    }
}
