package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.util.ArrayList;
import java.util.List;

/**
 * Which memories: a term of SQL over the table {@code memory}, in which everything that came from
 * outside is an argument.
 */
record Condition(String sql, List<@Nullable Object> arguments) {
    static final Condition ALL = new Condition("1", List.of());
    static final Condition NONE = new Condition("0", List.of());

    static Condition of(String sql, @Nullable Object... arguments) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object argument : arguments) {
            all.add(argument);
        }
        return new Condition(sql, all);
    }

    /** Of exactly that person, agent, run and application, as far as named. */
    static Condition in(Scope scope) {
        List<Condition> all = new ArrayList<>();
        @Nullable String[] values = scope.values();
        for (int i = 0; i < values.length; i++) {
            if (values[i] != null) {
                all.add(of(Scope.FIELDS[i] + " = ?", StoredText.encode(values[i])));
            }
        }
        return all.isEmpty() ? ALL : all(all);
    }

    /** Not past its date. Dates compare as texts. */
    static Condition notExpiredOn(String date) {
        return of("(expires IS NULL OR expires >= ?)", date);
    }

    Condition and(Condition other) {
        return all(List.of(this, other));
    }

    static Condition all(List<Condition> all) {
        return joined(all, " AND ", ALL);
    }

    static Condition any(List<Condition> any) {
        return joined(any, " OR ", NONE);
    }

    /** Also of those where the term is unknown because something is missing. */
    Condition not() {
        return new Condition("NOT coalesce((" + sql + "), 0)", arguments);
    }

    private static Condition joined(List<Condition> conditions, String with, Condition ofNone) {
        if (conditions.isEmpty()) {
            return ofNone;
        }
        StringBuilder sql = new StringBuilder();
        List<@Nullable Object> arguments = new ArrayList<>();
        for (Condition condition : conditions) {
            sql.append(sql.isEmpty() ? "(" : with).append(condition.sql());
            arguments.addAll(condition.arguments());
        }
        return new Condition(sql.append(')').toString(), arguments);
    }
}
