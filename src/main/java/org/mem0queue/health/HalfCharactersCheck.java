package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.Memory;
import org.mem0queue.queue.MemoryState;
import org.mem0queue.queue.QueueSnapshot;

import java.util.ArrayList;
import java.util.List;

/**
 * Lone surrogates: half of an emoji that some program cut in two. JSON carries them, UTF-8 cannot:
 * Python fails when it prints a project with one, and an API may refuse the text.
 */
final class HalfCharactersCheck implements HealthCheck {
    private static final List<MemoryState> SENT_BY_PYTHON =
            List.of(MemoryState.PENDING, MemoryState.FAILED, MemoryState.DEAD_LETTER);

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        int projects = 0;
        int texts = 0;
        String firstProject = "";
        String firstText = "";
        for (MemoryState state : SENT_BY_PYTHON) {
            for (Memory memory : snapshot.in(state)) {
                if (hasHalf(memory.projectId().orElse("")) || hasHalf(memory.id())) {
                    firstProject = projects++ == 0 ? memory.id() : firstProject;
                } else if (mayHaveHalf(memory)
                        && hasHalf(memory.detail().contentText().orElse(""))) {
                    firstText = texts++ == 0 ? memory.id() : firstText;
                }
            }
        }
        List<Finding> findings = new ArrayList<>();
        if (projects > 0) {
            findings.add(
                    FindingCode.HALF_CHARACTER_IN_PROJECT.finding(
                            projects, seen.directory().path(), Wording.name(firstProject)));
        }
        if (texts > 0) {
            findings.add(
                    FindingCode.HALF_CHARACTER_IN_TEXT.finding(
                            texts, seen.directory().path(), Wording.name(firstText)));
        }
        return findings;
    }

    /** Only an escape can make one; most texts have none, and need not be decoded. */
    private static boolean mayHaveHalf(Memory memory) {
        byte[] bytes = memory.raw().bytes();
        for (int i = 0; i + 3 < bytes.length; i++) {
            if (bytes[i] == '\\' && bytes[i + 1] == 'u' && (bytes[i + 2] | 0x20) == 'd') {
                return true;
            }
        }
        return false;
    }

    private static boolean hasHalf(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (Character.isSurrogate(text.charAt(i))) {
                if (Character.isHighSurrogate(text.charAt(i))
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1))) {
                    i++;
                } else {
                    return true;
                }
            }
        }
        return false;
    }
}
