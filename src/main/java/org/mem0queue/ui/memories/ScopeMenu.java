package org.mem0queue.ui.memories;

import javafx.geometry.Side;
import javafx.scene.Node;
import javafx.scene.control.ContextMenu;
import javafx.scene.control.MenuItem;
import javafx.scene.control.SeparatorMenuItem;

import org.mem0queue.queue.Memory;
import org.mem0queue.service.MemoryFormat;
import org.mem0queue.service.Wish;
import org.mem0queue.ui.fx.Choosers;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** Everything that can be done with what is marked, or with all that match. */
final class ScopeMenu {
    /** The first is what is proposed. */
    private static final List<Choosers.Kind> KINDS =
            Stream.of(MemoryFormat.JSONL, MemoryFormat.JSON, MemoryFormat.CSV)
                    .map(
                            format ->
                                    new Choosers.Kind(
                                            format.word().toUpperCase(Locale.ROOT), format.word()))
                    .toList();

    private final MemoriesViewModel model;
    private final MemoryCopies copies;
    private final Messages words;
    private final Runnable selectAll;
    private final Choosers choosers;
    private final ContextMenu menu = new ContextMenu();

    ScopeMenu(
            MemoriesViewModel model,
            MemoryCopies copies,
            Messages words,
            Runnable selectAll,
            Choosers choosers) {
        this.model = model;
        this.copies = copies;
        this.words = words;
        this.selectAll = selectAll;
        this.choosers = choosers;
    }

    void open(Node at) {
        fill(model.scope());
        menu.show(at, Side.BOTTOM, 0, 4);
    }

    /** Opens where the pointer is, for the rows under it. */
    void open(Node owner, double screenX, double screenY) {
        fill(model.pointedAt());
        menu.show(owner, screenX, screenY);
    }

    void hide() {
        menu.hide();
    }

    /** The items as they are when the menu opens; each means exactly what it counts. */
    private void fill(List<Memory> meant) {
        List<Memory> scope = List.copyOf(meant);
        List<MenuItem> items = new ArrayList<>();
        if (model.canChange()) {
            for (Wish wish : Wish.values()) {
                List<Memory> fitting = scope.stream().filter(wish::fits).toList();
                if (!fitting.isEmpty()) {
                    items.add(
                            item(
                                    ActWords.verb(wish, fitting.size(), words),
                                    () -> model.act(wish, fitting)));
                }
            }
        }
        if (!items.isEmpty()) {
            items.add(new SeparatorMenuItem());
        }
        if (!scope.isEmpty()) {
            int number = scope.size();
            items.add(item(words.count("verb.copy-texts", number), () -> copies.texts(scope)));
            items.add(item(words.count("verb.copy-ids", number), () -> copies.ids(scope)));
            items.add(item(words.count("verb.export", number), () -> export(scope)));
            items.add(item(words.text("verb.select-all"), selectAll));
        }
        menu.getItems().setAll(items);
    }

    private static MenuItem item(String name, Runnable chosen) {
        MenuItem item = new MenuItem(name);
        item.setMnemonicParsing(false);
        item.setOnAction(event -> chosen.run());
        return item;
    }

    private void export(List<Memory> memories) {
        Path file =
                choosers.newFile(
                        words.count("verb.export", memories.size()),
                        "memories." + MemoryFormat.JSONL.word(),
                        KINDS,
                        menu.getOwnerWindow());
        if (file != null) {
            model.export(memories, file);
        }
    }
}
