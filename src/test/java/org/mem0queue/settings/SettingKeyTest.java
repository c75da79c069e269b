package org.mem0queue.settings;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

import java.net.URI;
import java.time.Duration;
import java.util.stream.Stream;

class SettingKeyTest {
    static Stream<SettingKey<?>> all() {
        return SettingKey.all().stream();
    }

    @Test
    void theCatalogueHasTheNamesThatOthersRelyOn() {
        assertThat(all().map(SettingKey::name))
                .doesNotHaveDuplicates()
                .contains(
                        "queue.directory",
                        "mode",
                        "api.url",
                        "worker.command",
                        "in_doubt",
                        "theme",
                        "language",
                        "pending.warning",
                        "failed.critical",
                        "safe_to_save.pending",
                        "spool.age_warning",
                        "lock.held_warning",
                        "disk.free_warning",
                        "metrics.age_warning",
                        "large_file");
    }

    @Test
    void defaultsAreTheRulesOfThumbOfTheQueue() {
        assertThat(SettingKey.PENDING_WARNING.defaultValue()).hasValue(20);
        assertThat(SettingKey.FAILED_CRITICAL.defaultValue()).hasValue(50);
        assertThat(SettingKey.SAFE_TO_SAVE_PENDING.defaultValue()).hasValue(10);
        assertThat(SettingKey.SPOOL_AGE_WARNING.defaultValue()).hasValue(Duration.ofMinutes(10));
        assertThat(SettingKey.LOCK_HELD_WARNING.defaultValue()).hasValue(Duration.ofSeconds(5));
        assertThat(SettingKey.IN_DOUBT.defaultValue()).hasValue(InDoubtPolicy.HOLD);
        assertThat(SettingKey.API_URL.defaultValue()).as("no address but a person's").isEmpty();
        assertThat(SettingKey.MODE.defaultValue()).as("no choice but a person's").isEmpty();
    }

    @ParameterizedTest
    @MethodSource("all")
    void everySettingHasHelpInOneLineAndAcceptsItsOwnDefault(SettingKey<?> key) {
        assertThat(key.help()).isNotBlank().doesNotContain("\n").endsWith(".");
        assertThat(key.expected()).isNotBlank();
        assertDefaultIsReadBack(key);
    }

