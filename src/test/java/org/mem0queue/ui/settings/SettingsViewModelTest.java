package org.mem0queue.ui.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.mem0queue.settings.FileFault;
import org.mem0queue.settings.ParsedSetting;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsRead;
import org.mem0queue.settings.SettingsWrite;
import org.mem0queue.settings.WriteProblem;
import org.mem0queue.settings.WrongValue;
import org.mem0queue.ui.NoticeList;
import org.mem0queue.ui.SampleContext;
import org.mem0queue.ui.SampleSnapshots;
import org.mem0queue.ui.ScriptSettingsDesk;
import org.mem0queue.ui.control.Mark;
import org.mem0queue.ui.settings.ApiFinding.Trait;
import org.mem0queue.ui.text.Messages;

import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

class SettingsViewModelTest {
    private static final ZoneId ZONE = ZoneId.of("Europe/Paris");

    private final ScriptSettingsDesk desk = new ScriptSettingsDesk();
    private final NoticeList notices = new NoticeList();
    private final List<String> effects = new ArrayList<>();
    private final SettingsViewModel model =
            new SettingsViewModel(desk, new HeardEffects(effects), SampleContext.with(notices));
    private final SettingField pending = model.field(SettingKey.PENDING_WARNING);

    @BeforeEach
    void read() {
        model.refresh();
    }

    @Test
    void everySettingHasItsPlace() {
        Set<SettingKey<?>> shown = new HashSet<>();
        for (SettingSection section : SettingSection.values()) {
            shown.addAll(section.keys());
        }
        // The queue directory is the list at the top.
        shown.add(SettingKey.QUEUE_DIRECTORY);
        assertThat(shown).containsExactlyInAnyOrderElementsOf(SettingKey.all());
    }

    @Test
    void everyChoiceOfTheCatalogueIsOffered() {
        SettingWords words = model.settingWords();
        for (SettingKey<?> key : SettingKey.all()) {
            if (key.expected().startsWith("one of ")) {
                assertThat(words.options(key).stream().map(SettingWords.Option::text))
                        .as(key.name())
                        .containsExactlyInAnyOrder(
                                key.expected().substring("one of ".length()).split(", "));
            }
        }
    }

