package org.mem0queue;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class MainTest {
    @Test
    void runsOnTheJdkThatTheToolchainChose() {
        assertThat(Runtime.version().feature()).isGreaterThanOrEqualTo(25);
    }
}
