package org.mem0queue.ui.settings;

import javafx.beans.property.ReadOnlyObjectProperty;
import javafx.beans.property.ReadOnlyObjectWrapper;

import org.mem0queue.settings.SettingKey;
import org.mem0queue.ui.fx.Background;

/**
 * What was found by trying the API and the worker command as they are set. On the JavaFX thread.
 */
final class Trials {
    private final SettingsDesk desk;
    private final Background background;
    private final TestWords words;
    private final ReadOnlyObjectWrapper<TestWords.Result> api =
            new ReadOnlyObjectWrapper<>(TestWords.Result.NONE);
    private final ReadOnlyObjectWrapper<TestWords.Result> worker =
            new ReadOnlyObjectWrapper<>(TestWords.Result.NONE);

    Trials(SettingsDesk desk, Background background, TestWords words) {
        this.desk = desk;
        this.background = background;
        this.words = words;
    }

    void testApi() {
        api.set(words.asking());
        background.run(
                desk::testApi,
                found -> api.set(words.api(found)),
                failure -> api.set(words.failed(failure)));
    }

    void testWorker() {
        worker.set(words.looking());
        background.run(
                desk::testWorker,
                found -> worker.set(words.worker(found)),
                failure -> worker.set(words.failed(failure)));
    }

    /** What was found with another value of this setting is not true any more. */
    void forget(SettingKey<?> changed) {
        if (changed == SettingKey.API_URL
                || changed == SettingKey.API_DIALECT
                || changed == SettingKey.API_INFER) {
            api.set(TestWords.Result.NONE);
        } else if (changed == SettingKey.WORKER_COMMAND) {
            worker.set(TestWords.Result.NONE);
        }
    }

    ReadOnlyObjectProperty<TestWords.Result> apiProperty() {
        return api.getReadOnlyProperty();
    }

    ReadOnlyObjectProperty<TestWords.Result> workerProperty() {
        return worker.getReadOnlyProperty();
    }
}
