package org.mem0queue.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mem0queue.ledger.LedgerFixture.START;
import static org.mem0queue.ledger.LedgerFixture.done;
import static org.mem0queue.ledger.LedgerFixture.memory;
import static org.mem0queue.ledger.LedgerFixture.see;

import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Balance;
import org.mem0queue.queue.Baseline;
import org.mem0queue.queue.JourneyEvent;
import org.mem0queue.queue.JourneyKind;
import org.mem0queue.queue.KnownMemory;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

class LedgerJourneyTest extends OpenLedger {
    @Test
    void whatIsSeenBecomesAJourney() {
        sight("a", MemoryState.SPOOLED, 0);
        sight("a", MemoryState.PENDING, 1);
        sight("a", MemoryState.IN_FLIGHT, 2);
        sight("a", MemoryState.PENDING, 3);
        sight("a", MemoryState.PENDING, 4);
        sight("a", MemoryState.FAILED, 5);
        sight("a", MemoryState.PENDING, 6);
        sight("a", MemoryState.TRASH, 7);
        sight("a", MemoryState.PENDING, 8);

        assertThat(kinds("a"))
                .containsExactly(
                        JourneyKind.SPOOLED,
                        JourneyKind.MERGED,
                        JourneyKind.CLAIMED,
                        JourneyKind.RELEASED,
                        JourneyKind.FAILED,
                        JourneyKind.RETRIED,
                        JourneyKind.DISCARDED,
                        JourneyKind.RESTORED);
    }

    @Test
    void everyChangeOfStateHasItsWord() {
        for (MemoryState before : MemoryState.values()) {
            for (MemoryState now : MemoryState.values()) {
                if (before != now) {
                    JourneyKind kind = JourneyKind.between(before, now);
                    assertThat(kind.leadsTo()).as("%s to %s", before, now).contains(now);
                }
            }
        }
        for (MemoryState now : MemoryState.values()) {
            assertThat(JourneyKind.between(null, now).leadsTo()).contains(now);
        }
        for (JourneyKind kind : JourneyKind.values()) {
            assertThat(JourneyKind.ofWord(kind.word())).contains(kind);
        }
    }

    @Test
    void aTextThatIsSyncedIsFoundInItsProjectOnly() {
        Memory sent = memory("a", MemoryState.SYNCED, "web/shop", "l’été \ud83d\ude00");
        Memory waits = memory("b", MemoryState.PENDING, "web/shop", "waits");
        done(
                ledger.record(
                        new LedgerBatch(
                                List.of(event("a", 4, JourneyKind.SYNCED_CONFIRMED, "")),
                                List.of(new Sighting(sent, at(3)), new Sighting(waits, at(3))))));
        ProjectText same = ProjectText.of("web/shop", "l’été \ud83d\ude00");

        assertThat(
                        done(
                                ledger.synced(
                                        List.of(
                                                same,
                                                ProjectText.of("other", "l’été \ud83d\ude00"),
                                                ProjectText.of("web/shop", "waits"),
                                                ProjectText.of("web/shop", "never seen")))))
                .containsExactly(same);
        assertThat(done(ledger.synced(List.of(ProjectText.of("web/shop", "no"))))).isEmpty();
    }

    @Test
    void aBatchRecordedTwiceAddsNothing() {
        LedgerBatch batch =
                new LedgerBatch(
                        List.of(
                                event("a", 1, JourneyKind.ACCEPTED, ""),
                                event("a", 2, JourneyKind.ATTEMPT, "1: timed out"),
                                event("b", 2, JourneyKind.SYNCED_REPORTED, "")),
                        List.of(
                                new Sighting(memory("a", MemoryState.PENDING, "x"), at(3)),
                                new Sighting(memory("c", MemoryState.FAILED, "y"), at(3))));

        assertThat(done(ledger.record(batch))).isEqualTo(new Recorded(3, 5));
        assertThat(done(ledger.record(batch))).isEqualTo(new Recorded(0, 0));
        assertThat(done(ledger.journey("a"))).hasSize(3);
        assertThat(done(ledger.memory("b")).orElseThrow().memory().state())
                .isEqualTo(MemoryState.SYNCED);
    }

