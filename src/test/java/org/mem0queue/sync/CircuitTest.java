package org.mem0queue.sync;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mem0queue.mem0.ClientSetup;
import org.mem0queue.mem0.UploadResult;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;

/** When uploads are held back, and when they go on. */
class CircuitTest {
    private static final Duration INTERVAL = Duration.ofSeconds(30);
    private static final int USUAL = 4;
    private static final UploadResult STORED = new UploadResult.Stored(List.of());
    private static final UploadResult REJECTED = new UploadResult.Rejected("422");
    private static final UploadResult WRONG_KEY =
            new UploadResult.Misconfigured(UploadResult.Cause.KEY, "401");
    private static final UploadResult DOUBT =
            new UploadResult.InDoubt(UploadResult.Doubt.TIME_OUT, "no answer");

    private final Circuit circuit = new Circuit(new Random(7));
    private Instant now = Instant.parse("2026-11-23T12:00:00Z");

    @Test
    void aWrongSetUpOpensItAtOnce() {
        ended("a", WRONG_KEY);

        assertThat(circuit.mayRun(USUAL, now)).isZero();
        assertThat(reason()).isEqualTo("401");
    }

    @Test
    void twoDoubtsInARowOpenIt() {
        ended("a", DOUBT);
        assertThat(circuit.mayRun(USUAL, now)).isEqualTo(USUAL);

        ended("b", DOUBT);

        assertThat(circuit.mayRun(USUAL, now)).isZero();
    }

    @Test
    void threeDefeatsInARowOpenIt() {
        ended("a", later(null));
        ended("b", later(null));
        assertThat(circuit.open()).isEmpty();

        ended("c", later(null));

        assertThat(circuit.mayRun(USUAL, now)).isZero();
    }

    @Test
    void oneThatIsStoredBreaksTheRow() {
        ended("a", DOUBT);
        ended("b", later(null));
        ended("c", later(null));
        ended("d", STORED);
        ended("e", DOUBT);
        ended("f", later(null));
        ended("g", later(null));

        assertThat(circuit.open()).isEmpty();
    }

    @Test
    void aRefusedMemoryOpensNothingAndBreaksTheRow() {
        ended("a", DOUBT);
        for (int i = 0; i < 20; i++) {
            ended("r" + i, REJECTED);
        }
        ended("b", DOUBT);

        assertThat(circuit.open()).isEmpty();
    }

    @Test
    void aServerThatNamesATimeIsNotAskedBeforeIt() {
        ended("a", later(Duration.ofMinutes(90)));

        now = now.plus(Duration.ofMinutes(90)).minusMillis(1);
        assertThat(circuit.mayRun(USUAL, now)).isZero();
        now = now.plusMillis(1);
        assertThat(circuit.mayRun(USUAL, now)).isEqualTo(1);
    }

    @Test
    void anAnswerThatWasOnItsWayDoesNotCancelTheServersWish() {
        ended("a", later(Duration.ofMinutes(60)));

        ended("b", STORED);

        assertThat(circuit.mayRun(USUAL, now)).isZero();
        now = now.plus(Duration.ofMinutes(60));
        ended("c", STORED);
        assertThat(circuit.open()).isEmpty();
    }

    @Test
    void whatAnEarlierProcessLeftUndecidedLetsOneTry() {
        circuit.remembers(1, "500", now);
        assertThat(circuit.open()).isEmpty();
        circuit.remembers(2, "500", now);
        circuit.facing(ClientSetup.of(URI.create("http://127.0.0.1:1"), null));

        assertThat(circuit.mayRun(USUAL, now)).isEqualTo(1);
        ended("a", DOUBT);
        assertThat(circuit.mayRun(USUAL, now)).isZero();
    }

    @Test
    void whileItIsOpenOneIsTriedAndTheFirstStoredClosesIt() {
        ended("a", WRONG_KEY);
        now = now.plus(INTERVAL);
        assertThat(circuit.mayRun(USUAL, now)).isEqualTo(1);

        ended("a", STORED);

        assertThat(circuit.open()).isEmpty();
        assertThat(circuit.mayRun(USUAL, now)).isEqualTo(USUAL);
    }

    @Test
    void theIntervalGrowsToTenOfThemWithJitter() {
        for (int factor : List.of(1, 2, 4, 8, 10, 10, 10)) {
            ended("a", WRONG_KEY);
            Instant next = circuit.open().orElseThrow().next();
            assertThat(Duration.between(now, next))
                    .isBetween(
                            INTERVAL.multipliedBy(factor).dividedBy(2),
                            INTERVAL.multipliedBy(factor));
            now = next;
        }
    }

    @Test
    void answersOnTheirWayWhenItOpenedDoNotMakeItWaitLonger() {
        ended("a", WRONG_KEY);
        Instant next = circuit.open().orElseThrow().next();

        ended("b", WRONG_KEY);
        ended("c", DOUBT);

        assertThat(circuit.open().orElseThrow().next()).isEqualTo(next);
    }

    @Test
    void aClockSetBackDoesNotKeepItShut() {
        ended("a", WRONG_KEY);
        now = now.minus(Duration.ofDays(30));

        assertThat(circuit.mayRun(USUAL, now)).isEqualTo(1);
    }

    @Test
    void whatWasNotStoredIsSuspectedUntilItIs() {
        ended("a", DOUBT);
        ended("b", later(null));
        assertThat(circuit.suspects()).containsExactlyInAnyOrder("a", "b");

        ended("a", STORED);

        assertThat(circuit.suspects()).containsExactly("b");
    }

    @Test
    void anAttemptCountsOnlyWhenAnotherWasStoredLately() {
        Duration within = Duration.ofMinutes(10);
        assertThat(circuit.othersAreStored(now, within)).isFalse();
        ended("a", STORED);

        assertThat(circuit.othersAreStored(now.plusSeconds(599), within)).isTrue();
        assertThat(circuit.othersAreStored(now.plusSeconds(600), within)).isFalse();
        assertThat(circuit.othersAreStored(now.minusSeconds(1), within)).isFalse();
        ended("b", WRONG_KEY);
        assertThat(circuit.othersAreStored(now, within)).as("nothing gets through").isFalse();
    }

    private void ended(String id, UploadResult result) {
        circuit.ended(id, result, INTERVAL, now);
    }

    private static UploadResult later(@Nullable Duration after) {
        return new UploadResult.Retryable("503", after);
    }

    private String reason() {
        return circuit.open().map(Circuit.Open::reason).orElse("");
    }
}
