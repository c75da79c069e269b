package org.mem0queue.settings;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What stands in the settings file, understood or not. Immutable: changes give a new value.
 *
 * <pre>
 * {
 *   "api.url" : "http://localhost:8081",
 *   "pending.warning" : 30,
 *   "spool.age_warning" : "10 min",
 *   "directories" : {
 *     "/home/ann/.claude" : { "mode" : "manage" }
 *   }
 * }
 * </pre>
 *
 * Names are those of {@link SettingKey}; keys that we don't know are kept. Below {@code
 * directories} are the settings that each queue directory has for itself, by its real path: some
 * always, others where its {@code api.scope} or {@code worker.scope} says so; {@code null} there is
 * no value, whatever the common one is.
 */
public final class StoredSettings {
    private static final String DIRECTORIES = "directories";

    /** Never changed. */
    private final ObjectNode root;

    StoredSettings(ObjectNode root) {
        this.root = root.deepCopy();
    }

    /** The path that stands for a queue directory: links resolved as far as it exists. */
    static Path realPath(Path directory) {
        try {
            return directory.toRealPath();
        } catch (IOException notThereYet) {
            return directory.toAbsolutePath().normalize();
        }
    }

    /** The names in the file that no setting has, perhaps of a newer version or mistyped. */
    public List<String> unknownNames() {
        List<String> unknown = new ArrayList<>();
        root.fieldNames().forEachRemaining(unknown::add);
        unknown.removeIf(name -> name.equals(DIRECTORIES) || isGlobal(name));
        return List.copyOf(unknown);
    }

    private static boolean isGlobal(String name) {
        return SettingKey.all().stream()
                .anyMatch(key -> key.name().equals(name) && !key.isPerDirectory());
    }

    /**
     * Whether a queue directory has a setting for itself that others may share. What stands for
     * {@code own} and cannot be understood counts as that: the common values may name a server that
     * this directory's memories are not meant for.
     */
    boolean isOwn(SettingKey<?> key, @Nullable Path directory) {
        return key.scope()
                .flatMap(scope -> text(scope, directory))
                .filter(text -> !isCommon(text))
                .isPresent();
    }

    private static boolean isCommon(String text) {
        return SettingKey.API_SCOPE.parse(text)
                        instanceof ParsedSetting.Valid<SettingScope>(SettingScope scope)
                && scope == SettingScope.COMMON;
    }

    /**
     * The text of a setting as it stands in the file; something that is no text or number gives its
     * JSON.
     *
     * @param directory for a setting per directory, and for one that it may have for itself
     */
    Optional<String> text(SettingKey<?> key, @Nullable Path directory) {
        JsonNode place = root;
        if (key.isPerDirectory() || isOwn(key, directory)) {
            if (directory == null) {
                return Optional.empty();
            }
            place = root.path(DIRECTORIES).path(realPath(directory).toString());
        }
        return text(place.path(key.name()));
    }

    private static Optional<String> text(JsonNode value) {
        if (value.isMissingNode() || value.isNull()) {
            return Optional.empty();
        }
        return Optional.of(value.isValueNode() ? value.asText() : value.toString());
    }

    Map<Path, DirectoryMode> modes() {
        Map<Path, DirectoryMode> modes = new HashMap<>();
        for (Map.Entry<String, JsonNode> directory : root.path(DIRECTORIES).properties()) {
            String text = directory.getValue().path(SettingKey.MODE.name()).asText("");
            try {
                Path path = Path.of(directory.getKey());
                if (SettingKey.MODE.parse(text)
                        instanceof ParsedSetting.Valid<DirectoryMode>(DirectoryMode mode)) {
                    modes.put(path, mode);
                }
            } catch (InvalidPathException ofAnotherSystem) {
                // a file carried over from another system: kept, of no use here
            }
        }
        return modes;
    }

    /**
     * With another value; {@code null} takes the setting out. Empty if something else stands where
     * the settings of directories belong.
     */
    <T> Optional<StoredSettings> with(
            SettingKey<T> key, @Nullable T value, @Nullable Path directory) {
        ObjectNode changed = root.deepCopy();
        ObjectNode place = changed;
        boolean own = isOwn(key, directory);
        if (key.isPerDirectory() || own) {
            if (directory == null) {
                throw new IllegalArgumentException(key + " needs a queue directory");
            }
            String path = realPath(directory).toString();
            JsonNode directories = changed.path(DIRECTORIES);
            boolean foreign = isForeign(directories) || isForeign(directories.path(path));
            if (foreign) {
                return Optional.empty();
            }
            place = changed.withObjectProperty(DIRECTORIES).withObjectProperty(path);
        }
        if (key.isScope()) {
            share(key, value != SettingScope.OWN, place);
        }
        if (value == null && own) {
            // Told apart from what was never chosen, which begins as a copy of the common value.
            place.putNull(key.name());
        } else if (value == null) {
            place.remove(key.name());
        } else if (key.type().isNumber() && value instanceof Integer number) {
            place.put(key.name(), number);
        } else {
            place.put(key.name(), key.format(value));
        }
        return Optional.of(new StoredSettings(changed));
    }

    /**
     * What a queue directory begins to have for itself is at first what it shared until now; what
     * it shares again leaves nothing behind but what differs, so that a choice can be taken back.
     */
    private void share(SettingKey<?> scope, boolean common, ObjectNode place) {
        for (SettingKey<?> key : SettingKey.all()) {
            if (key.scope().filter(scope::equals).isPresent()) {
                JsonNode shared = root.path(key.name());
                if (!common && !place.has(key.name()) && !shared.isMissingNode()) {
                    place.set(key.name(), shared);
                } else if (common && text(place.path(key.name())).equals(text(shared))) {
                    place.remove(key.name());
                }
            }
        }
    }

    private static boolean isForeign(JsonNode node) {
        return !node.isMissingNode() && !node.isNull() && !node.isObject();
    }

    ObjectNode toJson() {
        return root.deepCopy();
    }
}
