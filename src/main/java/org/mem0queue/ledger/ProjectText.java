package org.mem0queue.ledger;

import org.mem0queue.queue.ContentHash;

import java.util.HexFormat;

/**
 * A text of a project, whatever its id.
 *
 * @param sha256 of the text, as {@link ContentHash} makes it, in lower-case hexadecimal
 */
public record ProjectText(String project, String sha256) {
    public static ProjectText of(String project, String text) {
        return new ProjectText(project, HexFormat.of().formatHex(ContentHash.of(text)));
    }
}
