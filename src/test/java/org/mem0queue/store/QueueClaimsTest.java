package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Claims and results in the queue file, beside programs that write back older ones. */
class QueueClaimsTest extends ActingStore {
    private static final Settlement STORED = new Settlement.Stored();
    private static final Settlement RELEASED = new Settlement.Released();
    private static final Claim.Doubt LOST =
            new Claim.Doubt("time_out", "no answer", QueueFixture.START, QueueFixture.START, null);

    // ---- claims

    @Test
    void aClaimTakesExactlyTheChosen() {
        queue.pythonQueue(4, 1);

        List<Memory> claimed = claim("p1", "p3");

        assertThat(claimed).extracting(Memory::id).containsExactly("p1", "p3");
        assertThat(queue.queuedIds()).containsExactly("p0", "p2");
        assertThat(inFlightIds()).containsExactly("p1", "p3");
        assertThat(failedIds()).containsExactly("f0");
        Claim claim = Claim.of(document().inFlight().getFirst());
        assertThat(claim)
                .isEqualTo(
                        new Claim(
                                "c1",
                                QueueFixture.HERE.machine(),
                                QueueFixture.HERE.boot(),
                                1,
                                QueueFixture.START,
                                null,
                                null));
    }

    @Test
    void whoChoosesNothingWritesNothing() {
        queue.pythonQueue(2, 1);
        byte[] before = queue.queueBytes();

        assertThat(claim()).isEmpty();

        assertThat(queue.queueBytes()).isEqualTo(before);
    }

    @Test
    void anInFlightThatIsNoListIsRefused() {
        queue.write("{\"queue\": [" + QueueFixture.entry("p0", "x") + "], \"in_flight\": 3}");
        byte[] before = queue.queueBytes();

        assertThat(exchange(request(List.of(), memory -> null, Set.of("p0"))))
                .isInstanceOf(Exchange.Ending.Refused.class);

        assertThat(queue.queueBytes()).isEqualTo(before);
    }

    @Test
    void aClaimOfAnotherMachineIsLeftToIt() {
        queue.pythonQueue(2, 0);
        QueueStore other =
                queue.store(
                        Disk.real(), new SpoolIdentity("0ther", "b00t"), QueueStore.Access.MANAGE);
        exchange(other, request(List.of(), memory -> null, Set.of("p0")));
        claim("p1");

        exchange(
                request(
                        List.of(),
                        memory -> Claim.of(memory).isOf(store.identity()) ? RELEASED : null,
                        Set.of()));

        assertThat(inFlightIds()).containsExactly("p0");
        assertThat(queue.queuedIds()).containsExactly("p1");
    }

    // ---- results

    @Test
    void aStoredOneLeavesAndIsCountedInBothPlaces() throws IOException {
        queue.pythonQueue(3, 1);
        List<Memory> claimed = claim("p0", "p1");

        Exchange.Ending.Done done = settle(claimed, STORED);

        assertThat(done.settled())
                .allSatisfy(r -> assertThat(r.memory().state()).isEqualTo(MemoryState.SYNCED));
        assertThat(queue.queuedIds()).containsExactly("p2");
        assertThat(inFlightIds()).isEmpty();
        assertThat(counters()).containsExactly(4, 2, 1);
        assertThat(queue.queueJson().path("stats").path("last_sync").isTextual()).isTrue();
        assertThat(document().syncedByUs()).isEqualTo(2);
        assertThat(store.outcomes().latest("p0").orElseThrow().outcome())
                .isEqualTo(Outcomes.Outcome.STORED);
    }

    @Test
    void aRefusedOneFailsWithTheReason() {
        queue.pythonQueue(2, 1);

        settle(claim("p0"), new Settlement.Failed("HTTP 422"));

        assertThat(failedIds()).containsExactly("f0", "p0");
        JsonNode entry = queue.queueJson().path("failed").path(1);
        assertThat(entry.path("last_error").asText()).isEqualTo("HTTP 422");
        assertThat(entry.path("retries").asInt()).isEqualTo(1);
        assertThat(entry.has("claim")).isFalse();
        assertThat(counters()).containsExactly(3, 0, 2);
    }

