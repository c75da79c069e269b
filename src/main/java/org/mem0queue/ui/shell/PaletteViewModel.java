package org.mem0queue.ui.shell;

import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.nav.Navigator;
import org.mem0queue.ui.text.Messages;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/** What a text in the search field offers: searches first, then commands. */
final class PaletteViewModel {
    /** As much as is seen at once. */
    private static final int MOST = 12;

    /** The beginning of an id, as logs and lists show it. */
    private static final Pattern ID = Pattern.compile("[0-9a-fA-F-]{6,36}");

    private final Messages words;
    private final Navigator navigator;
    private final Supplier<List<Command>> commands;

    /**
     * @param commands what can be done now
     */
    PaletteViewModel(Messages words, Navigator navigator, Supplier<List<Command>> commands) {
        this.words = words;
        this.navigator = navigator;
        this.commands = commands;
    }

    /** The best first. */
    List<Command> offers(String text) {
        String wanted = text.strip();
        List<Command> offers = new ArrayList<>();
        if (!wanted.isEmpty()) {
            if (ID.matcher(wanted).matches()) {
                offers.add(
                        new Command(
                                Glyph.RIGHT,
                                words.text("palette.id", wanted),
                                "",
                                () -> navigator.open(Destination.Memories.one(wanted))));
            }
            offers.add(
                    new Command(
                            Glyph.SEARCH,
                            words.text("palette.memories", wanted),
                            "",
                            () -> navigator.open(Destination.Memories.with(wanted))));
            offers.add(
                    new Command(
                            Glyph.LOGS,
                            words.text("palette.logs", wanted),
                            "",
                            () -> navigator.open(new Destination.Logs(wanted, null))));
        }
        for (Command command : commands.get()) {
            if (offers.size() < MOST && command.matches(wanted)) {
                offers.add(command);
            }
        }
        return offers;
    }
}
