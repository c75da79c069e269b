package org.mem0queue.app;

import com.fasterxml.jackson.core.JsonEncoding;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.WindowState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashMap;
import java.util.Map;

/**
 * Where the window's size and place are kept: {@code window.json} in the person's state folder.
 * Convenience, nothing else: a file that is missing or damaged is a first start, one that cannot be
 * written is forgotten.
 *
 * <pre>{"width": 1280.0, "height": 800.0, "x": 40.0, "y": 60.0, "maximised": false,
 *  "place": "memories", "choice.overview": "week"}</pre>
 */
final class WindowStateFile {
    private static final String NAME = "window.json";
    private static final String CHOICE = "choice.";
    private static final double LEAST = 100;
    private static final double MOST = 20_000;

    /** Not an object mapper: making one costs more than all the rest of this, at every start. */
    private static final JsonFactory JSON = new JsonFactory();

    private final Path file;

    WindowStateFile(Path stateFolder) {
        this.file = stateFolder.resolve(NAME);
    }

    WindowState read() {
        try (JsonParser parser = JSON.createParser(file.toFile())) {
            Map<String, Object> values = new HashMap<>();
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return WindowState.FIRST;
            }
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                switch (parser.nextToken()) {
                    case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT ->
                            values.put(name, parser.getDoubleValue());
                    case VALUE_TRUE, VALUE_FALSE -> values.put(name, parser.getBooleanValue());
                    case VALUE_STRING -> values.put(name, parser.getText());
                    default -> parser.skipChildren();
                }
            }
            return state(values);
        } catch (IOException missingOrDamaged) {
            return WindowState.FIRST;
        }
    }

    private static WindowState state(Map<String, Object> values) {
        WindowState first = WindowState.FIRST;
        return new WindowState(
                size(values.get("width"), first.width()),
                size(values.get("height"), first.height()),
                position(values.get("x")),
                position(values.get("y")),
                Boolean.TRUE.equals(values.get("maximised")),
                values.get("place") instanceof String place ? place : first.place(),
                choices(values));
    }

    private static Map<String, String> choices(Map<String, Object> values) {
        Map<String, String> choices = new HashMap<>();
        values.forEach(
                (name, value) -> {
                    if (name.startsWith(CHOICE) && value instanceof String choice) {
                        choices.put(name.substring(CHOICE.length()), choice);
                    }
                });
        return choices;
    }

    private static double size(@Nullable Object value, double otherwise) {
        return value instanceof Double size && size >= LEAST && size <= MOST ? size : otherwise;
    }

    private static @Nullable Double position(@Nullable Object value) {
        return value instanceof Double place && Math.abs(place) <= MOST ? place : null;
    }

    /** Blocks for one small write. */
    void write(WindowState state) {
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), "window", ".tmp");
            try (JsonGenerator json = JSON.createGenerator(temporary.toFile(), JsonEncoding.UTF8)) {
                json.writeStartObject();
                json.writeNumberField("width", state.width());
                json.writeNumberField("height", state.height());
                writePosition(json, "x", state.x());
                writePosition(json, "y", state.y());
                json.writeBooleanField("maximised", state.maximised());
                json.writeStringField("place", state.place());
                for (Map.Entry<String, String> choice : state.choices().entrySet()) {
                    json.writeStringField(CHOICE + choice.getKey(), choice.getValue());
                }
                json.writeEndObject();
            }
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unimportant) {
            // The window opens as if for the first time.
        }
    }

    private static void writePosition(JsonGenerator json, String name, @Nullable Double value)
            throws IOException {
        if (value == null) {
            json.writeNullField(name);
        } else {
            json.writeNumberField(name, value);
        }
    }
}
