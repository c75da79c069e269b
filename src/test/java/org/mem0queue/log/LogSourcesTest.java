package org.mem0queue.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

class LogSourcesTest {
    @TempDir Path directory;

    @Test
    void theFileBesideTheQueueWinsOverTheOneInLogs() throws IOException {
        Path beside = touch("mem0_worker.log");
        Path inLogs = touch("logs/mem0_worker.log");
        Path errors = touch("logs/mem0_worker_error.log");
        LogSources sources = LogSources.in(directory);

        assertThat(sources.worker()).contains(new LogSource(LogSource.Kind.WORKER, beside));
        assertThat(sources.errors()).contains(new LogSource(LogSource.Kind.ERROR, errors));
        assertThat(sources.all())
                .extracting(LogSource::path)
                .containsExactly(beside, inLogs, errors);
    }

    @Test
    void theUsualPlaceIsFound() throws IOException {
        Path inLogs = touch("logs/mem0_worker.log");

        assertThat(LogSources.in(directory).worker()).map(LogSource::path).contains(inLogs);
        assertThat(LogSources.in(directory).workerOrDefault().path()).isEqualTo(inLogs);
    }

    @Test
    void withoutALogThereIsStillAPlaceToFollowAndAppendTo() {
        LogSources sources = LogSources.in(directory);

        assertThat(sources.worker()).isEmpty();
        assertThat(sources.errors()).isEmpty();
        assertThat(sources.all()).isEmpty();
        assertThat(sources.workerOrDefault().path())
                .isEqualTo(directory.resolve("mem0_worker.log"));
        assertThat(sources.errorLog().fileName()).isEqualTo("mem0_worker_error.log");
    }

    @Test
    void aFolderOfThatNameIsNoLog() throws IOException {
        Files.createDirectory(directory.resolve("mem0_worker.log"));
        Path inLogs = touch("logs/mem0_worker.log");

        assertThat(LogSources.in(directory).worker()).map(LogSource::path).contains(inLogs);
    }

    @Test
    void aLinkThatLeadsNowhereIsNoLog() throws IOException {
        Files.createSymbolicLink(directory.resolve("mem0_worker.log"), directory.resolve("gone"));

        assertThat(LogSources.in(directory).worker()).isEmpty();
    }

    private Path touch(String name) throws IOException {
        Path path = directory.resolve(name);
        Files.createDirectories(path.getParent());
        return Files.writeString(path, "");
    }
}
