package org.mem0queue.ledger;

/** The tables of one open file. */
record LedgerTables(
        LedgerConnection connection,
        MemoryTable memories,
        JourneyTable journey,
        ActTable acts,
        SampleTable samples,
        SearchIndex search) {
    static LedgerTables of(LedgerConnection connection) {
        MemoryTable memories = new MemoryTable(connection);
        return new LedgerTables(
                connection,
                memories,
                new JourneyTable(connection),
                new ActTable(connection),
                new SampleTable(connection),
                new SearchIndex(connection, memories));
    }
}
