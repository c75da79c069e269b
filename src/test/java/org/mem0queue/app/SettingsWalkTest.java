package org.mem0queue.app;

import static org.assertj.core.api.Assertions.assertThat;

import javafx.event.ActionEvent;
import javafx.scene.Node;
import javafx.scene.control.Label;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;

import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;

import org.junit.jupiter.api.Test;
import org.mem0queue.mem0.local.LocalServer;
import org.mem0queue.queue.ApiStatus;
import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.ui.Fx;
import org.mem0queue.ui.ShownPage;
import org.mem0queue.ui.nav.Destination;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/** What a person does in the settings, on a real file and real servers. */
class SettingsWalkTest extends SettingsWalk {
    private String stored() {
        try {
            return Files.exists(file.path()) ? Files.readString(file.path()) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The row of a setting. On the JavaFX thread. */
    private static Node row(ShownPage page, SettingKey<?> key) {
        return page.node().lookup("#" + key.name().replace('.', '-'));
    }

    private static void type(ShownPage page, SettingKey<?> key, String text) {
        Fx.run(
                () -> {
                    TextField field = (TextField) row(page, key).lookup(".field");
                    field.requestFocus();
                    field.setText(text);
                });
    }

    private static void enter(ShownPage page, SettingKey<?> key) {
        Fx.run(
                () ->
                        ((TextField) row(page, key).lookup(".field"))
                                .getOnAction()
                                .handle(new ActionEvent()));
    }

    private static String note(ShownPage page, SettingKey<?> key) {
        return Fx.call(() -> ((Label) row(page, key).lookup(".setting-note .label")).getText());
    }

    private static void choose(ShownPage page, SettingKey<?> key, String name) {
        Fx.run(
                () ->
                        row(page, key).lookupAll(".segment").stream()
                                .map(ToggleButton.class::cast)
                                .filter(segment -> segment.getText().equals(name))
                                .forEach(ToggleButton::fire));
    }

    @Test
    void aThresholdIsKeptWithEnterAndTakenBackWithUndo() {
        try (ShownPage page = page()) {
            type(page, SettingKey.PENDING_WARNING, "45");
            assertThat(stored()).isEmpty();
            enter(page, SettingKey.PENDING_WARNING);
            page.await("told", () -> !page.notices.done.isEmpty());
            assertThat(page.notices.done).containsExactly("Pending, warning from: 45 memories.");
            assertThat(stored()).contains("\"pending.warning\" : 45");
            Fx.run(page.notices.undos.getFirst());
            page.await("taken back", () -> !stored().contains("pending.warning"));
        } finally {
            service.close();
        }
    }

    /** What the window shows follows, without anybody opening it anew. */
    @Test
    void whatIsSetShowsInTheNextSnapshot() throws Exception {
        queue.write(List.of("p0", "p1", "p2"), List.of());
        AtomicReference<QueueSnapshot> shown = new AtomicReference<>();
        try (ShownPage page = page();
                AutoCloseable _ = service.onSnapshot(shown::set)) {
            page.await("seen", () -> shown.get() != null);
            assertThat(shown.get().api()).isEqualTo(ApiStatus.UNCONFIGURED);
            assertThat(shown.get().findings()).noneMatch(SettingsWalkTest::isOfMany);

            type(page, SettingKey.PENDING_WARNING, "3");
            enter(page, SettingKey.PENDING_WARNING);
            page.await(
                    "a warning",
                    () -> shown.get().findings().stream().anyMatch(SettingsWalkTest::isOfMany));
            type(page, SettingKey.API_URL, "http://127.0.0.1:9");
            enter(page, SettingKey.API_URL);
            page.await(
                    "the API is down",
                    () ->
                            shown.get()
                                    .api()
                                    .equals(
                                            new ApiStatus(
                                                    ApiStatus.State.DOWN,
                                                    "http://127.0.0.1:9",
                                                    null)));
        } finally {
            service.close();
        }
    }

    private static boolean isOfMany(Finding finding) {
        return finding.code().equals("pending-many");
    }

    @Test
    void aWrongValueIsToldAndNotKept() {
        try (ShownPage page = page()) {
            type(page, SettingKey.LOCK_HELD_WARNING, "soon");
            assertThat(note(page, SettingKey.LOCK_HELD_WARNING))
                    .startsWith("A duration from 1 s to 365 d")
                    .contains("“soon”");
            enter(page, SettingKey.LOCK_HELD_WARNING);
            Fx.pulses(3);
            assertThat(stored()).isEmpty();
            assertThat(page.notices.done).isEmpty();
        } finally {
            service.close();
        }
    }

    @Test
    void leavingAFieldKeepsWhatIsInIt() {
        try (ShownPage page = page()) {
            type(page, SettingKey.API_URL, "http://localhost:9/");
            Fx.run(() -> row(page, SettingKey.FAILED_CRITICAL).lookup(".field").requestFocus());
            page.await("kept", () -> stored().contains("http://localhost:9\""));
        } finally {
            service.close();
        }
    }

    @Test
    void themeLanguageAndModeTakeEffectAtOnce() {
        try (ShownPage page = page()) {
            choose(page, SettingKey.THEME, "Dark");
            page.await("dark", () -> effects.contains("appearance DARK"));
            choose(page, SettingKey.LANGUAGE, "Français");
            page.await("French", () -> effects.contains("language FR"));
            choose(page, SettingKey.MODE, "Manage");
            page.await("managing", () -> effects.contains("mode MANAGE"));
            assertThat(stored())
                    .contains("\"theme\" : \"dark\"")
                    .contains("\"language\" : \"fr\"")
                    .contains("\"mode\" : \"manage\"");
        } finally {
            service.close();
        }
    }

    @Test
    void aFolderThatIsSetApartKeepsItsAddress() {
        file.set(SettingKey.API_URL, "http://127.0.0.1:7", null);
        Path other = folder.resolve("another");
        try (ShownPage page = page()) {
            choose(page, SettingKey.API_SCOPE, "Only this folder");
            page.await(
                    "told at the top", () -> headings(page).contains("API, only for this folder"));
            type(page, SettingKey.API_URL, "http://127.0.0.1:9");
            enter(page, SettingKey.API_URL);
            page.await("kept", () -> api(queue.directory()).equals("http://127.0.0.1:9"));
            assertThat(api(other)).isEqualTo("http://127.0.0.1:7");

            Fx.run(page.notices.undos.getFirst());
            page.await("shared again", () -> api(queue.directory()).equals("http://127.0.0.1:7"));
            page.await("told", () -> headings(page).contains("API"));
            assertThat(
                            Fx.call(
                                    () ->
                                            ((TextField)
                                                            row(page, SettingKey.API_URL)
                                                                    .lookup(".field"))
                                                    .getText()))
                    .isEqualTo("http://127.0.0.1:7");
        } finally {
            service.close();
        }
    }

    private String api(Path directory) {
        return SettingValues.of(file.read(), environment, Map.of())
                .in(directory)
                .get(SettingKey.API_URL)
                .text();
    }

    /** On the JavaFX thread. */
    private static List<String> headings(ShownPage page) {
        return page.node().lookupAll(".section-title").stream()
                .map(heading -> ((Label) heading).getText())
                .toList();
    }

    @Test
    void whatTheEnvironmentSaysIsShownAndNotChanged() {
        environment.put("MEM0_API_URL", "http://localhost:4");
        environment.put("MEM0_API_KEY", "a-secret-key");
        try (ShownPage page = page()) {
            assertThat(note(page, SettingKey.API_URL))
                    .isEqualTo("Set by MEM0_API_URL in the environment; change it there.");
            assertThat(Fx.call(() -> row(page, SettingKey.API_URL).lookup(".field").isDisabled()))
                    .isTrue();
            assertThat(note(page, SettingKey.API_KEY)).startsWith("Set in the environment");
            assertThat(
                            Fx.call(
                                    () ->
                                            page.node().lookupAll(".label").stream()
                                                    .map(label -> ((Label) label).getText())
                                                    .toList()))
                    .noneMatch(text -> text != null && text.contains("a-secret-key"));
        } finally {
            service.close();
        }
    }

    @Test
    void aDamagedFileIsToldAndKeptAsideWhenSomethingIsSet() throws IOException {
        Files.createDirectories(file.path().getParent());
        Files.writeString(file.path(), "{\"pending.warning\": 4");
        try (ShownPage page = page()) {
            page.await("told", () -> page.isShown(".settings-problem"));
            assertThat(page.find(".problem-text", Label.class).getText())
                    .contains(file.path().toString());
            type(page, SettingKey.PENDING_WARNING, "45");
            enter(page, SettingKey.PENDING_WARNING);
            page.await("told", () -> !page.notices.problems.isEmpty());
            assertThat(stored()).contains("\"pending.warning\" : 45");
            assertThat(file.path().getParent())
                    .isDirectoryContaining(
                            other -> other.getFileName().toString().contains("damaged"));
        } finally {
            service.close();
        }
    }

    @Test
    void theTestAsksTheServerWhoItIs() {
        LocalServer.Start started =
                LocalServer.start(folder.resolve("server"), 0, Clock.systemUTC(), line -> {});
        assertThat(started).isInstanceOf(LocalServer.Start.Started.class);
        try (LocalServer server = ((LocalServer.Start.Started) started).server()) {
            environment.put("MEM0_API_URL", server.address().toString());
            try (ShownPage page = page()) {
                page.press(".test-api");
                page.await("answered", () -> sentence(page).startsWith("Mem0 server answered in"));
                assertThat(details(page))
                        .contains("It stores on this computer, not on a server.")
                        .contains("It stores memories word for word.");
            } finally {
                service.close();
            }
        }
    }

    @Test
    void theTestTellsAStrangerAndASilentServer() throws IOException {
        String address;
        try (MockWebServer stranger = new MockWebServer()) {
            stranger.start();
            for (int i = 0; i < 6; i++) {
                stranger.enqueue(
                        new MockResponse.Builder()
                                .addHeader("Content-Type", "text/html")
                                .body("<html>Welcome</html>")
                                .build());
            }
            address = stranger.url("/").toString();
            environment.put("MEM0_API_URL", address);
            try (ShownPage page = page()) {
                page.press(".test-api");
                page.await(
                        "answered", () -> sentence(page).startsWith("Something answers, but no"));
            } finally {
                service.close();
            }
        }
        try (ShownPage page = page()) {
            page.press(".test-api");
            page.await("no answer", () -> sentence(page).startsWith("No Mem0 API answers."));
        } finally {
            service.close();
        }
    }

    private static String sentence(ShownPage page) {
        return ((Label) page.node().lookup(".test-sentence")).getText();
    }

    private static List<String> details(ShownPage page) {
        return Fx.call(
                () ->
                        page.node().lookupAll(".test-detail").stream()
                                .map(line -> ((Label) line).getText())
                                .toList());
    }

    @Test
    void theWorkersTestStartsNothing() throws IOException {
        Path trace = folder.resolve("started");
        Files.createDirectories(file.path().getParent());
        Files.writeString(
                file.path(), "{\"worker.command\": \"touch " + trace + " && /no/such/worker.py\"}");
        try (ShownPage page = page()) {
            page.press(".test-worker");
            page.await("told", () -> workerSentence(page).startsWith("Would start: /bin/sh"));
            assertThat(details(page)).contains("There is no /no/such/worker.py.");
            assertThat(trace).doesNotExist();
        } finally {
            service.close();
        }
    }

    private static String workerSentence(ShownPage page) {
        return page.node().lookupAll(".test-sentence").stream()
                .map(line -> ((Label) line).getText())
                .filter(text -> !text.isEmpty())
                .findFirst()
                .orElse("");
    }

    @Test
    void aLinkLeadsToItsSetting() {
        try (ShownPage page = page()) {
            page.goTo(new Destination.Settings("large_file"));
            page.await(
                    "the cursor is in it",
                    () -> row(page, SettingKey.LARGE_FILE).lookup(".field").isFocused());
        } finally {
            service.close();
        }
    }

    @Test
    void anotherFolderThatIsChosenIsKeptAndOpened() throws IOException {
        Path other = Files.createDirectories(folder.resolve("another"));
        try (ShownPage page = page()) {
            page.press(".other-folder");
            assertThat(choosers.asked).as("cancelled").hasSize(1);
            assertThat(effects).isEmpty();
            assertThat(file.path()).doesNotExist();

            choosers.chosen.add(other);
            page.press(".other-folder");
            page.await("opened", () -> !effects.isEmpty());
            assertThat(effects).containsExactly("directory " + other);
            assertThat(Files.readString(file.path())).contains(other.toString());
        }
    }
}
