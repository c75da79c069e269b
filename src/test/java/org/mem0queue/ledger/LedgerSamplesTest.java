package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Counts;
import org.mem0queue.queue.CountsSample;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.OptionalLong;

class LedgerSamplesTest extends OpenLedger {
    @Test
    void aSampleComesBackAsItWas() {
        CountsSample known =
                new CountsSample(
                        START,
                        new Counts(
                                1,
                                2,
                                3,
                                4,
                                5,
                                6,
                                7,
                                8,
                                9,
                                OptionalLong.of(10),
                                OptionalLong.of(0),
                                12,
                                0));
        CountsSample notLooked = sample(START.plusSeconds(10), 3);

        done(ledger.addSample(known));
        done(ledger.addSample(notLooked));

        assertThat(all()).containsExactly(known, notLooked);
    }

    @Test
    void samplesCloserThanTenSecondsAreOne() {
        assertThat(done(ledger.addSample(sample(START, 1)))).isTrue();
        assertThat(done(ledger.addSample(sample(START.plusMillis(9_999), 2)))).isFalse();
        assertThat(done(ledger.addSample(sample(START.minusMillis(9_999), 2)))).isFalse();
        assertThat(done(ledger.addSample(sample(START.plusSeconds(10), 3)))).isTrue();

        assertThat(all()).hasSize(2);
    }

    /** The border of each age, on both sides. */
    @Test
    void theOlderTheThinner() {
        // when it is thinned: ten minutes past a full hour
        Instant now = START.plus(Duration.ofMinutes(10));
        List<Span> spans =
                List.of(
                        // younger than an hour: all
                        span("PT59M", "PT54M", "PT10S", 30),
                        // younger than two days: one a minute
                        span("PT1H6M", "PT1H1M", "PT10S", 5),
                        span("PT47H55M", "PT47H50M", "PT10S", 5),
                        // younger than 90 days: one an hour
                        span("PT60H", "PT50H", "PT30M", 10),
                        span("P89D", "P88DT12H", "PT30M", 12),
                        // older: one a day (days begin at midnight UTC)
                        span("P101DT14H", "P96DT14H", "PT6H", 5));
        long before = 0;
        for (Span span : spans) {
            for (Instant time = now.minus(span.oldest());
                    time.isBefore(now.minus(span.youngest()));
                    time = time.plus(span.every())) {
                // The clock stands at the sample, so that nothing is thinned before the end.
                assertThat(done(ledger.addSample(sample(time, 1)))).isTrue();
                before++;
            }
        }
        assertThat(all()).hasSizeLessThanOrEqualTo((int) before);
        ledgers.advance(Duration.ofMinutes(10));
        done(ledger.addSample(sample(now, 1)));

        for (Span span : spans) {
            assertThat(
                            done(
                                    ledger.samples(
                                            now.minus(span.oldest()),
                                            now.minus(span.youngest()),
                                            100_000)))
                    .as(span.toString())
                    .hasSize((int) span.left());
        }
    }

    @Test
    void ofEachPeriodTheLastRemains() {
        Instant minute = START.minus(Duration.ofHours(5));
        for (int i = 0; i < 6; i++) {
            done(ledger.addSample(sample(minute.plusSeconds(i * 10L), i)));
        }
        ledgers.advance(Duration.ofMinutes(11));
        done(ledger.addSample(sample(ledgers.now(), 9)));

        assertThat(all()).extracting(s -> s.counts().pending()).containsExactly(5L, 9L);
    }

    @Test
    void aLifetimeOfSamplesStaysSmall() {
        Instant time = START;
        for (int i = 0; i < 3 * 24 * 3; i++) {
            done(ledger.addSample(sample(time, i)));
            time = time.plus(Duration.ofMinutes(20));
            ledgers.advance(Duration.ofMinutes(20));
        }
        // two days of these, one day of hours, and what the hour not yet over has
        assertThat(all().size()).isBetween(2 * 24 * 3 + 24, 2 * 24 * 3 + 24 + 4);
    }

    @Test
    void aChartGetsNoMorePointsThanItAskedFor() {
        for (int i = 0; i < 60; i++) {
            done(ledger.addSample(sample(START.plusSeconds(i * 10L), i)));
        }
        List<CountsSample> points = done(ledger.samples(START, START.plusSeconds(600), 10));

        assertThat(points)
                .extracting(point -> point.counts().pending())
                .containsExactly(5L, 11L, 17L, 23L, 29L, 35L, 41L, 47L, 53L, 59L);
        assertThat(done(ledger.samples(START, START.plusSeconds(600), 7))).hasSize(7);
        assertThat(done(ledger.samples(START, START.plusSeconds(600), 0))).isEmpty();
        assertThat(done(ledger.samples(START, START, 10))).isEmpty();
        assertThat(done(ledger.samples(START.plusSeconds(20), START.plusSeconds(40), 10)))
                .hasSize(2);
    }

    private List<CountsSample> all() {
        return done(
                ledger.samples(
                        START.minus(Duration.ofDays(1000)),
                        START.plus(Duration.ofDays(1000)),
                        Integer.MAX_VALUE));
    }

    private static CountsSample sample(Instant time, long pending) {
        return new CountsSample(
                time,
                new Counts(
                        0,
                        pending,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        0,
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        0,
                        0));
    }

    private static Span span(String oldest, String youngest, String every, long left) {
        return new Span(
                Duration.parse(oldest), Duration.parse(youngest), Duration.parse(every), left);
    }

    private record Span(Duration oldest, Duration youngest, Duration every, long left) {}
}
