package org.mem0queue.ui.memories;

import javafx.scene.Node;
import javafx.scene.control.Hyperlink;
import javafx.scene.text.Text;
import javafx.scene.text.TextFlow;

import org.mem0queue.ui.control.Secrets;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** A whole text whose secrets are masked until somebody asks to see one. */
final class SecretText extends TextFlow {
    /** A longer text is shown in part, until somebody asks for all of it: laying it out is slow. */
    private static final int MOST = 20_000;

    private final Messages words;
    private final Set<Integer> revealed = new HashSet<>();
    private String text = "";
    private List<Secrets.Range> secrets = List.of();
    private boolean whole;

    SecretText(Messages words) {
        this.words = words;
        getStyleClass().add("prose");
    }

    /** Shows another text, with everything masked again. */
    void show(String newText, List<Secrets.Range> newSecrets) {
        if (newText.equals(text) && newSecrets.equals(secrets) && !getChildren().isEmpty()) {
            return;
        }
        if (!newText.equals(text)) {
            revealed.clear();
            whole = false;
        }
        text = newText;
        secrets = newSecrets;
        draw();
    }

    private void draw() {
        int end = whole ? text.length() : Math.min(text.length(), MOST);
        List<Node> parts = new ArrayList<>();
        int at = 0;
        for (Secrets.Range secret : secrets) {
            if (secret.start() >= end) {
                break;
            }
            add(parts, text.substring(at, secret.start()), "plain");
            addSecret(parts, secret);
            at = secret.end();
        }
        if (at < end) {
            add(parts, text.substring(at, end), "plain");
        }
        if (end < text.length()) {
            add(parts, "… ", "plain");
            parts.add(link(words.text("memories.show-whole"), () -> whole = true));
        }
        getChildren().setAll(parts);
    }

    private void addSecret(List<Node> parts, Secrets.Range secret) {
        boolean shown = revealed.contains(secret.start());
        add(
                parts,
                shown ? text.substring(secret.start(), secret.end()) : Secrets.MASK,
                shown ? "revealed" : "masked");
        add(parts, "\u00a0", "plain");
        parts.add(
                shown
                        ? link(
                                words.text("memories.hide-secret"),
                                () -> revealed.remove(secret.start()))
                        : link(
                                words.text("memories.show-secret"),
                                () -> revealed.add(secret.start())));
    }

    private Hyperlink link(String name, Runnable change) {
        Hyperlink link = new Hyperlink(name);
        link.getStyleClass().add("inline");
        link.setOnAction(
                event -> {
                    change.run();
                    draw();
                });
        return link;
    }

    private static void add(List<Node> parts, String text, String styleClass) {
        if (!text.isEmpty()) {
            Text part = new Text(text);
            part.getStyleClass().add(styleClass);
            parts.add(part);
        }
    }
}
