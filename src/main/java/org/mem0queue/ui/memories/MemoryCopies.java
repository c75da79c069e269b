package org.mem0queue.ui.memories;

import javafx.scene.input.Clipboard;
import javafx.scene.input.ClipboardContent;

import org.mem0queue.queue.Memory;
import org.mem0queue.ui.fx.Background;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Navigator;

import java.util.List;
import java.util.stream.Collectors;

/** Takes memories elsewhere: to the clipboard, to their lines in the log. */
final class MemoryCopies {
    /** How the worker's log names a memory: by the beginning of its id. */
    private static final int LOGGED_ID = 8;

    private final Background background;
    private final Navigator navigator;

    MemoryCopies(Background background, Navigator navigator) {
        this.background = background;
        this.navigator = navigator;
    }

    void put(String text) {
        ClipboardContent content = new ClipboardContent();
        content.putString(text);
        Clipboard.getSystemClipboard().setContent(content);
    }

    /** The whole texts, with a blank line between; decoded in the background. */
    void texts(List<Memory> memories) {
        List<Memory> frozen = List.copyOf(memories);
        background.run(
                () ->
                        frozen.stream()
                                .map(memory -> memory.detail().contentText().orElse(""))
                                .collect(Collectors.joining("\n\n")),
                this::put,
                failure -> {});
    }

    void ids(List<Memory> memories) {
        put(memories.stream().map(Memory::id).collect(Collectors.joining("\n")));
    }

    void showInLog(Memory memory) {
        String id = memory.id();
        navigator.open(
                new Destination.Logs(id.substring(0, Math.min(LOGGED_ID, id.length())), null));
    }
}