    @Test
    void anAttemptThatCountsIsNoted() {
        queue.pythonQueue(1, 0);
        Instant next = QueueFixture.START.plusSeconds(40);

        settle(claim("p0"), new Settlement.Again(next, "503", Settlement.Counted.YES));

        JsonNode entry = queue.queueJson().path("queue").path(0);
        assertThat(entry.path("next_attempt").asText()).isEqualTo(next.toString());
        assertThat(entry.path("last_error").asText()).isEqualTo("503");
        assertThat(entry.path("retries").asInt()).isEqualTo(1);
        assertThat(SendingHistory.of(one("p0")))
                .isEqualTo(new SendingHistory(1, QueueFixture.START, false));
        assertThat(entry.has("claim")).isFalse();
    }

    @Test
    void anAttemptThatDoesNotCountOnlyWaits() {
        queue.pythonQueue(1, 0);
        Instant next = QueueFixture.START.plus(Duration.ofHours(3));

        settle(claim("p0"), new Settlement.Again(next, "503", Settlement.Counted.NO));

        JsonNode entry = queue.queueJson().path("queue").path(0);
        assertThat(entry.path("retries").asInt()).isZero();
        assertThat(entry.has("sync")).isFalse();
        assertThat(SendingHistory.askedToWait(one("p0"))).isGreaterThan(Duration.ofHours(3));
    }

    @Test
    void whatWeDoNotKnowSurvives() {
        queue.write(
                "{\"queue\": [{\"id\": \"p0\", \"project_id\": \"p\", \"content\": \"x\","
                        + " \"mine\": [1e999]}], \"theirs\": {\"a\": 1.50}, \"stats\":"
                        + " {\"total_queued\": 1, \"total_synced\": 0, \"extra\": 7}}");

        settle(claim("p0"), RELEASED);

        assertThat(queue.queueText().replaceAll("\\s", ""))
                .contains("\"mine\":[1e999]")
                .contains("\"theirs\":{\"a\":1.50}")
                .contains("\"extra\":7")
                .doesNotContain("\"claim\"");
    }

    // ---- beside a program that writes back an older file

    @Test
    void oneThatVanishedWhileItWasClaimedIsBackOnce() {
        queue.pythonQueue(2, 0);
        List<Memory> claimed = claim("p0");
        queue.write(QueueFixture.pythonText(List.of(), List.of(), 2, 0));

        settle(claimed, RELEASED);
        settle(claimed, RELEASED);

        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(inFlightIds()).isEmpty();
    }

    @Test
    void oneThatCameBackAndIsStoredLeavesAgainAndIsCountedOnce() {
        queue.pythonQueue(2, 0);
        byte[] before = queue.queueBytes();
        List<Memory> claimed = claim("p0");
        queue.write(before);

        settle(claimed, STORED);
        settle(claimed, STORED);

        assertThat(queue.queuedIds()).containsExactly("p1");
        assertThat(counters()).containsExactly(2, 1, 0);
    }

    @Test
    void oneThatIsStoredIsNotClaimedWhenAnOlderFileComesBack() {
        queue.pythonQueue(2, 0);
        byte[] before = queue.queueBytes();
        settle(claim("p0"), STORED);
        queue.write(before);

        Exchange.Ending.Done done =
                done(exchange(request(List.of(), memory -> null, Set.of("p0", "p1"))));

        assertThat(done.claimed()).extracting(Memory::id).containsExactly("p1");
        assertThat(done.alreadyStored()).extracting(Memory::id).containsExactly("p0");
        assertThat(counters()).containsExactly(2, 1, 0);
    }

    // ---- what a person says of a doubt

