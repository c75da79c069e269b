package org.mem0queue.acceptance;

import com.fasterxml.jackson.databind.JsonNode;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;
import java.util.List;

/** The example queue of the programs before, in a folder of its own. */
abstract class HazardousQueue {
    @TempDir Path folder;

    ScratchQueue scratch;

    @BeforeEach
    void writeTheExample() {
        Needs.linux();
        scratch = ScratchQueue.in(folder);
        scratch.writeExample();
    }

    @AfterEach
    void close() {
        scratch.close();
    }

    Outcome here(String... command) {
        return SameJvm.run(scratch.program(), new byte[0], List.of(command));
    }

    String save(String content) {
        return here("save", "--project", "p", content).done().savedId();
    }

    JsonNode status() {
        return here("status", "--json").done().json();
    }

    List<String> findings() {
        return LockForRealTest.codes(here("doctor", "--json").done().json());
    }
}
