package org.mem0queue.log;

/** Where UTF-8 may be cut. */
final class Utf8 {
    private static final int LONGEST = 4;

    private Utf8() {}

    /**
     * The end without a sequence that has begun but is not complete. Bytes that can't become a
     * character any more stay: they are damage, not a beginning.
     */
    static int endOfWholeCharacters(byte[] bytes, int end) {
        for (int back = 1; back < LONGEST && back <= end; back++) {
            int b = bytes[end - back] & 0xff;
            if (b >= 0xc2 && b <= 0xf4) {
                int needed = b < 0xe0 ? 2 : b < 0xf0 ? 3 : 4;
                return needed > back ? end - back : end;
            }
            if (b < 0x80 || b >= 0xc0) {
                return end;
            }
        }
        return end;
    }

    /** The first byte that is not the middle of a character. */
    static int startOfCharacter(byte[] bytes) {
        int at = 0;
        while (at < bytes.length && at < LONGEST - 1 && (bytes[at] & 0xc0) == 0x80) {
            at++;
        }
        return at;
    }
}
