package org.mem0queue.mem0.local;

import org.jspecify.annotations.Nullable;

import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** The people, agents, runs and applications that have memories. */
final class Entities {
    private final Database database;

    Entities(Database database) {
        this.database = database;
    }

    /**
     * @param type {@code user}, {@code agent}, {@code run} or {@code app}
     */
    record Entity(String type, String name, long memories, Instant created, Instant updated) {}

    List<Entity> all() throws SQLException {
        return database.read(
                sql -> {
                    List<Entity> all = new ArrayList<>();
                    for (String field : Scope.FIELDS) {
                        all.addAll(
                                sql.list(
                                        "SELECT %1$s, count(*), min(created_at), max(updated_at)"
                                                .concat(" FROM memory WHERE %1$s IS NOT NULL")
                                                .concat(" GROUP BY %1$s ORDER BY %1$s")
                                                .formatted(field),
                                        row ->
                                                new Entity(
                                                        field.substring(0, field.indexOf('_')),
                                                        StoredText.decode(row.getString(1)),
                                                        row.getLong(2),
                                                        Memories.instant(row.getLong(3)),
                                                        Memories.instant(row.getLong(4)))));
                    }
                    return all;
                });
    }

    /** Which memories are that entity's; null if there is no such kind of entity. */
    static @Nullable Condition of(String type, String name) {
        for (String field : Scope.FIELDS) {
            if (field.equals(type + "_id")) {
                return Condition.of(field + " = ?", StoredText.encode(name));
            }
        }
        return null;
    }
}
