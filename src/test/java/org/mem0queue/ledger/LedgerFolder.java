package org.mem0queue.ledger;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

import java.nio.file.Path;

/** A folder with ledgers; what is opened in it is closed in the end. */
abstract class LedgerFolder {
    @TempDir Path folder;

    LedgerFixture ledgers;

    @BeforeEach
    void makeFixture() {
        ledgers = new LedgerFixture(folder);
    }

    @AfterEach
    void close() {
        ledgers.close();
    }
}
