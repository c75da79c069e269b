package org.mem0queue.ledger;

import org.jspecify.annotations.Nullable;

/** How opening the ledger ended. All three are normal. */
public sealed interface LedgerOpening {
    /**
     * It is open.
     *
     * @param note what a person should know: it was damaged and is rebuilt, or it can only be read;
     *     null if there is nothing to tell
     */
    record Opened(Ledger ledger, @Nullable String note) implements LedgerOpening {}

    /** A newer version of this program wrote it. It was left as it is. */
    record Newer(String sentence) implements LedgerOpening {}

    /** It cannot be opened now. Opening may be tried again at any time. */
    record Unavailable(String sentence) implements LedgerOpening {}
}