    @Test
    void whoLooksLaterWithAnOlderPictureTurnsNothingBack() {
        sight("a", MemoryState.PENDING, 0);
        sight("a", MemoryState.FAILED, 10);
        sight("a", MemoryState.PENDING, 9);

        assertThat(state("a")).isEqualTo(MemoryState.FAILED);
        assertThat(kinds("a")).containsExactly(JourneyKind.QUEUED_BY_ANOTHER, JourneyKind.FAILED);
    }

    @Test
    void aSightingThatFindsWhatAnEventSaidAddsNothing() {
        sight("a", MemoryState.FAILED, 0);
        record(event("a", 5, JourneyKind.RETRIED, "by hand"));
        sight("a", MemoryState.PENDING, 6);

        assertThat(done(ledger.journey("a")))
                .containsExactly(
                        event("a", 0, JourneyKind.FAILED, ""),
                        event("a", 5, JourneyKind.RETRIED, "by hand"));
    }

    @Test
    void confirmedStaysConfirmedWhileItIsSynced() {
        record(event("a", 1, JourneyKind.SYNCED_REPORTED, ""));
        assertThat(known("a").confirmed()).isFalse();
        record(event("a", 0, JourneyKind.SYNCED_CONFIRMED, "looked up"));
        assertThat(known("a").confirmed()).isTrue();
        record(event("a", 2, JourneyKind.VANISHED_REPORTED, ""));
        assertThat(known("a").confirmed()).isTrue();
        record(event("a", 3, JourneyKind.RESTORED, ""));
        assertThat(known("a").confirmed()).isFalse();
    }

    @Test
    void textsThatNoDatabaseLikesSurvive() {
        String id = "id \ud83d \" \\ \0 \u00e9";
        String project = "p\0\udc00";
        String content = "lone \ud83d and \udc00, NUL \0, quote \", back \\, \ud83d\ude00";
        Memory memory = memory(id, MemoryState.PENDING, project, content);
        record(new Sighting(memory, START));
        record(event(id, 1, JourneyKind.FAILED, "said \"\ud83d\0\""));
        ledgers.closeAll();
        ledger = ledgers.open();

        KnownMemory known = known(id);

        assertThat(known.memory().id()).isEqualTo(id);
        assertThat(known.memory().projectId()).contains(project);
        assertThat(known.memory().detail().content()).isEqualTo(content);
        assertThat(known.memory().raw()).isEqualTo(memory.raw());
        assertThat(done(ledger.journey(id)).getLast().detail()).isEqualTo("said \"\ud83d\0\"");
        assertThat(done(ledger.memory("id \ud83e \" \\ \0 \u00e9"))).isEmpty();
        assertThat(done(ledger.memoriesByPrefix("id \ud83d", 5))).hasSize(1);
    }

    @Test
    void rawTextOutsideAsciiIsKeptAsEscapes() {
        record(
                new Sighting(
                        new Memory(
                                "a",
                                false,
                                null,
                                null,
                                2,
                                MemoryState.FAILED,
                                RawJson.of(
                                        "{\"id\":\"a\",\"content\":\"\u00e9\ud83d\ude00\","
                                                + "\"n\":1e999}")),
                        START));

        Memory memory = known("a").memory();

        assertThat(memory.raw().text())
                .isEqualTo("{\"id\":\"a\",\"content\":\"\\u00e9\\ud83d\\ude00\",\"n\":1e999}");
        assertThat(memory.detail().content()).isEqualTo("\u00e9\ud83d\ude00");
        assertThat(memory.retries()).isEqualTo(2);
        assertThat(memory.projectId()).isEmpty();
        assertThat(memory.timestamp()).isEmpty();
    }

