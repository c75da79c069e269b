package org.mem0queue.store;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.RawJson;

import java.time.Instant;
import java.util.stream.Stream;

/** A claim in its entry: written, found again, damaged, and taken off. */
class ClaimTest {
    private static final Instant AT = Instant.parse("2026-11-23T14:02:03.123Z");
    private static final String ENTRY =
            "{\"id\": \"a\", \"project_id\": \"p\", \"content\": \"x\","
                    + " \"timestamp\": 1764460800, \"odd\": [1e999, {\"claim\": 7}]}";

    static Stream<Claim> everyKind() {
        Claim plain = new Claim("7c1f", "9f0e", "5a3b", 3, AT, null, null);
        Claim.Doubt doubt =
                new Claim.Doubt("time_out", "no \"answer\"", AT, AT.plusSeconds(90), null);
        return Stream.of(
                plain,
                plain.with("evt_1"),
                plain.with(doubt),
                plain.with(
                        new Claim.Doubt(
                                "server", "", AT, AT.plusSeconds(90), AT.plusSeconds(300))));
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void whatIsWrittenIsFoundAgain(Claim claim) {
        assertThat(Claim.of(claimed(claim))).isEqualTo(claim);
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void takenOffItLeavesTheEntryAsItWas(Claim claim) {
        String plain = text(Claim.off(RawJson.of(ENTRY)));

        assertThat(text(Claim.off(claim.on(RawJson.of(ENTRY))))).isEqualTo(plain);
        assertThat(plain).contains("1e999").contains("{\"claim\": 7}");
    }

    @Test
    void aLaterClaimReplacesAnEarlierOne() {
        Claim first = new Claim("1", "m", "b", 1, AT, "evt_1", null);
        Claim second = new Claim("2", "m", "b", 2, AT.plusSeconds(60), null, null);

        RawJson entry = second.on(first.on(RawJson.of(ENTRY)));

        assertThat(Claim.of(memory(entry))).isEqualTo(second);
        assertThat(text(entry)).doesNotContain("evt_1");
    }

    @Test
    void offTakesEveryRepetitionOfTheKey() {
        RawJson entry =
                RawJson.of("{\"claim\": {\"id\": \"1\"}, \"id\": \"a\", \"claim\": 3, \"n\": 1}");

        assertThat(text(Claim.off(entry))).doesNotContain("claim").contains("\"n\": 1");
    }

    @Test
    void offLeavesWhatIsNoObjectAlone() {
        assertThat(text(Claim.off(RawJson.of("[1, 2]")))).isEqualTo("[1, 2]");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "null",
                "7",
                "\"7c1f\"",
                "[]",
                "{}",
                "{\"id\": \"\", \"at\": \"2026-11-23T14:02:03Z\"}",
                "{\"at\": \"2026-11-23T14:02:03Z\"}",
                "{\"id\": \"7c1f\"}",
                "{\"id\": \"7c1f\", \"at\": \"yesterday\"}",
                "{\"id\": {\"id\": \"7c1f\"}, \"at\": \"2026-11-23T14:02:03Z\"}"
            })
    void aDamagedClaimIsADoubtThatAnybodyMaySettle(String damaged) {
        Claim claim =
                Claim.of(
                        memory(
                                RawJson.of(
                                        "{\"id\": \"a\", \"timestamp\": 1764460800, \"claim\": "
                                                + damaged
                                                + "}")));

        assertThat(claim.inDoubt()).isTrue();
        assertThat(claim.id()).isEmpty();
        assertThat(claim.at()).isEqualTo(Instant.ofEpochSecond(1_764_460_800));
        assertThat(claim.isOf(new SpoolIdentity("any", "body"))).isTrue();
    }

    @Test
    void anEntryWithoutAClaimIsADoubt() {
        assertThat(Claim.of(memory(RawJson.of(ENTRY))).inDoubt()).isTrue();
    }

    @Test
    void aDoubtWithoutTimesBeganWithItsClaim() {
        Claim claim =
                Claim.of(
                        memory(
                                RawJson.of(
                                        "{\"id\": \"a\", \"claim\": {\"id\": \"7c\", \"at\":"
                                                + " \"2026-11-23T14:02:03.123Z\", \"attempt\": -4,"
                                                + " \"doubt\": \"time_out\"}}")));

        assertThat(claim.doubt()).isEqualTo(new Claim.Doubt("time_out", "", AT, AT, null));
        assertThat(claim.attempt()).isEqualTo(1);
    }

    @Test
    void aClaimIsOfWhoeverSharesItsMachineOrItsBoot() {
        Claim claim = new Claim("7c", "m1", "b1", 1, AT, null, null);

        assertThat(claim.isOf(new SpoolIdentity("m1", "b2"))).isTrue();
        assertThat(claim.isOf(new SpoolIdentity("m2", "b1"))).isTrue();
        assertThat(claim.isOf(new SpoolIdentity("m2", "b2"))).isFalse();
    }

    private static Memory claimed(Claim claim) {
        return memory(claim.on(RawJson.of(ENTRY)));
    }

    private static Memory memory(RawJson entry) {
        return EntryReader.read(entry, MemoryState.IN_FLIGHT);
    }

    private static String text(RawJson json) {
        return new String(json.bytes(), java.nio.charset.StandardCharsets.UTF_8);
    }
}
