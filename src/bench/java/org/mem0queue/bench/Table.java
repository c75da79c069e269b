package org.mem0queue.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a benchmark prints: one row a claim, ours against the limit or peer of the same run. */
final class Table {
    private static final List<String> HEADINGS =
            List.of("what", "ours", "peer or limit", "ratio", "target", "");

    private final String title;
    private final List<List<String>> rows = new ArrayList<>();

    Table(String title) {
        this.title = title;
        rows.add(HEADINGS);
    }

    /** Ours may be at most {@code limit} times the peer. */
    void atMost(String what, String unit, double ours, String peerName, double peer, double limit) {
        double ratio = ours / peer;
        row(what, ours, unit, peerName, peer, ratio, "<= " + number(limit) + "x", ratio <= limit);
    }

    /** The peer must take at least {@code limit} times ours. */
    void atLeast(
            String what, String unit, double ours, String peerName, double peer, double limit) {
        double ratio = peer / ours;
        row(what, ours, unit, peerName, peer, ratio, ">= " + number(limit) + "x", ratio >= limit);
    }

    /** {@link #atMost} for work that keeps the processor busy: the clock's time and its time. */
    void atMost(String what, Samples ours, String peerName, Samples peer, double limit) {
        atMost(what, "ms", ours.median(), peerName, peer.median(), limit);
        atMost(
                what + ", processor",
                "ms",
                ours.processorMedian(),
                peerName,
                peer.processorMedian(),
                limit);
    }

    /** {@link #atLeast} in both times. */
    void atLeast(String what, Samples ours, String peerName, Samples peer, double limit) {
        atLeast(what, "ms", ours.median(), peerName, peer.median(), limit);
        atLeast(
                what + ", processor",
                "ms",
                ours.processorMedian(),
                peerName,
                peer.processorMedian(),
                limit);
    }

    /** A bar without a peer. */
    void bar(String what, double ours, String unit, double limit) {
        boolean met = ours <= limit;
        rows.add(
                List.of(
                        what,
                        number(ours) + " " + unit,
                        "",
                        "",
                        "<= " + number(limit) + " " + unit,
                        verdict(met)));
    }

    /** At least so many. */
    void floor(String what, double ours, String unit, double limit) {
        rows.add(
                List.of(
                        what,
                        number(ours) + " " + unit,
                        "",
                        "",
                        ">= " + number(limit) + " " + unit,
                        verdict(ours >= limit)));
    }

    /** A figure without a target. */
    void note(String what, double ours, String unit) {
        rows.add(List.of(what, number(ours) + " " + unit, "", "", "", ""));
    }

    /** A figure and its peer, without a target. */
    void compare(String what, String unit, double ours, String peerName, double peer) {
        rows.add(
                List.of(
                        what,
                        number(ours) + " " + unit,
                        number(peer) + " " + unit + " " + peerName,
                        number(ours / peer) + "x",
                        "",
                        ""));
    }

    private void row(
            String what,
            double ours,
            String unit,
            String peerName,
            double peer,
            double ratio,
            String target,
            boolean met) {
        rows.add(
                List.of(
                        what,
                        number(ours) + " " + unit,
                        number(peer) + " " + unit + " " + peerName,
                        number(ratio) + "x",
                        target,
                        verdict(met)));
    }

    private static String verdict(boolean met) {
        return met ? "met" : "MISSED";
    }

    /** Three significant digits are more than a shared machine can repeat. */
    static String number(double value) {
        double size = Math.abs(value);
        String format = size >= 100 || value == Math.rint(value) ? "%,.0f" : "%.2f";
        return String.format(Locale.ROOT, size >= 10 && size < 100 ? "%.1f" : format, value)
                .replaceFirst("\\.0$", "");
    }

    void print() {
        int[] widths = new int[HEADINGS.size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder out = new StringBuilder(title).append('\n');
        for (int r = 0; r < rows.size(); r++) {
            out.append('|');
            for (int i = 0; i < widths.length; i++) {
                out.append(' ')
                        .append(rows.get(r).get(i))
                        .repeat(' ', widths[i] - rows.get(r).get(i).length())
                        .append(" |");
            }
            out.append('\n');
            if (r == 0) {
                out.append('|');
                for (int width : widths) {
                    out.append(' ').repeat('-', width).append(" |");
                }
                out.append('\n');
            }
        }
        System.out.println(out);
    }
}
