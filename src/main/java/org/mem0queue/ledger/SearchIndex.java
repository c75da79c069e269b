package org.mem0queue.ledger;

import org.mem0queue.queue.KnownMemory;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Finds memories by pieces of their text or project, the latest first.
 *
 * <p>The index holds every three neighbouring characters of the folded text. It only narrows down
 * what may match; each candidate's text is then compared itself. Indexing costs more than all the
 * rest of recording a memory, so a first look at a long queue leaves it for later: {@code
 * meta.indexed} is the last number that is in the index, what comes after it is compared one by
 * one.
 */
final class SearchIndex {
    /** Nobody scrolls further, and each costs the reading of its text. */
    private static final int MOST_HITS = 1_000;

    /** Rows read at once where there is no index to ask. */
    private static final int PAGE = 256;

    /** How many of the latest are compared before the index is asked for a very short piece. */
    private static final int SHORT_SCAN = 2_000;

    /**
     * Not in any folded text. Between project and content, so that nothing matches across; twice at
     * the end, so that the last one or two characters begin a token as all others do.
     */
    private static final String BORDER = "\u0003\u0003";

    private static final String INDEXED = "indexed";

    private final LedgerConnection connection;
    private final MemoryTable memories;

    SearchIndex(LedgerConnection connection, MemoryTable memories) {
        this.connection = connection;
        this.memories = memories;
    }

    /** Project and content, folded. */
    private record Folded(String project, String content) {
        static Folded of(KnownMemory known) {
            return new Folded(
                    FoldedText.of(known.memory().projectId().orElse("")),
                    FoldedText.of(MemoryTable.content(known.memory()).orElse("")));
        }
    }

    private long indexed() throws SQLException {
        return Schema.number(Schema.meta(connection, INDEXED).orElse(null));
    }

    /** A row's text has changed. */
    void changed(long number) throws SQLException {
        if (number <= indexed()) {
            put(memories.numbered(number).orElseThrow());
        }
    }

    /**
     * Puts more rows into the index.
     *
     * @return how many are left
     */
    long advance(int atMost) throws SQLException {
        long indexed = indexed();
        List<MemoryTable.Numbered> next = memories.from(indexed + 1, atMost);
        for (MemoryTable.Numbered row : next) {
            put(row);
        }
        if (next.isEmpty()) {
            return 0;
        }
        Schema.putMeta(connection, INDEXED, Long.toString(next.getLast().number()));
        return memories.highest() - next.getLast().number();
    }

    private void put(MemoryTable.Numbered row) throws SQLException {
        Folded text = Folded.of(row.memory());
        connection.update(
                "INSERT OR REPLACE INTO search(rowid, text) VALUES(?, ?)",
                row.number(),
                text.project() + BORDER + text.content() + BORDER);
    }

    /** None for a query that holds nothing to look for. */
    List<KnownMemory> find(String query, int atMost) throws SQLException {
        SearchTerms terms = SearchTerms.of(query);
        int wanted = Math.min(atMost, MOST_HITS);
        List<KnownMemory> hits = new ArrayList<>();
        if (terms.folded().isEmpty() || wanted < 1) {
            return hits;
        }
        long indexed = indexed();
        scan(terms, Long.MAX_VALUE, indexed, wanted, hits);
        Optional<String> indexQuery = terms.indexQuery();
        if (indexQuery.isPresent()) {
            compare(
                    terms,
                    connection.list(
                            "SELECT rowid FROM search WHERE search MATCH ? AND rowid <= ?"
                                    + " ORDER BY rowid DESC",
                            row -> row.getLong(1),
                            indexQuery.get(),
                            indexed),
                    wanted,
                    hits);
        } else {
            // What is frequent is found among the latest; what is not, has few places in the index.
            long low = Math.max(0, indexed - SHORT_SCAN);
            scan(terms, indexed + 1, low, wanted, hits);
            if (hits.size() < wanted && low > 0) {
                compare(terms, beginningWith(terms.longest(), low), wanted, hits);
            }
        }
        return hits;
    }

    /** Compares all rows between two numbers, both excluded at the top, included from low + 1. */
    private void scan(SearchTerms terms, long below, long low, int wanted, List<KnownMemory> hits)
            throws SQLException {
        long at = below;
        while (hits.size() < wanted && at > low + 1) {
            List<MemoryTable.Numbered> page = memories.before(at, PAGE);
            if (page.isEmpty()) {
                return;
            }
            for (MemoryTable.Numbered row : page) {
                if (row.number() <= low || hits.size() == wanted) {
                    return;
                }
                take(terms, row, hits);
            }
            at = page.getLast().number();
        }
    }

    private void compare(SearchTerms terms, List<Long> numbers, int wanted, List<KnownMemory> hits)
            throws SQLException {
        for (long number : numbers) {
            if (hits.size() == wanted) {
                return;
            }
            Optional<MemoryTable.Numbered> row = memories.numbered(number);
            if (row.isPresent()) {
                take(terms, row.get(), hits);
            }
        }
    }

    private static void take(SearchTerms terms, MemoryTable.Numbered row, List<KnownMemory> hits) {
        Folded text = Folded.of(row.memory());
        if (terms.foundIn(text.project(), text.content())) {
            hits.add(row.memory());
        }
    }

    /** Rows up to a number with a token that begins with a piece of one or two characters. */
    private List<Long> beginningWith(String piece, long highest) throws SQLException {
        connection.run(
                "CREATE VIRTUAL TABLE IF NOT EXISTS temp.search_token"
                        + " USING fts5vocab('main', 'search', 'instance')");
        int lastPoint = piece.codePointBefore(piece.length());
        String after =
                piece.substring(0, piece.length() - Character.charCount(lastPoint))
                        + Character.toString(lastPoint + 1);
        Set<Long> distinct =
                new HashSet<>(
                        connection.list(
                                "SELECT DISTINCT doc FROM temp.search_token"
                                        + " WHERE term >= ? AND term < ? AND doc <= ?",
                                row -> row.getLong(1),
                                piece,
                                after,
                                highest));
        List<Long> numbers = new ArrayList<>(distinct);
        numbers.sort((a, b) -> Long.compare(b, a));
        return numbers;
    }
}
