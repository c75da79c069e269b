package org.mem0queue.ui.shell;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.mem0queue.ui.control.Glyph;
import org.mem0queue.ui.nav.Destination;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

class PaletteViewModelTest {
    private final List<Destination> opened = new ArrayList<>();
    private final PaletteViewModel model =
            new PaletteViewModel(
                    new Messages(Locale.FRENCH, ZoneId.of("Europe/Paris"), Path.of("/home/lea")),
                    opened::add,
                    () ->
                            List.of(
                                    new Command(Glyph.WORKER, "Synchroniser", "Ctrl+S", () -> {}),
                                    new Command(
                                            Glyph.RECOVERY, "Récupération", "Ctrl+3", () -> {})));

    private List<String> names(String text) {
        return model.offers(text).stream().map(Command::name).toList();
    }

    @Test
    void withoutATextEverythingThatCanBeDoneIsOffered() {
        assertThat(names("  ")).containsExactly("Synchroniser", "Récupération");
    }

    @Test
    void accentsAndCaseDoNotMatter() {
        assertThat(names("RECUP")).endsWith("Récupération").doesNotContain("Synchroniser");
    }

    @Test
    void aTextIsSearchedInMemoriesAndLog() {
        model.offers("redis").get(0).act().run();
        model.offers("redis").get(1).act().run();
        assertThat(opened)
                .containsExactly(
                        Destination.Memories.with("redis"), new Destination.Logs("redis", null));
    }

    @Test
    void whatLooksLikeAnIdOpensThatMemoryFirst() {
        model.offers("7f3a9c1e").getFirst().act().run();
        assertThat(opened).containsExactly(Destination.Memories.one("7f3a9c1e"));
    }
}
