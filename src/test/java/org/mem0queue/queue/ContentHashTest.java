package org.mem0queue.queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.store.Python;

import java.util.HexFormat;
import java.util.Random;

class ContentHashTest {
    @Test
    void isWhatPythonMakesOfTheSameText() {
        StringBuilder texts = new StringBuilder("[\"\", \"abc\", \"\\ud83d\", \"\\udc00\\ud83d\"");
        StringBuilder ours = new StringBuilder();
        append(ours, "");
        append(ours, "abc");
        append(ours, "\ud83d");
        append(ours, "\udc00\ud83d");
        Random random = new Random(5);
        for (int i = 0; i < 200; i++) {
            StringBuilder text = new StringBuilder();
            for (int length = random.nextInt(12); length > 0; length--) {
                char c =
                        switch (random.nextInt(5)) {
                            case 0 -> (char) random.nextInt(0x80);
                            case 1 -> (char) random.nextInt(0x800);
                            case 2 -> (char) (0xd800 + random.nextInt(0x400));
                            case 3 -> (char) (0xdc00 + random.nextInt(0x400));
                            default -> (char) random.nextInt(0x10000);
                        };
                text.append(c);
            }
            texts.append(", ").append(Json.quote(text.toString()));
            append(ours, text.toString());
        }

        String python =
                Python.run(
                        """
                        import hashlib, json, sys
                        for text in json.loads(sys.argv[1]):
                            print(hashlib.sha256(text.encode('utf-8', 'surrogatepass')).hexdigest())
                        """,
                        texts + "]");

        assertThat(python.lines()).containsExactlyElementsOf(ours.toString().lines().toList());
    }

    private static void append(StringBuilder out, String text) {
        out.append(HexFormat.of().formatHex(ContentHash.of(text))).append('\n');
    }
}