    @Test
    void wrongValuesAreToldInFrenchToo() {
        SettingWords french =
                new SettingWords(new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME));
        assertThat(french.complaint(refused(SettingKey.PENDING_WARNING, "many")))
                .isEqualTo(
                        "Il faut un nombre entier de 1 à 1\u202f000\u202f000 et non"
                                + " «\u00a0many\u00a0».");
        assertThat(french.named(refused(SettingKey.API_TIMEOUT, "soon")))
                .as("where the field may be out of sight")
                .isEqualTo(
                        "Durée d’un envoi\u00a0: il faut une durée de 1 s à 365 j, comme 30 s ou"
                                + " 10 min, et non «\u00a0soon\u00a0».");
        assertThat(french.complaint(refused(SettingKey.API_KEY, "s3cret")))
                .contains("n’est pas gardé", "MEM0_API_KEY")
                .doesNotContain("s3cret");
        assertThat(french.complaint(refused(SettingKey.API_URL, "http://lea:geheim@host")))
                .startsWith("Il faut une adresse")
                .doesNotContain("geheim");
        for (SettingKey<?> key : SettingKey.all()) {
            if (key.isStored()) {
                WrongValue wrong = refused(key, "\u0001");
                assertThat(french.complaint(wrong))
                        .as(key.name())
                        .startsWith("Il faut ")
                        .doesNotContain(key.expected());
            }
        }
    }

    @Test
    void unitsAreThoseOfTheLanguageAndBothAreUnderstood() {
        SettingWords french =
                new SettingWords(new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME));
        assertThat(french.written(SettingKey.LARGE_FILE, "500 MB")).isEqualTo("500 Mo");
        assertThat(french.stored(SettingKey.LARGE_FILE, "2 gio")).isEqualTo("2 GiB");
        assertThat(french.stored(SettingKey.LARGE_FILE, "300 MB")).isEqualTo("300 MB");
        assertThat(french.written(SettingKey.API_TIMEOUT, "1 d")).isEqualTo("1 j");
        assertThat(french.stored(SettingKey.API_TIMEOUT, "2j")).isEqualTo("2 d");
        assertThat(french.stored(SettingKey.API_TIMEOUT, "30 s")).isEqualTo("30 s");
        assertThat(french.defaultNote(SettingKey.LARGE_FILE)).contains(" Mo");
        assertThat(french.stored(SettingKey.API_URL, "7 j")).as("no quantity").isEqualTo("7 j");
        for (SettingKey<?> key : SettingKey.all()) {
            String usual = key.isSecret() ? "" : standard(key);
            assertThat(french.stored(key, french.written(key, usual))).isEqualTo(usual);
        }
    }

    private static <T> String standard(SettingKey<T> key) {
        return key.defaultValue().map(key::format).orElse("");
    }

    @Test
    void aValueOfNoUseIsToldWithItsPlace() {
        SettingValues values =
                SettingValues.of(
                        new SettingsRead.Missing(),
                        Map.of("MEM0_API_URL", "nowhere"),
                        Map.of(SettingKey.THEME, "pink"));
        SettingWords french =
                new SettingWords(new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME));
        assertThat(french.problem(values.get(SettingKey.API_URL)))
                .startsWith("La variable d’environnement MEM0_API_URL ne convient pas")
                .contains("il faut une adresse");
        assertThat(french.problem(values.get(SettingKey.THEME))).contains("«\u00a0pink\u00a0»");
        assertThat(french.problem(values.get(SettingKey.LANGUAGE))).isEmpty();
    }

    @Test
    void aSettingsFileOfNoUseIsToldInFrenchToo() {
        SettingWords french =
                new SettingWords(new Messages(Locale.FRENCH, ZONE, SampleSnapshots.HOME));
        Path file = SampleSnapshots.HOME.resolve("settings.json");
        assertThat(
                        french.file(
                                new SettingsRead.Broken(
                                        file, new FileFault.NotJsonAt(3, 14), false)))
                .contains("~/settings.json est abîmé", "à la ligne 3, colonne 14");
        assertThat(french.file(new SettingsRead.Denied(file, "permission denied")))
                .contains("~/settings.json est illisible")
                .doesNotContain("denied");
        assertThat(french.file(new SettingsRead.Missing())).isEmpty();
    }

    private static WrongValue refused(SettingKey<?> key, String text) {
        return key.parseForFile(text) instanceof ParsedSetting.Invalid<?> invalid
                ? invalid.wrong()
                : fail(key + " takes " + text);
    }

    @Test
    void nothingIsKeptWhileSomebodyTypes() {
        pending.textProperty().set("45");
        assertThat(desk.changes).isEmpty();
        pending.commit();
        assertThat(desk.changes).containsExactly("pending.warning=45");
        assertThat(notices.done).containsExactly("Pending, warning from: 45 memories.");
        notices.undos.getFirst().run();
        assertThat(desk.changes).endsWith("reset pending.warning");
    }

    @Test
    void aWrongValueIsToldInTheCataloguesWordsAndStays() {
        pending.textProperty().set("many");
        assertThat(pending.aroundProperty().get().problem())
                .isEqualTo("A whole number from 1 to 1,000,000 is wanted, not “many”.");
        pending.commit();
        model.refresh();
        assertThat(desk.changes).isEmpty();
        assertThat(pending.textProperty().get()).isEqualTo("many");
        pending.revert();
        assertThat(pending.textProperty().get()).isEqualTo("20");
        assertThat(pending.aroundProperty().get().problem()).isEmpty();
    }

    @Test
    void anEmptyAddressTakesTheSettingOut() {
        desk.environment.clear();
        SettingField url = model.field(SettingKey.API_URL);
        url.textProperty().set("http://localhost:8081");
        url.commit();
        url.settle("http://localhost:8081");
        url.textProperty().set("");
        url.commit();
        assertThat(desk.changes).containsExactly("api.url=http://localhost:8081", "reset api.url");
    }

    @Test
    void whatAnOptionSaysCannotBeChangedHere() {
        desk.options.put(SettingKey.PENDING_WARNING, "7");
        model.refresh();
        assertThat(pending.aroundProperty().get().editable()).isFalse();
        pending.textProperty().set("45");
        pending.commit();
        assertThat(desk.changes).isEmpty();
        assertThat(pending.textProperty().get()).isEqualTo("7");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldWithAWayToTryAgain() {
        desk.written =
                new SettingsWrite.NotWritten(
                        new WriteProblem.Denied(Path.of("/x"), "the disk is read-only"));
        pending.textProperty().set("45");
        pending.commit();
        assertThat(notices.problems)
                .containsExactly(
                        "The settings file /x cannot be written: the disk is read-only. Nothing was"
                                + " changed; correct that and set the value again.");
        notices.steps.getFirst().act().run();
        assertThat(desk.changes).hasSize(2);
        assertThat(notices.done).isEmpty();
    }

    @Test
    void aDamagedFileAndNamesOfALaterVersionAreTold() {
        desk.read = new SettingsRead.Broken(Path.of("/x"), FileFault.Plain.EMPTY, false);
        model.refresh();
        assertThat(model.titleProperty().get()).isEqualTo("The settings file cannot be used.");
        assertThat(model.problemProperty().get())
                .startsWith("The settings file /x is damaged: it is empty. Defaults apply.");
        desk.read = new SettingsRead.Missing();
        desk.unknownNames = List.of("new.thing");
        model.refresh();
        assertThat(model.problemProperty().get()).contains("does not know: new.thing");
    }

    @Test
    void themeAndLanguageShowAtOnceAndGoBackWithUndo() {
        model.field(SettingKey.THEME).choose("dark");
        model.field(SettingKey.LANGUAGE).choose("fr");
        notices.undos.getFirst().run();
        assertThat(effects).containsExactly("appearance DARK", "language FR", "appearance SYSTEM");
    }

    @Test
    void switchingIsKeptUnlessSomebodyElseNamesTheDirectory() {
        Path other = Path.of("/home/lea/other");
        model.switchTo(other);
        assertThat(desk.changes).containsExactly("queue.directory=/home/lea/other");
        desk.options.put(SettingKey.QUEUE_DIRECTORY, "/home/lea/.claude");
        model.refresh();
        model.switchTo(other);
        assertThat(desk.changes).hasSize(1);
        assertThat(effects).containsExactly("directory " + other, "directory " + other);
    }

    @Test
    void aFilterFindsSettingsByNameHelpAndSection() {
        model.filterProperty().set("lock");
        assertThat(model.fits(model.field(SettingKey.LOCK_HELD_WARNING))).isTrue();
        assertThat(model.fits(model.field(SettingKey.THEME))).isFalse();
        model.filterProperty().set("appear");
        assertThat(model.fits(SettingSection.APPEARANCE)).isTrue();
    }

    @Test
    void theTestSaysThatOpenMemoryHasEnded() {
        desk.api =
                new ApiFinding.Answered(
                        "openmemory",
                        Duration.ofMillis(48),
                        Trait.NO,
                        Trait.NO,
                        Trait.NO,
                        Trait.NO,
                        "");
        model.trials().testApi();
        TestWords.Result result = model.trials().apiProperty().get();
        assertThat(result.sentence()).isEqualTo("OpenMemory answered in 48 ms.");
        assertThat(result.details().getFirst()).startsWith("Its makers ended OpenMemory");
    }

    @Test
    void theTestSaysWhatTheServerCan() {
        desk.api =
                new ApiFinding.Answered(
                        "wrapper",
                        Duration.ofMillis(48),
                        Trait.NO,
                        Trait.YES,
                        Trait.NO,
                        Trait.NO,
                        "oss");
        model.trials().testApi();
        TestWords.Result result = model.trials().apiProperty().get();
        assertThat(result.sentence()).isEqualTo("Python wrapper (/memory) answered in 48 ms.");
        assertThat(result.mark()).isEqualTo(Mark.WARNING);
        assertThat(result.details())
                .containsExactly(
                        "The dialect is fixed as “Mem0 server”. Set it to “Ask the server”, or"
                                + " check the address.",
                        "It stores memories in words of its own.",
                        "It keeps no ids of ours: what is in doubt can be looked up by its text"
                                + " only.");
        model.field(SettingKey.API_URL).textProperty().set("http://localhost:1");
        model.field(SettingKey.API_URL).commit();
        assertThat(model.trials().apiProperty().get().sentence())
                .as("of another address")
                .isEmpty();
    }

    @Test
    void whatAnOlderNoticeTakesBackShowsInTheNewLanguageToo() {
        pending.textProperty().set("45");
        pending.commit();
        desk.options.put(SettingKey.PENDING_WARNING, "45");
        SettingsViewModel next =
                new SettingsViewModel(desk, new HeardEffects(effects), SampleContext.with(notices));
        next.takeOver(model);
        next.refresh();
        SettingField shown = next.field(SettingKey.PENDING_WARNING);
        assertThat(shown.textProperty().get()).isEqualTo("45");
        desk.options.clear();
        notices.undos.getFirst().run();
        assertThat(desk.changes).endsWith("reset pending.warning");
        assertThat(shown.textProperty().get()).isEqualTo("20");
    }
}
