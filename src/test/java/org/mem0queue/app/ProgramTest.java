package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ProgramTest {
    @Test
    void versionIsDevelopmentWhenRunFromClassFolders() {
        assertThat(Program.version()).isEqualTo("development");
    }
}
