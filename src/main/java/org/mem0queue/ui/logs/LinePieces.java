package org.mem0queue.ui.logs;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.GuardedText;
import org.mem0queue.ui.control.Secrets;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Cuts the text of a line into what is drawn alike: plain text, what was found, an id, a secret.
 */
final class LinePieces {
    /** A cell is made of so many labels at most. */
    private static final int MOST_HITS = 12;

    /**
     * How much of a row an expression may look at: half a millisecond. It is drawn with each key
     * that is typed; on a row on which it takes longer no more hits are drawn.
     */
    private static final long LOOKS_PER_ROW = 200_000;

    private LinePieces() {}

    /** What a piece is. */
    enum Kind {
        PLAIN,
        HIT,
        ID,
        /** Stands for what should not be read over a shoulder. */
        MASKED,
        /** Likewise, and what is looked for stands in it. */
        MASKED_HIT,
        /** The secret itself, since somebody asked for it. */
        REVEALED
    }

    record Piece(String text, Kind kind) {}

    private record Stretch(int from, int to, Kind kind) {}

    /**
     * @param pattern what is looked for; null for nothing
     * @param revealed whether somebody asked to see the secrets of this line
     */
    static List<Piece> of(LineRow row, @Nullable Pattern pattern, boolean revealed) {
        List<Stretch> stretches = found(row, pattern);
        List<Secrets.Range> secrets = Secrets.in(row.text());
        return cut(row.text(), secrets.isEmpty() ? stretches : over(stretches, secrets, revealed));
    }

    /** What a screen reader says of it. */
    static String spoken(LineRow row, boolean revealed) {
        return revealed ? row.spoken() : Secrets.masked(row.spoken());
    }

    /** Nothing of a secret stands in another piece, be it looked for or not. */
    private static List<Stretch> over(
            List<Stretch> stretches, List<Secrets.Range> secrets, boolean revealed) {
        List<Stretch> all = new ArrayList<>();
        for (Secrets.Range secret : secrets) {
            boolean hit =
                    stretches.stream().anyMatch(one -> one.kind() == Kind.HIT && isIn(secret, one));
            Kind kind = revealed ? Kind.REVEALED : hit ? Kind.MASKED_HIT : Kind.MASKED;
            all.add(new Stretch(secret.start(), secret.end(), kind));
        }
        stretches.stream()
                .filter(one -> secrets.stream().noneMatch(secret -> isIn(secret, one)))
                .forEach(all::add);
        all.sort(Comparator.comparingInt(Stretch::from));
        return all;
    }

    private static boolean isIn(Secrets.Range secret, Stretch one) {
        return one.from() < secret.end() && one.to() > secret.start();
    }

    private static List<Stretch> found(LineRow row, @Nullable Pattern pattern) {
        List<Stretch> stretches = new ArrayList<>();
        String text = row.text();
        String id8 = row.id8() == null ? "" : row.id8();
        int id = id8.isEmpty() ? -1 : text.lastIndexOf("(ID: " + id8);
        int idFrom = id < 0 ? -1 : id + "(ID: ".length();
        int idTo = id < 0 ? -1 : idFrom + id8.length();
        boolean idFound = false;
        if (pattern != null) {
            stretches.addAll(hits(pattern, text));
            idFound = stretches.stream().anyMatch(hit -> hit.from() < idTo && hit.to() > idFrom);
        }
        if (id >= 0 && !idFound) {
            stretches.add(new Stretch(idFrom, idTo, Kind.ID));
            stretches.sort((one, other) -> Integer.compare(one.from(), other.from()));
        }
        return stretches;
    }

    private static List<Stretch> hits(Pattern pattern, String text) {
        List<Stretch> hits = new ArrayList<>();
        Matcher matcher = GuardedText.matcher(pattern, text, LOOKS_PER_ROW, () -> false);
        try {
            while (hits.size() < MOST_HITS && matcher.find()) {
                if (matcher.end() > matcher.start()) {
                    hits.add(new Stretch(matcher.start(), matcher.end(), Kind.HIT));
                }
            }
        } catch (GuardedText.TakesTooLong | StackOverflowError tooMuch) {
            return hits; // those before it are found all the same
        }
        return hits;
    }

    private static List<Piece> cut(String text, List<Stretch> stretches) {
        List<Piece> pieces = new ArrayList<>();
        int at = 0;
        for (Stretch stretch : stretches) {
            if (stretch.from() > at) {
                pieces.add(new Piece(text.substring(at, stretch.from()), Kind.PLAIN));
            }
            boolean masked = stretch.kind() == Kind.MASKED || stretch.kind() == Kind.MASKED_HIT;
            pieces.add(
                    new Piece(
                            masked ? Secrets.MASK : text.substring(stretch.from(), stretch.to()),
                            stretch.kind()));
            at = stretch.to();
        }
        if (at < text.length() || pieces.isEmpty()) {
            pieces.add(new Piece(text.substring(at), Kind.PLAIN));
        }
        return pieces;
    }
}
