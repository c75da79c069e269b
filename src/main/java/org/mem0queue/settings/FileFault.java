package org.mem0queue.settings;

/** What makes a file no settings file. */
public sealed interface FileFault {
    /** What needs no more to be said. */
    enum Plain implements FileFault {
        TOO_LARGE("it is larger than 1 MiB"),
        EMPTY("it is empty"),
        NO_OBJECT("it holds no JSON object"),
        NOT_TEXT("it is not text in UTF-8"),
        NOT_JSON("it is not valid JSON");

        private final String english;

        Plain(String english) {
            this.english = english;
        }

        @Override
        public String inEnglish() {
            return english;
        }
    }

    /** Not valid JSON from here on; both count from 1. */
    record NotJsonAt(int line, int column) implements FileFault {
        @Override
        public String inEnglish() {
            return "it is not valid JSON at line " + line + ", column " + column;
        }
    }

    /** To stand behind a colon, in the language of the command line. */
    String inEnglish();
}