    private static <T> void assertDefaultIsReadBack(SettingKey<T> key) {
        key.defaultValue()
                .ifPresent(
                        value ->
                                assertThat(key.parseForFile(key.format(value)))
                                        .isEqualTo(new ParsedSetting.Valid<>(value)));
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1 s",
        "30s, 30 s",
        "90 s, 90 s",
        "60, 1 min",
        "10 min, 10 min",
        "120min, 2 h",
        "2H, 2 h",
        "24 h, 1 d",
        "365 d, 365 d"
    })
    void durationsAreWrittenInTheLargestUnitThatLeavesThemWhole(String text, String shown) {
        assertThat(SettingKey.SPOOL_AGE_WARNING.parse(text))
                .isInstanceOfSatisfying(
                        ParsedSetting.Valid.class,
                        it ->
                                assertThat(
                                                SettingKey.SPOOL_AGE_WARNING.format(
                                                        (Duration) it.value()))
                                        .isEqualTo(shown));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "0",
                "-1",
                "1.5 h",
                "ten",
                "10 parsecs",
                "366 d",
                "99999999999999999999",
                "1 h 5"
            })
    void whatIsNoDurationIsRefusedWithAnExample(String text) {
        assertThat(SettingKey.SPOOL_AGE_WARNING.parse(text))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it ->
                                assertThat(it.sentence())
                                        .startsWith("spool.age_warning must be a duration")
                                        .contains("10 min", "\"" + text + "\""));
    }

    @ParameterizedTest
    @CsvSource({
        "256 MB, 256000000",
        "1GiB, 1073741824",
        "500 kb, 500000",
        "123, 123",
        "1 B, 1",
        "1000000 GB, 1000000000000000"
    })
    void sizesAreReadInDecimalAndBinaryUnits(String text, long bytes) {
        assertThat(SettingKey.LARGE_FILE.parse(text)).isEqualTo(new ParsedSetting.Valid<>(bytes));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "1 TB2", "999999999999999999 GiB", "1000001 GB", "-5 MB"})
    void sizesOutOfRangeAreRefusedAndDoNotOverflow(String text) {
        assertThat(SettingKey.LARGE_FILE.parse(text)).isInstanceOf(ParsedSetting.Invalid.class);
    }

    @ParameterizedTest
    @CsvSource({
        "http://localhost:8081, http://localhost:8081",
        "http://localhost:8081/, http://localhost:8081",
        "https://mem0.example.org/api//, https://mem0.example.org/api",
        "http://[::1]:8081, http://[::1]:8081"
    })
    void addressesLoseTheirLastSlash(String text, String address) {
        assertThat(SettingKey.API_URL.parse(text))
                .isEqualTo(new ParsedSetting.Valid<>(URI.create(address)));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost:8081",
                "ftp://host",
                "http://",
                "http:///path",
                "http://host:99999",
                "http://host:0",
                "http://a b",
                "file:///etc/passwd"
            })
    void whatIsNoHttpAddressIsRefused(String text) {
        assertThat(SettingKey.API_URL.parse(text))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it -> assertThat(it.sentence()).contains("http://localhost:8081", text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://ann:s3cret@host", "http://host/?key=s3cret"})
    void anAddressWithASecretInItIsRefusedWithoutRepeatingIt(String text) {
        assertThat(SettingKey.API_URL.parse(text))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it -> assertThat(it.sentence()).doesNotContain("s3cret"));
    }

    @Test
    void choicesAreListedInTheRefusal() {
        assertThat(SettingKey.MODE.parse("WATCH-ONLY"))
                .isEqualTo(new ParsedSetting.Valid<>(DirectoryMode.WATCH_ONLY));
        assertThat(SettingKey.MODE.parse("both"))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it ->
                                assertThat(it.sentence())
                                        .isEqualTo(
                                                "mode must be one of watch-only, manage, not"
                                                        + " \"both\"."));
    }

    @Test
    void aRefusalIsOneShortLineWhateverWasTyped() {
        String typed = "\u001b[31m\n" + "x".repeat(5_000);

        assertThat(SettingKey.THEME.parse(typed))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it ->
                                assertThat(it.sentence())
                                        .hasSizeLessThan(200)
                                        .doesNotContain("\n", "\u001b"));
    }

    @Test
    void aFolderForTheFileMustMeanTheSameEverywhere() {
        assertThat(SettingKey.QUEUE_DIRECTORY.parse("queue"))
                .isEqualTo(new ParsedSetting.Valid<>("queue"));
        assertThat(SettingKey.QUEUE_DIRECTORY.parseForFile("queue"))
                .isInstanceOf(ParsedSetting.Invalid.class);
        assertThat(SettingKey.QUEUE_DIRECTORY.parseForFile("~/queue"))
                .isInstanceOf(ParsedSetting.Valid.class);
        assertThat(SettingKey.QUEUE_DIRECTORY.parse("a\0b"))
                .isInstanceOf(ParsedSetting.Invalid.class);
    }

    @Test
    void theApiKeyIsNeitherStoredNorShown() {
        assertThat(SettingKey.API_KEY.parseForFile("s3cret"))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it ->
                                assertThat(it.sentence())
                                        .contains("MEM0_API_KEY")
                                        .doesNotContain("s3cret"));
        assertThat(SettingKey.API_KEY.parse("s3\ncret"))
                .isInstanceOfSatisfying(
                        ParsedSetting.Invalid.class,
                        it -> assertThat(it.sentence()).doesNotContain("cret"));
        assertThat(SettingKey.API_KEY.isSecret()).isTrue();
        assertThat(SettingKey.API_KEY.format(new Secret("s3cret"))).doesNotContain("s3cret");
    }

    @ParameterizedTest
    @CsvSource({
        "pending.warnin, pending.warning", "Pending_Warning, pending.warning",
        "indoubt, in_doubt", "disk, disk.free_warning"
    })
    void anUnknownNameLeadsToTheLikeliest(String typed, String meant) {
        assertThat(SettingKey.named(typed)).isEmpty();
        assertThat(SettingKey.unknown(typed)).contains("did you mean " + meant + "?");
    }

    @Test
    void aNameLikeNoOtherLeadsToTheList() {
        assertThat(SettingKey.unknown("frobnicate")).contains("config list");
        assertThat(SettingKey.unknown("")).contains("config list");
        assertThat(SettingKey.named(" API.URL ")).hasValue(SettingKey.API_URL);
    }
}