    @Test
    void anEntryThatIsNoJsonSpoilsNoBatch() {
        record(
                new Sighting(
                        new Memory(
                                "broken",
                                true,
                                null,
                                null,
                                0,
                                MemoryState.PENDING,
                                RawJson.of("{\"content\": \"never closed")),
                        START),
                new Sighting(memory("good", MemoryState.PENDING, "text"), START));

        assertThat(known("broken").memory().raw().text()).isEqualTo("{\"content\": \"never closed");
        assertThat(done(ledger.search("text", 5))).hasSize(1);
    }

    @Test
    void anIdThatOnlyALogNamedIsKnownWithoutText() {
        record(event("a", 1, JourneyKind.SYNCED_REPORTED, "worker log"));

        KnownMemory known = known("a");

        assertThat(known.textKnown()).isFalse();
        assertThat(known.memory().detail().content()).isNull();
        assertThat(done(ledger.counts()).seen()).isZero();
        sight("a", MemoryState.PENDING, 2);
        assertThat(known("a").textKnown()).isTrue();
        assertThat(done(ledger.counts()).seen()).isEqualTo(1);
    }

    @Test
    void historyFillsGapsAndProvesNothing() {
        Memory old = memory("a", MemoryState.SYNCED, "old");
        record(new Sighting(old, START, Sighting.Source.HISTORY));

        assertThat(done(ledger.counts())).isEqualTo(new KnownCounts(Map.of(), 0, 0, 1));
        assertThat(done(ledger.journey("a"))).isEmpty();
        sight("a", MemoryState.PENDING, 5);
        record(new Sighting(old, at(9), Sighting.Source.HISTORY));
        assertThat(state("a")).isEqualTo(MemoryState.PENDING);
        assertThat(known("a").memory().detail().content()).isEqualTo("text of a");
        assertThat(done(ledger.counts()).in(MemoryState.PENDING)).isEqualTo(1);
    }

    @Test
    void countsTellEachIdOnce() {
        sight("a", MemoryState.PENDING, 0);
        sight("b", MemoryState.PENDING, 0);
        sight("c", MemoryState.FAILED, 0);
        record(event("b", 1, JourneyKind.SYNCED_CONFIRMED, ""));

        KnownCounts counts = done(ledger.counts());

        assertThat(counts.counted())
                .isEqualTo(
                        Map.of(
                                MemoryState.PENDING, 1L,
                                MemoryState.SYNCED, 1L,
                                MemoryState.FAILED, 1L));
        assertThat(counts.confirmed()).isEqualTo(1);
        assertThat(counts.seen()).isEqualTo(3);
        assertThat(done(ledger.states(Set.of(MemoryState.PENDING, MemoryState.FAILED))))
                .isEqualTo(Map.of("a", MemoryState.PENDING, "c", MemoryState.FAILED));
        assertThat(done(ledger.memoriesIn(MemoryState.SYNCED, 5)))
                .extracting(known -> known.memory().id())
                .containsExactly("b");
    }

    @Test
    void tenThousandEventsComeBackInTheOrderOfTime() {
        List<JourneyEvent> events = new ArrayList<>();
        for (int i = 0; i < 10_000; i++) {
            events.add(
                    new JourneyEvent(
                            "m" + i % 7,
                            START.plusNanos(i * 1000L),
                            JourneyKind.ATTEMPT,
                            Integer.toString(i)));
        }
        List<JourneyEvent> shuffled = new ArrayList<>(events);
        Collections.shuffle(shuffled, new Random(7));

        assertThat(done(ledger.record(LedgerBatch.ofEvents(shuffled))))
                .isEqualTo(new Recorded(7, 10_000));

        for (int m = 0; m < 7; m++) {
            String id = "m" + m;
            assertThat(done(ledger.journey(id)))
                    .isEqualTo(events.stream().filter(e -> e.id().equals(id)).toList());
        }
        assertThat(done(ledger.events(START, at(1), 3)))
                .isEqualTo(events.subList(9_997, 10_000).reversed());
        assertThat(done(ledger.eventCounts(START, START.plusNanos(5000))))
                .isEqualTo(Map.of(JourneyKind.ATTEMPT, 5L));
    }

