package org.mem0queue.acceptance;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.mem0queue.sync.StubApi;

import java.nio.file.Path;
import java.time.Duration;

/** A scene with a stub of Mem0's own server, for tests that send. */
abstract class OssScene {
    static final Duration SOON = Duration.ofSeconds(60);

    @TempDir Path folder;

    SyncScene scene;
    ScratchQueue scratch;
    StubApi api;

    @BeforeEach
    void setTheScene() {
        scene = SyncScene.in(folder, StubApi.Kind.OSS);
        scratch = scene.scratch();
        api = scene.api();
    }

    @AfterEach
    void close() {
        scene.close();
    }
}
