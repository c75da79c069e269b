package org.mem0queue.settings;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Which of some names a mistyped one was meant to be. */
final class Nearest {
    private static final int MOST_EDITS = 3;

    private Nearest() {}

    /** The name that few edits, or a missing end or beginning, lead to. */
    static Optional<String> to(String typed, List<String> names) {
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        return names.stream()
                .min(Comparator.comparingInt(name -> edits(typed, name)))
                .filter(name -> edits(typed, name) <= MOST_EDITS)
                .or(() -> names.stream().filter(name -> name.contains(typed)).findFirst());
    }

    /** Letters put in, left out or changed (Levenshtein). */
    private static int edits(String from, String to) {
        int[] previous = new int[to.length() + 1];
        for (int column = 0; column <= to.length(); column++) {
            previous[column] = column;
        }
        for (int row = 1; row <= from.length(); row++) {
            int[] current = new int[to.length() + 1];
            current[0] = row;
            for (int column = 1; column <= to.length(); column++) {
                int change = from.charAt(row - 1) == to.charAt(column - 1) ? 0 : 1;
                current[column] =
                        Math.min(
                                previous[column - 1] + change,
                                Math.min(previous[column], current[column - 1]) + 1);
            }
            previous = current;
        }
        return previous[to.length()];
    }
}
