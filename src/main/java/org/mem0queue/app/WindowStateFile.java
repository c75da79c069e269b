package org.mem0queue.app;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.mem0queue.ui.WindowState;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Where the window's size and place are kept: {@code window.json} in the person's state folder.
 * Convenience, nothing else: a file that is missing or damaged is a first start, one that cannot be
 * written is forgotten.
 *
 * <pre>{"width": 1280.0, "height": 800.0, "x": 40.0, "y": 60.0, "maximised": false,
 *  "place": "memories"}</pre>
 */
final class WindowStateFile {
    private static final String NAME = "window.json";
    private static final double LEAST = 100;
    private static final double MOST = 20_000;
    private static final ObjectMapper MAPPER = new ObjectMapper();

    private final Path file;

    WindowStateFile(Path stateFolder) {
        this.file = stateFolder.resolve(NAME);
    }

    WindowState read() {
        try {
            JsonNode node = MAPPER.readTree(file.toFile());
            if (node == null || !node.isObject()) {
                return WindowState.FIRST;
            }
            WindowState first = WindowState.FIRST;
            return new WindowState(
                    size(node.path("width"), first.width()),
                    size(node.path("height"), first.height()),
                    position(node.path("x")),
                    position(node.path("y")),
                    node.path("maximised").asBoolean(false),
                    node.path("place").asText(first.place()));
        } catch (IOException missingOrDamaged) {
            return WindowState.FIRST;
        }
    }

    private static double size(JsonNode node, double otherwise) {
        double value = node.asDouble(otherwise);
        return value >= LEAST && value <= MOST ? value : otherwise;
    }

    private static @Nullable Double position(JsonNode node) {
        return node.isNumber() && Math.abs(node.asDouble()) <= MOST ? node.asDouble() : null;
    }

    /** Blocks for one small write. */
    void write(WindowState state) {
        ObjectNode node = MAPPER.createObjectNode();
        node.put("width", state.width());
        node.put("height", state.height());
        node.put("x", state.x());
        node.put("y", state.y());
        node.put("maximised", state.maximised());
        node.put("place", state.place());
        try {
            Files.createDirectories(file.getParent());
            Path temporary = Files.createTempFile(file.getParent(), "window", ".tmp");
            MAPPER.writeValue(temporary.toFile(), node);
            Files.move(
                    temporary,
                    file,
                    StandardCopyOption.REPLACE_EXISTING,
                    StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException unimportant) {
            // The window opens as if for the first time.
        }
    }
}
