package org.mem0queue.ledger;

import org.junit.jupiter.api.BeforeEach;

/** A folder with one ledger, which is open and empty. */
abstract class OpenLedger extends LedgerFolder {
    Ledger ledger;

    @BeforeEach
    void open() {
        ledger = ledgers.open();
    }
}
