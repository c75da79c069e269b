package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Cuts the text of a line into what is drawn alike: plain text, what was found, an id. */
final class LinePieces {
    /** A cell is made of so many labels at most. */
    private static final int MOST_HITS = 12;

    private LinePieces() {}

    /** What a piece is. */
    enum Kind {
        PLAIN,
        HIT,
        ID
    }

    record Piece(String text, Kind kind) {}

    private record Stretch(int from, int to, Kind kind) {}

    /**
     * @param pattern what is looked for; null for nothing
     */
    static List<Piece> of(LineRow row, @Nullable Pattern pattern) {
        List<Stretch> stretches = new ArrayList<>();
        String text = row.text();
        String id8 = row.id8() == null ? "" : row.id8();
        int id = id8.isEmpty() ? -1 : text.lastIndexOf("(ID: " + id8);
        int idFrom = id < 0 ? -1 : id + "(ID: ".length();
        int idTo = id < 0 ? -1 : idFrom + id8.length();
        boolean idFound = false;
        if (pattern != null) {
            Matcher matcher = pattern.matcher(text);
            while (stretches.size() < MOST_HITS && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    stretches.add(new Stretch(matcher.start(), matcher.end(), Kind.HIT));
                    idFound |= matcher.start() < idTo && matcher.end() > idFrom;
                }
            }
        }
        if (id >= 0 && !idFound) {
            stretches.add(new Stretch(idFrom, idTo, Kind.ID));
            stretches.sort((one, other) -> Integer.compare(one.from(), other.from()));
        }
        return cut(text, stretches);
    }

    private static List<Piece> cut(String text, List<Stretch> stretches) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Stretch stretch : stretches) {
            if (stretch.from() > at) {
                pieces.add(new Piece(text.substring(at, stretch.from()), Kind.PLAIN));
            }
            pieces.add(new Piece(text.substring(stretch.from(), stretch.to()), stretch.kind()));
            at = stretch.to();
        }
        if (at < text.length() || pieces.isEmpty()) {
            pieces.add(new Piece(text.substring(at), Kind.PLAIN));
        }
        return pieces;
    }
}
