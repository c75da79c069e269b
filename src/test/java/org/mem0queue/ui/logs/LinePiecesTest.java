package org.mem0queue.ui.logs;

import static org.assertj.core.api.Assertions.assertThat;

import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.mem0queue.ui.control.Secrets;

import java.util.List;
import java.util.regex.Pattern;

class LinePiecesTest {
    private static final String KEY = "9f2kLsQ84hTzXc71";

    private static List<String> pieces(String text, @Nullable String wanted, boolean revealed) {
        LineRow row = new LineRow(7, "14:02:01", LogLevel.ERROR, text, "1a2b3c4d", "");
        Pattern pattern = wanted == null ? null : Pattern.compile(Pattern.quote(wanted));
        return LinePieces.of(row, pattern, revealed).stream()
                .map(piece -> piece.kind() + " " + piece.text())
                .toList();
    }

    @Test
    void aSecretIsMaskedUntilItIsAskedFor() {
        String line = "token=" + KEY + " was refused (ID: 1a2b3c4d)";
        assertThat(pieces(line, null, false))
                .containsExactly(
                        "PLAIN token=",
                        "MASKED " + Secrets.MASK,
                        "PLAIN  was refused (ID: ",
                        "ID 1a2b3c4d",
                        "PLAIN )");
        assertThat(pieces(line, null, true)).contains("REVEALED " + KEY);
    }

    @Test
    void whatIsLookedForShowsNothingOfASecret() {
        String line = "token=" + KEY + " was refused";
        assertThat(pieces(line, "Q84h", false))
                .containsExactly(
                        "PLAIN token=", "MASKED_HIT " + Secrets.MASK, "PLAIN  was refused");
        assertThat(pieces(line, "token=9f", false))
                .as("half in it")
                .containsExactly(
                        "PLAIN token=", "MASKED_HIT " + Secrets.MASK, "PLAIN  was refused");
        assertThat(pieces(line, "refused", false))
                .containsExactly(
                        "PLAIN token=", "MASKED " + Secrets.MASK, "PLAIN  was ", "HIT refused");
    }

    /** It is drawn at every key press, on the JavaFX thread. */
    @Test
    @Timeout(10)
    void anExpressionThatNeverEndsIsDrawnWithoutHits() {
        String line = "value,".repeat(160);
        LineRow row = new LineRow(7, "", LogLevel.PLAIN, line, null, "");
        Pattern endless = Pattern.compile("(.*,){8}x");
        assertThat(LinePieces.of(row, endless, false))
                .containsExactly(new LinePieces.Piece(line, LinePieces.Kind.PLAIN));
    }

    @Test
    void anExpressionThatIsTooMuchForTheStackIsDrawnWithoutHits() {
        String line = "a-".repeat(60_000);
        LineRow row = new LineRow(7, "", LogLevel.PLAIN, line, null, "");
        Pattern deep = Pattern.compile("(\\w|-)+x");
        assertThat(LinePieces.of(row, deep, false))
                .containsExactly(new LinePieces.Piece(line, LinePieces.Kind.PLAIN));
    }

    @Test
    void whatIsReadAloudIsMaskedToo() {
        LineRow row = new LineRow(7, "14:02:01", LogLevel.ERROR, "token=" + KEY, null, "");
        assertThat(LinePieces.spoken(row, false)).isEqualTo("14:02:01 token=" + Secrets.MASK);
        assertThat(LinePieces.spoken(row, true)).contains(KEY);
    }

    @Test
    void whatTheWorkerWritesEveryDayIsNotMasked() {
        for (String line :
                List.of(
                        "Processing queue: 55 pending",
                        "Synced: [trace-hub] 1 memory (ID: 1a2b3c4d)",
                        "HTTP error code: 503 Service Unavailable",
                        "Failed (attempt 2/3): HTTPConnectionPool(host='localhost', port=8000):"
                                + " Read timed out. (read timeout=60)",
                        "[Errno 2] No such file or directory:"
                                + " '/home/lea/.claude/mem0_queue.json'")) {
            assertThat(LinePieces.spoken(new LineRow(1, "", LogLevel.PLAIN, line, null, ""), false))
                    .isEqualTo(line);
        }
    }
}
