package org.mem0queue.health;

import org.mem0queue.queue.Finding;
import org.mem0queue.queue.QueueSnapshot;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/** Where the queue directory really lies: behind a link, or in a folder that a program syncs. */
final class DirectoryPlaceCheck implements HealthCheck {
    /** Folder names of the sync programs that put their files under a name of their own. */
    private static final Pattern CLOUD =
            Pattern.compile(
                    "(?i)(dropbox.*|onedrive.*|google ?drive.*|my drive|icloud.*|mobile documents"
                            + "|com~apple~clouddocs|cloudstorage|nextcloud.*|owncloud.*|syncthing"
                            + "|pcloud.*|box sync|mega)");

    @Override
    public List<Finding> check(Observation seen, QueueSnapshot snapshot) {
        Path folder = seen.directory().path();
        Path real;
        try {
            real = folder.toRealPath();
        } catch (IOException missing) {
            return List.of();
        }
        List<Finding> findings = new ArrayList<>();
        if (Files.isSymbolicLink(folder)) {
            findings.add(FindingCode.DIRECTORY_LINK.finding(folder, real));
        }
        for (Path part : real) {
            if (CLOUD.matcher(part.toString()).matches()) {
                findings.add(FindingCode.DIRECTORY_IN_CLOUD.finding(real, Wording.name(part)));
                break;
            }
        }
        return findings;
    }
}
