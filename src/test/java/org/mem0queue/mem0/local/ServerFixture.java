package org.mem0queue.mem0.local;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A running server over an empty store, which must have had no trouble in the end. */
abstract class ServerFixture {
    @TempDir Path folder;
    RunningServer server;

    @BeforeEach
    void start() {
        server = RunningServer.in(folder.resolve("store"));
    }

    @AfterEach
    void stop() {
        server.close();
        assertThat(server.trouble).isEmpty();
    }
}
