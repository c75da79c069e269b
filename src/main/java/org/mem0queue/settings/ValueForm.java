package org.mem0queue.settings;

import java.util.List;

/**
 * What the values of a setting look like. Known as such, and not as a sentence, so that a window
 * can say it in another language.
 */
public sealed interface ValueForm {
    /** A whole number within limits, both included. */
    record WholeNumber(int least, int most) implements ValueForm {
        @Override
        public String inEnglish() {
            return "a whole number from " + least + " to " + most;
        }
    }

    /** One of a few words. */
    record OneOf(List<String> words) implements ValueForm {
        public OneOf {
            words = List.copyOf(words);
        }

        @Override
        public String inEnglish() {
            return "one of " + String.join(", ", words);
        }
    }

    /** What needs no numbers or words of its own. */
    enum Plain implements ValueForm {
        DURATION("a duration from 1 s to 365 d such as 30 s, 10 min, 2 h or 1 d"),
        SIZE("a size such as 500 MB or 1 GiB"),
        FOLDER("the path of a folder, absolute or beginning with ~/"),
        ADDRESS("an address such as http://localhost:8081, without user, password or query"),
        COMMAND("a command line"),
        LINE("one line of text");

        private final String english;

        Plain(String english) {
            this.english = english;
        }

        @Override
        public String inEnglish() {
            return english;
        }
    }

    /** To stand behind "must be", in the language of the command line. */
    String inEnglish();
}
