package org.mem0queue.ui;

import javafx.scene.Node;
import javafx.scene.control.ListView;
import javafx.scene.control.TextField;
import javafx.scene.control.ToggleButton;
import javafx.scene.input.KeyCode;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.mem0queue.ledger.LedgerResult;
import org.mem0queue.queue.Act;
import org.mem0queue.ui.fx.Appearance;

import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Draws Acts and Backups in every state and look. */
class ActivityScreenshotTest {
    private final ScriptActivityDesk desk = new ScriptActivityDesk();
    private final SampleSnapshots sample = SampleSnapshots.normal();

    private Shot shot(Appearance look, Locale language, double width, double height) {
        ScriptDoors doors = new ScriptDoors();
        doors.activity = desk;
        sample.managed = true;
        Shot shot = new Shot(doors, look, language, width, height);
        shot.feed().tell(sample.build());
        shot.press(KeyCode.DIGIT5);
        Fx.pulses(4);
        return shot;
    }

    private static void choose(Shot shot, String list, int index) {
        Fx.run(
                () -> {
                    ListView<?> view = (ListView<?>) shot.scene().lookup(list);
                    view.getSelectionModel().select(index);
                });
        Fx.pulses(4);
    }

    private static void backups(Shot shot) {
        Fx.run(
                () -> {
                    for (Node node : shot.scene().getRoot().lookupAll(".activity .segment")) {
                        ((ToggleButton) node).setSelected(true);
                    }
                });
        Fx.pulses(4);
    }

    private void fill() {
        List<Act> acts = SampleActivity.acts();
        desk.acts = new LedgerResult.Done<>(acts);
        desk.previews.put(30L, SampleActivity.preview(acts.get(1)));
        desk.copies = SampleActivity.copies();
        desk.restore =
                SampleActivity.planned(
                        SampleActivity.plan("ok", SampleActivity.stamp(sample), 9, 1, 2));
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void actsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = shot(look, language, 1280, 800)) {
            shot.take("activity-none", 1);
        }
        desk.acts = SampleActivity.missing();
        try (Shot shot = shot(look, language, 1280, 800)) {
            shot.take("activity-missing", 1);
        }
        fill();
        try (Shot shot = shot(look, language, 1280, 800)) {
            shot.take("activity", 1);
            choose(shot, ".acts", 2);
            shot.take("activity-act", 1);
            choose(shot, ".acts", 11);
            shot.take("activity-rebuild", 1);
            Fx.run(
                    () ->
                            ((TextField) shot.scene().lookup(".activity .search .text-field"))
                                    .setText("no such act"));
            shot.take("activity-filtered", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void narrowActsAreWhole(Appearance look, Locale language) throws IOException {
        fill();
        try (Shot shot = shot(look, language, 900, 600)) {
            shot.take("narrow-activity", 1);
            choose(shot, ".acts", 2);
            shot.take("narrow-activity-act", 1);
            backups(shot);
            shot.take("narrow-backups", 1);
            choose(shot, ".copies", 3);
            shot.take("narrow-backups-restore", 1);
            choose(shot, ".copies", 4);
            shot.take("narrow-backups-pinned", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void backupsAreWhole(Appearance look, Locale language) throws IOException {
        try (Shot shot = shot(look, language, 1280, 800)) {
            backups(shot);
            shot.take("backups-none", 1);
        }
        fill();
        try (Shot shot = shot(look, language, 1280, 800)) {
            backups(shot);
            shot.take("backups", 1);
            choose(shot, ".copies", 3);
            shot.take("backups-restore", 1);
            choose(shot, ".copies", 4);
            shot.take("backups-pinned", 1);
            choose(shot, ".copies", 3);
            sample.file = SampleSnapshots.empty().file;
            sample.managed = false;
            sample.readAt = SampleSnapshots.NOW.plusSeconds(1);
            shot.feed().tell(sample.build());
            shot.take("backups-stale", 1);
        }
    }

    @ParameterizedTest
    @MethodSource(Shot.LOOKS)
    void backupsInTroubleAreWhole(Appearance look, Locale language) throws IOException {
        fill();
        sample.file = SampleSnapshots.corrupt().file;
        desk.restore =
                SampleActivity.planned(
                        SampleActivity.plan("corrupt", SampleActivity.stamp(sample), 40, 6, 0));
        try (Shot shot = shot(look, language, 1280, 800)) {
            backups(shot);
            shot.take("backups-corrupt", 1);
        }
        try (Shot shot = shot(look, language, 900, 600)) {
            backups(shot);
            shot.take("narrow-backups-corrupt", 1);
        }
        sample.file = SampleSnapshots.normal().file;
        desk.takenOut =
                SampleActivity.planned(
                        SampleActivity.plan("ok", SampleActivity.stamp(sample), 3, 0, 1));
        try (Shot shot = shot(look, language, 1280, 800)) {
            backups(shot);
            shot.take("backups-taken-out", 1);
        }
    }
}