    @Test
    void eventsAtTheSameTimeStayInTheOrderOfRecording() {
        record(
                event("a", 0, JourneyKind.FAILED, ""),
                event("a", 0, JourneyKind.RETRIED, ""),
                event("a", 0, JourneyKind.CLAIMED, ""));

        assertThat(kinds("a"))
                .containsExactly(JourneyKind.FAILED, JourneyKind.RETRIED, JourneyKind.CLAIMED);
        assertThat(state("a")).isEqualTo(MemoryState.IN_FLIGHT);
    }

    @Test
    void timesOutsideAnyCalendarAreKeptAsFarAsTheyReach() {
        record(new JourneyEvent("a", Instant.MAX, JourneyKind.ATTEMPT, ""));
        record(new JourneyEvent("a", Instant.MIN, JourneyKind.ATTEMPT, ""));

        assertThat(done(ledger.journey("a"))).hasSize(2);
    }

    @Test
    void theBalanceBeginsOnce() {
        Baseline first = new Baseline(START, new Balance.Before(61, 10, 49));
        Baseline second = new Baseline(at(60), new Balance.Before(1, 1, 1));

        assertThat(done(ledger.baseline())).isEmpty();
        assertThat(done(ledger.baseline(first))).isEqualTo(first);
        assertThat(done(ledger.baseline(second))).isEqualTo(first);
        assertThat(done(ledger.baseline())).contains(first);
    }

    @Test
    void transcriptPositionsAreRemembered() {
        TranscriptPosition one =
                new TranscriptPosition("/a/\ud83d.jsonl", "(dev=1,ino=2)", 10, START, 7);
        TranscriptPosition further =
                new TranscriptPosition("/a/\ud83d.jsonl", "(dev=1,ino=2)", 20, at(1), 20);

        assertThat(done(ledger.transcriptPosition(one.path()))).isEmpty();
        done(ledger.putTranscriptPositions(List.of(one)));
        assertThat(done(ledger.transcriptPosition(one.path()))).contains(one);
        done(ledger.putTranscriptPositions(List.of(further)));
        assertThat(done(ledger.transcriptPosition(one.path()))).contains(further);
    }

    @Test
    void firstAndLastSightAreKnown() {
        see(ledger, "a", "x", START);
        see(ledger, "a", "x", START.plus(Duration.ofHours(3)));

        KnownMemory known = known("a");

        assertThat(known.firstSeen()).isEqualTo(START);
        assertThat(known.lastSeen()).isEqualTo(START.plus(Duration.ofHours(3)));
        assertThat(known.stateSince()).isEqualTo(START);
    }

    private void sight(String id, MemoryState state, int second) {
        record(new Sighting(memory(id, state, "text of " + id), at(second)));
    }

    private void record(Sighting... sightings) {
        done(ledger.record(LedgerBatch.ofSightings(List.of(sightings))));
    }

    private void record(JourneyEvent... events) {
        done(ledger.record(LedgerBatch.ofEvents(List.of(events))));
    }

    private KnownMemory known(String id) {
        return done(ledger.memory(id)).orElseThrow();
    }

    private MemoryState state(String id) {
        return known(id).memory().state();
    }

    private List<JourneyKind> kinds(String id) {
        return done(ledger.journey(id)).stream().map(JourneyEvent::kind).toList();
    }

    private static JourneyEvent event(String id, int second, JourneyKind kind, String detail) {
        return new JourneyEvent(id, at(second), kind, detail);
    }

    private static Instant at(int second) {
        return START.plusSeconds(second);
    }
}
