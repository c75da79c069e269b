package org.mem0queue.ui.control;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.util.Arrays;

class BalanceBarTest {
    @Test
    void widthsAreInProportionAndFillTheBar() {
        double[] widths = BalanceBar.widths(new long[] {50, 30, 20}, 1004);
        assertThat(widths).containsExactly(500, 300, 200);
    }

    @Test
    void oneAmongManyStillShows() {
        double[] widths = BalanceBar.widths(new long[] {100_000, 1, 1}, 1000);
        assertThat(widths[1]).isEqualTo(4);
        assertThat(widths[2]).isEqualTo(4);
        assertThat(Arrays.stream(widths).sum()).isEqualTo(996);
    }

    @Test
    void nothingHasNoWidths() {
        assertThat(BalanceBar.widths(new long[0], 1000)).isEmpty();
    }

    @Test
    void aBarWithoutWidthDoesNotFail() {
        assertThat(BalanceBar.widths(new long[] {1, 2}, 0)).hasSize(2);
    }
}