    @Test
    void aDoubtCanBeCalledSent() throws IOException {
        queue.pythonQueue(1, 0);
        settle(claim("p0"), new Settlement.Doubtful(LOST));

        done(MovePlanner.sent(inFlight()));

        assertThat(inFlightIds()).isEmpty();
        assertThat(counters()).containsExactly(1, 1, 0);
        assertThat(store.outcomes().latest("p0").orElseThrow().outcome())
                .isEqualTo(Outcomes.Outcome.RESOLVED);
    }

    @Test
    void aDoubtCanBeSentAgain() {
        queue.pythonQueue(1, 0);
        settle(claim("p0"), new Settlement.Doubtful(LOST));

        done(MovePlanner.resend(inFlight()));

        assertThat(inFlightIds()).isEmpty();
        assertThat(queue.queuedIds()).containsExactly("p0");
        assertThat(queue.queueText()).doesNotContain("\"claim\"");
    }

    @Test
    void aYoungClaimIsLeftToWhoeverSendsIt() {
        queue.pythonQueue(2, 0);
        claim("p0");
        queue.clock().advance(Duration.ofHours(24).minusMillis(1));

        assertThat(skipped(MovePlanner.sent(inFlight()))).isEqualTo(ActReasons.IN_FLIGHT);
        assertThat(skipped(MovePlanner.resend(inFlight()))).isEqualTo(ActReasons.IN_FLIGHT);

        assertThat(inFlightIds()).containsExactly("p0");
    }

    @Test
    void aClaimThatIsADayOldCanBeResolved() {
        queue.pythonQueue(2, 0);
        claim("p0");
        queue.clock().advance(Duration.ofHours(24));

        done(MovePlanner.resend(inFlight()));

        assertThat(inFlightIds()).isEmpty();
        assertThat(queue.queuedIds()).containsExactlyInAnyOrder("p0", "p1");
    }

    @Test
    void aLookUpThatEndsAfterAPersonSettledItChangesNothing() {
        queue.pythonQueue(1, 0);
        settle(claim("p0"), new Settlement.Doubtful(LOST));
        List<Memory> asked = document().inFlight();
        done(MovePlanner.sent(inFlight()));
        byte[] before = queue.queueBytes();
        Claim.Doubt still =
                new Claim.Doubt(
                        "time_out", "", QueueFixture.START, QueueFixture.START, QueueFixture.START);

        for (Settlement late : List.of(STORED, RELEASED, new Settlement.Doubtful(still))) {
            settle(asked, late);
        }

        assertThat(queue.queueBytes()).isEqualTo(before);
    }

    // ---- helpers

    private List<Memory> claim(String... ids) {
        return done(exchange(request(List.of(), memory -> null, Set.copyOf(Arrays.asList(ids)))))
                .claimed();
    }

    private Exchange.Ending.Done settle(List<Memory> claimed, Settlement settlement) {
        List<Exchange.Result> results =
                claimed.stream().map(m -> new Exchange.Result(m, settlement)).toList();
        return done(exchange(request(results, memory -> null, Set.of())));
    }

    private static Exchange request(
            List<Exchange.Result> results,
            Function<Memory, @Nullable Settlement> recovery,
            Set<String> chosen) {
        return new Exchange(
                results,
                recovery,
                pending -> pending.stream().filter(m -> chosen.contains(m.id())).toList(),
                "c1");
    }

    private Exchange.Ending exchange(Exchange request) {
        return exchange(store, request);
    }

    private static Exchange.Ending exchange(QueueStore store, Exchange request) {
        try {
            return store.exchange(request, Duration.ofSeconds(10));
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static Exchange.Ending.Done done(Exchange.Ending ending) {
        assertThat(ending).isInstanceOf(Exchange.Ending.Done.class);
        return (Exchange.Ending.Done) ending;
    }

    private Memory inFlight() {
        return document().inFlight().getFirst();
    }

    private List<String> inFlightIds() {
        return QueueFixture.ids(queue.queueJson().path("in_flight"));
    }
}
