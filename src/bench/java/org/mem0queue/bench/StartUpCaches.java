package org.mem0queue.bench;

import java.nio.file.Path;
import java.util.List;

/**
 * Start-up caches of the program and of the smallest window, trained as {@code -Paot} trains: what
 * a start needs is left to the quick compiler, also in later starts.
 */
record StartUpCaches(Path ours, Path hello) {
    private static final String QUICK = "-XX:TieredStopAtLevel=1";

    /** Starts each window once and ends it as soon as it shows what is waited for. */
    static StartUpCaches train(Path home, Path queue, String counted) throws Exception {
        StartUpCaches caches =
                new StartUpCaches(home.resolve("ours.aot"), home.resolve("hello.aot"));
        try (WindowProcess training =
                WindowProcess.program(
                        home, List.of(QUICK, "-XX:AOTCacheOutput=" + caches.ours), queue)) {
            training.secondsUntil(WindowStartBench.COUNT, counted);
        }
        try (WindowProcess training =
                WindowProcess.hello(home, List.of(QUICK, "-XX:AOTCacheOutput=" + caches.hello))) {
            training.secondsUntil(".number", "hello");
        }
        return caches;
    }

    /** The flags for the program. */
    List<String> forProgram() {
        return List.of("-XX:AOTCache=" + ours);
    }

    /** The flags for the smallest window. */
    List<String> forHello() {
        return List.of("-XX:AOTCache=" + hello);
    }
}
