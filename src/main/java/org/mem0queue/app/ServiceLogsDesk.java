package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.log.LineSet;
import org.mem0queue.log.LogFile;
import org.mem0queue.log.LogSight;
import org.mem0queue.log.LogSource;
import org.mem0queue.service.QueueService;
import org.mem0queue.ui.logs.LogsDesk;

import java.io.BufferedOutputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.function.Consumer;

/** Answers from the service. */
final class ServiceLogsDesk implements LogsDesk {
    private final QueueService service;

    ServiceLogsDesk(QueueService service) {
        this.service = service;
    }

    @Override
    public List<LogPlace> places() {
        return service.logs().all().stream().map(this::place).toList();
    }

    private LogPlace place(LogSource source) {
        Path path = source.path();
        return new LogPlace(
                source, service.directory().relativize(path).toString(), path.toFile().length());
    }

    @Override
    public Following follow(LogSource source, Consumer<LogSight> sights) {
        AutoCloseable following = service.followLog(source, sights);
        return () -> Thread.ofVirtual().name("log-close").start(() -> close(following));
    }

    private static void close(AutoCloseable following) {
        try {
            following.close();
        } catch (Exception impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    @Override
    public <T> T read(Callable<T> reading) throws Exception {
        FutureTask<T> task = new FutureTask<>(reading);
        Thread.ofVirtual().name("log-read").start(task);
        try {
            return task.get();
        } catch (ExecutionException failed) {
            if (failed.getCause() instanceof Exception cause) {
                throw cause;
            }
            throw failed;
        }
    }

    @Override
    public long export(LogFile file, @Nullable LineSet lines, Path target) throws Exception {
        return read(() -> write(file, lines, target));
    }

    private static long write(LogFile file, @Nullable LineSet lines, Path target) throws Exception {
        Path folder = target.toAbsolutePath().getParent();
        Path half = Files.createTempFile(folder, ".mem0-queue-log", ".tmp");
        try {
            long written;
            try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(half))) {
                written = file.copy(lines, out);
            }
            Files.move(half, target, StandardCopyOption.REPLACE_EXISTING);
            return written;
        } finally {
            Files.deleteIfExists(half);
        }
    }
}
