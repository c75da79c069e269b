package org.mem0queue.mem0.local;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** Finds memories by their words; there is no model here that knows what they mean. */
final class WordSearch {
    /** So many are compared word by word at least. */
    private static final int CANDIDATES = 100;

    private final Memories memories;

    WordSearch(Memories memories) {
        this.memories = memories;
    }

    /**
     * One memory that was found.
     *
     * @param score 0 to 1: which part of the question's words it has
     */
    record Hit(long number, double score) {}

    /**
     * The memories with most of the words first; the same part of the words, the rarer ones first.
     * With a threshold of 0 those without any word follow, the newest first, as a search by meaning
     * leaves nothing out either.
     */
    List<Hit> find(String query, Condition where, int limit, double threshold) throws SQLException {
        var asked = SearchWords.asked(query);
        List<Hit> hits = new ArrayList<>();
        if (!asked.isEmpty() && limit > 0) {
            String found =
                    "SELECT m.number, m.text FROM search s JOIN memory m ON m.number = s.rowid"
                            + " WHERE search MATCH ? AND m.number IN"
                            + " (SELECT number FROM memory WHERE "
                            + where.sql()
                            + ") ORDER BY s.rank LIMIT ?";
            Object[] arguments = new Object[where.arguments().size() + 2];
            arguments[0] = SearchWords.match(asked);
            for (int i = 0; i < where.arguments().size(); i++) {
                arguments[i + 1] = where.arguments().get(i);
            }
            arguments[arguments.length - 1] = Math.max(limit, CANDIDATES);
            hits.addAll(
                    memories.database()
                            .read(
                                    sql ->
                                            sql.list(
                                                    found,
                                                    row ->
                                                            new Hit(
                                                                    row.getLong(1),
                                                                    SearchWords.coverage(
                                                                            asked,
                                                                            StoredText.decode(
                                                                                    row.getString(
                                                                                            2)))),
                                                    arguments)));
            hits.removeIf(hit -> hit.score() < threshold);
            hits.sort((a, b) -> Double.compare(b.score(), a.score()));
        }
        if (threshold <= 0 && hits.size() < limit) {
            var there = new HashSet<Long>();
            hits.forEach(hit -> there.add(hit.number()));
            for (long number : memories.list(where, limit + there.size(), 0)) {
                if (there.add(number)) {
                    hits.add(new Hit(number, 0));
                }
            }
        }
        return hits.size() > limit ? List.copyOf(hits.subList(0, limit)) : hits;
    }
}
