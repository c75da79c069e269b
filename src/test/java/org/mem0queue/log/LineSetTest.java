package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import java.util.Random;
import java.util.TreeSet;

/** The set of lines against a sorted set that is slow and plain. */
class LineSetTest {
    @ParameterizedTest
    @ValueSource(ints = {1, 100, 5_000, 1_000_000})
    void itAnswersAsASortedSetDoes(int range) {
        Random random = new Random(range);
        LineSet lines = new LineSet();
        TreeSet<Long> plain = new TreeSet<>();
        for (int step = 0; step < 3_000; step++) {
            long line = random.nextInt(range);
            switch (random.nextInt(6)) {
                case 0 -> {
                    lines.remove(line);
                    plain.remove(line);
                }
                case 1, 2, 3 -> {
                    lines.add(line);
                    plain.add(line);
                }
                default -> {
                    assertThat(lines.size()).isEqualTo(plain.size());
                    assertThat(lines.contains(line)).isEqualTo(plain.contains(line));
                    assertThat(lines.rank(line)).isEqualTo(plain.headSet(line).size());
                    Long after = plain.higher(line);
                    assertThat(lines.after(line)).isEqualTo(after == null ? -1 : after);
                    Long before = plain.lower(line);
                    assertThat(lines.before(line)).isEqualTo(before == null ? -1 : before);
                }
            }
        }
        long rank = 0;
        for (long line : plain) {
            assertThat(lines.select(rank++)).isEqualTo(line);
        }
        LineSet even = new LineSet();
        plain.stream().filter(line -> line % 2 == 0).forEach(even::add);
        assertThat(lines.and(even).size()).isEqualTo(even.size());
    }
}
