package org.mem0queue.health;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WordingTest {
    @Test
    void namesOfOthersCannotHarmATerminal() {
        assertThat(Wording.name("a\u001b[2Jb\n\u202ec\ud83d")).isEqualTo("a?[2Jb??c?");
        assertThat(Wording.name("x".repeat(200))).hasSize(81).endsWith("…");
    }
}
