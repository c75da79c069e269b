package org.mem0queue.ui.settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.service.LocalApi;
import org.mem0queue.ui.nav.PageContext;
import org.mem0queue.ui.text.Messages;
import org.mem0queue.ui.text.Reasons;

import java.util.ArrayList;
import java.util.List;

/**
 * Moves what the server on this computer has stored to a real API, by way of the queue. On the
 * JavaFX thread.
 */
final class SendingOn {
    private final SettingsDesk desk;
    private final PageContext context;
    private final Messages words;
    private final ReadOnlyObjectWrapper<Offer> offer = new ReadOnlyObjectWrapper<>(Offer.NONE);
    private LocalApi.NotSentOn stored = new LocalApi.NotSentOn(0, null);
    private @Nullable QueueSnapshot snapshot;
    private boolean underWay;
    private int looks;

    /** What stands here in another language now; null while this does. */
    private @Nullable SendingOn heir;

    /**
     * What is offered.
     *
     * @param sentence what is stored here, and what is missing; empty for nothing
     * @param verb what the button says; empty for no button
     */
    record Offer(String sentence, String verb) {
        static final Offer NONE = new Offer("", "");
    }

    SendingOn(SettingsDesk desk, PageContext context) {
        this.desk = desk;
        this.context = context;
        this.words = context.words();
    }

    /** What is under way goes on, and is told here. */
    void takeOver(SendingOn before) {
        before.heir = this;
        underWay = before.underWay;
        stored = before.stored;
        publish();
    }

    private SendingOn newest() {
        return heir == null ? this : heir.newest();
    }

    /** Where memories would go by now. */
    void apply(QueueSnapshot now) {
        snapshot = now;
        publish();
    }

    /** Looks how much is stored here. */
    void look() {
        int asked = ++looks;
        context.background()
                .run(
                        desk::storedHere,
                        found -> {
                            if (asked == looks) {
                                stored = found;
                                publish();
                            }
                        },
                        failure -> {
                            if (asked == looks) {
                                stored = new LocalApi.NotSentOn(0, Reasons.told(failure, words));
                                publish();
                            }
                        });
    }

    private void publish() {
        offer.set(underWay ? new Offer(words.text("settings.stored-here.sending"), "") : made());
    }

    private Offer made() {
        String problem = stored.problem();
        if (problem != null) {
            return new Offer(Reasons.alone(problem, words), "");
        }
        QueueSnapshot now = snapshot;
        if (stored.number() == 0 || now == null) {
            return Offer.NONE;
        }
        if (!now.managed()) {
            return missing("settings.stored-here.watched");
        }
        return switch (now.api().state()) {
            case UNCONFIGURED -> missing("settings.stored-here.no-api");
            case DOWN, UNKNOWN -> missing("settings.stored-here.silent");
            case UP ->
                    now.api().storesHere()
                            ? missing("settings.stored-here.api-here")
                            : new Offer(
                                    here(),
                                    words.count("settings.stored-here.send", stored.number()));
        };
    }

    private String here() {
        return words.count("settings.stored-here", stored.number());
    }

    private Offer missing(String key) {
        return new Offer(here() + " " + words.text(key), "");
    }

    void send() {
        if (underWay || made().verb().isEmpty()) {
            return;
        }
        underWay = true;
        publish();
        context.background()
                .run(
                        desk::sendOn,
                        sentOn -> newest().sent(sentOn),
                        failure -> newest().failed(failure.toString(), 0));
    }

    private void sent(LocalApi.SentOn sentOn) {
        switch (sentOn) {
            case LocalApi.SentOn.Failed(String sentence, int saved) -> failed(sentence, saved);
            case LocalApi.SentOn.Done done -> {
                tell(done);
                over();
            }
        }
    }

    private void tell(LocalApi.SentOn.Done done) {
        List<String> refused =
                done.skipped().values().stream()
                        .filter(reason -> !reason.equals(LocalApi.CAME_BACK))
                        .toList();
        List<String> sentences = new ArrayList<>();
        if (!done.ids().isEmpty()) {
            sentences.add(words.count("settings.stored-here.done", done.ids().size()));
        }
        if (done.alreadyThere() > 0) {
            sentences.add(words.count("settings.stored-here.there", done.alreadyThere()));
        }
        if (!refused.isEmpty()) {
            sentences.add(
                    words.count(
                            "settings.stored-here.skipped",
                            refused.size(),
                            Reasons.told(refused.getFirst(), words)));
        }
        if (sentences.isEmpty()) {
            sentences.add(words.text("settings.stored-here.nothing"));
        }
        String told = String.join(" ", sentences);
        if (refused.isEmpty()) {
            context.notices().done(told, null);
        } else {
            context.notices().problem(told, null);
        }
    }

    private void failed(String sentence, int saved) {
        String told =
                words.text("settings.stored-here.failed", Reasons.told(sentence, words))
                        + (saved == 0
                                ? ""
                                : " " + words.count("settings.stored-here.before", saved));
        context.notices().problem(told, null);
        over();
    }

    private void over() {
        underWay = false;
        publish();
        look();
    }

    ReadOnlyObjectProperty<Offer> offerProperty() {
        return offer.getReadOnlyProperty();
    }
}
