package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

class LineSplitterTest {
    private static final int MIB = 1 << 20;

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 5, 7, 1000})
    void linesAreTheSameHoweverTheBytesArrive(int pieceBytes) {
        byte[] bytes = "✅ één\r\n\n🚀 two\nthree".getBytes(UTF_8);
        LineSplitter splitter = new LineSplitter(0, 1, false);

        List<RawLine> lines = feed(splitter, bytes, pieceBytes);

        assertThat(lines).extracting(RawLine::text).containsExactly("✅ één", "", "🚀 two");
        assertThat(lines).extracting(RawLine::offset).containsExactly(0L, 11L, 12L);
        assertThat(lines).extracting(RawLine::number).containsExactly(1L, 2L, 3L);
        assertThat(lines).extracting(RawLine::sizeBytes).containsExactly(9L, 0L, 8L);
        assertThat(lines).noneMatch(RawLine::cut).noneMatch(RawLine::open);
        assertThat(splitter.openLine()).isEqualTo(new RawLine(21, 4, 5, "three", true, false));
    }

    @Test
    void aCharacterTornAtTheEndWaitsForItsRest() {
        byte[] rocket = "x🚀y\n".getBytes(UTF_8);
        for (int cut = 2; cut <= 4; cut++) {
            LineSplitter splitter = new LineSplitter(0, 1, false);
            feed(splitter, Arrays.copyOf(rocket, cut), 10);

            assertThat(text(splitter)).isEqualTo("x");
            List<RawLine> rest = feed(splitter, Arrays.copyOfRange(rocket, cut, rocket.length), 10);
            assertThat(rest).extracting(RawLine::text).containsExactly("x🚀y");
        }
    }

    @Test
    void bytesThatAreNoUtf8AreReplacedAndTheRestStays() {
        LineSplitter splitter = new LineSplitter(0, 1, false);

        List<RawLine> lines =
                feed(
                        splitter,
                        new byte[] {'a', (byte) 0xff, 'b', (byte) 0xc3, '\n', (byte) 0x80, '\n'},
                        10);

        assertThat(lines).extracting(RawLine::text).containsExactly("a\ufffdb\ufffd", "\ufffd");
    }

    @Test
    void aByteOrderMarkIsNoText() {
        List<RawLine> lines =
                feed(new LineSplitter(0, 1, false), "\ufeffa\n\ufeffb\n".getBytes(UTF_8), 100);

        assertThat(lines).extracting(RawLine::text).containsExactly("a", "\ufeffb");
    }

    @Test
    void theHoleThatATruncationLeavesIsNotPartOfTheLineBehindIt() {
        LineSplitter splitter = new LineSplitter(0, 1, false);
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(new byte[3 * LineSplitter.MAX_LINE_BYTES]);
        bytes.writeBytes("  ✅ Synced: api (ID: 0b7d41aa...)\n".getBytes(UTF_8));

        List<RawLine> lines = feed(splitter, bytes.toByteArray(), 4096);

        assertThat(lines)
                .extracting(RawLine::text)
                .containsExactly("  ✅ Synced: api (ID: 0b7d41aa...)");
        assertThat(lines.getFirst().cut()).isTrue();
        assertThat(lines.getFirst().sizeBytes()).isEqualTo(bytes.size() - 1);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 0, 1, 511, 512, 513, 5000})
    void aLineAroundTheLimitIsWholeOrSaysThatItIsCut(int more) {
        int size = LineSplitter.MAX_LINE_BYTES + more;
        byte[] line = ("x".repeat(size - 3) + "end\n").getBytes(UTF_8);

        RawLine raw = feed(new LineSplitter(0, 1, false), line, 8192).getFirst();

        assertThat(raw.sizeBytes()).isEqualTo(size);
        assertThat(raw.text()).startsWith("xxx").endsWith("end");
        assertThat(raw.cut()).isEqualTo(more > LineSplitter.TAIL_BYTES);
        if (!raw.cut()) {
            assertThat(raw.text()).hasSize(size);
        }
    }

    @Test
    void theEndOfAnOverlongLineStillNamesTheMemory() {
        String project = "é".repeat(100_000);
        byte[] line = ("  ✅ Synced: " + project + " (ID: 0b7d41aa...)\n").getBytes(UTF_8);

        RawLine raw = feed(new LineSplitter(0, 1, false), line, 1000).getFirst();

        assertThat(raw.text()).doesNotContain("\ufffd").contains("éé […] éé");
        assertThat(LineGrammar.match(raw.text()))
                .isInstanceOfSatisfying(
                        LogEvent.Synced.class,
                        synced -> assertThat(synced.id8()).isEqualTo("0b7d41aa"));
    }

    @Test
    void aLineOfOneGigabyteTakesBoundedMemory() {
        LineSplitter splitter = new LineSplitter(0, 1, false);
        byte[] block = new byte[MIB];
        Arrays.fill(block, (byte) 'x');
        List<RawLine> lines = new ArrayList<>();

        for (int i = 0; i < 1024; i++) {
            splitter.feed(block, block.length, lines::add);
        }
        splitter.feed(new byte[] {'\n', 'y', '\n'}, 3, lines::add);

        assertThat(lines).hasSize(2);
        assertThat(lines.getFirst().sizeBytes()).isEqualTo(1L << 30);
        assertThat(lines.getFirst().text().length())
                .isLessThan(LineSplitter.MAX_LINE_BYTES + LineSplitter.TAIL_BYTES + 10);
        assertThat(lines.get(1)).isEqualTo(new RawLine((1L << 30) + 1, 2, 1, "y", false, false));
    }

    private static String text(LineSplitter splitter) {
        RawLine open = splitter.openLine();
        return open == null ? "" : open.text();
    }

    private static List<RawLine> feed(LineSplitter splitter, byte[] bytes, int pieceBytes) {
        List<RawLine> lines = new ArrayList<>();
        for (int from = 0; from < bytes.length; from += pieceBytes) {
            byte[] piece =
                    Arrays.copyOfRange(bytes, from, Math.min(bytes.length, from + pieceBytes));
            splitter.feed(piece, piece.length, lines::add);
        }
        return lines;
    }
}
