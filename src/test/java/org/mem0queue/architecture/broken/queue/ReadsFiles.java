package org.mem0queue.architecture.broken.queue;

import java.io.IOException;
import java.nio.file.Files;

final class ReadsFiles {
    String read(Word word) throws IOException {
        return Files.readString(word.path());
    }
}
