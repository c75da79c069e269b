package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.mem0queue.queue.Finding.Severity;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The codes are a contract: unique, documented as they are, and each seen by a test. */
class FindingCodeTest {
    private static final Path DOCUMENT = Path.of("docs", "findings.md");
    private static final Path TESTS = Path.of("src", "test", "java", "org", "mem0queue", "health");

    @Test
    void codesAreUniqueLowerCaseWordsWithHyphens() {
        assertThat(Arrays.stream(FindingCode.values()).map(FindingCode::code))
                .doesNotHaveDuplicates()
                .allSatisfy(code -> assertThat(code).matches("[a-z]+(-[a-z]+)*"));
    }

    @Test
    void theDocumentListsExactlyTheseCodesWithTheirSeverities() throws IOException {
        Map<String, String> documented = new LinkedHashMap<>();
        for (String line : Files.readAllLines(DOCUMENT)) {
            if (line.startsWith("| `")) {
                String[] cells = line.split("\\|", -1);
                assertThat(cells).as(line).hasSize(6);
                String code = cells[1].replace("†", "").strip().replace("`", "");
                assertThat(documented.put(code, cells[2].strip())).as("twice: " + code).isNull();
                assertThat(cells[3]).as("meaning of " + code).isNotBlank();
                assertThat(cells[4]).as("next step of " + code).isNotBlank();
            }
        }
        Map<String, String> expected = new LinkedHashMap<>();
        for (FindingCode code : FindingCode.values()) {
            expected.put(
                    code.code(),
                    code.severities().stream()
                            .map(severity -> severity.name().toLowerCase(Locale.ROOT))
                            .collect(Collectors.joining(", ")));
        }
        assertThat(documented).containsExactlyInAnyOrderEntriesOf(expected);
    }

    @ParameterizedTest
    @EnumSource
    void everyCodeIsSeenByATest(FindingCode code) throws IOException {
        try (Stream<Path> files = Files.list(TESTS)) {
            assertThat(files.filter(file -> !file.endsWith("FindingCodeTest.java")))
                    .as(code.code())
                    .anySatisfy(
                            file ->
                                    assertThat(Files.readString(file))
                                            .contains("\"" + code.code() + "\""));
        }
    }

    @Test
    void aSeverityThatIsNotDocumentedIsRefused() {
        org.assertj.core.api.Assertions.assertThatIllegalArgumentException()
                .isThrownBy(() -> FindingCode.QUEUE_CORRUPT.finding(Severity.NOTICE, "", ""));
    }
}
