package org.mem0queue.settings;

import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Finds out which queue directory is meant: {@code --dir}, else {@code MEM0_QUEUE_DIR}, else the
 * setting, else {@code ~/.claude}. Where the meaning is not certain it names none: a save into the
 * wrong folder is a lost one. Creates nothing.
 */
public final class QueueDirectoryLocator {
    private static final String NEXT_STEP =
            "name the folder with --dir, MEM0_QUEUE_DIR or \"mem0-queue config set"
                    + " queue.directory\".";

    private final Path home;
    private final Path workingFolder;

    /**
     * @param home what {@code ~} stands for, absolute
     * @param workingFolder where relative paths begin, absolute
     */
    public QueueDirectoryLocator(Path home, Path workingFolder) {
        this.home = home;
        this.workingFolder = workingFolder;
    }

    /** The directory that {@link SettingKey#QUEUE_DIRECTORY} means; looks at the file system. */
    public LocatedDirectory locate(SettingValues values) {
        SettingValue<String> value = values.get(SettingKey.QUEUE_DIRECTORY);
        String written = value.text();
        if (value.complaint().isPresent()) {
            return new LocatedDirectory.Unusable(
                    value.source(),
                    value.complaint().get()
                            + " Until then it is not known which queue directory is meant: "
                            + NEXT_STEP);
        }
        if (written.startsWith("~") && !written.equals("~") && !written.startsWith("~/")) {
            return new LocatedDirectory.Unusable(
                    value.source(),
                    Quoted.of(written)
                            + " ("
                            + named(value.source())
                            + ") is the home of another person: write its path in full.");
        }
        Path directory = absolute(written);
        if (Files.isDirectory(directory)) {
            return new LocatedDirectory.Found(directory, value.source());
        }
        if (Files.exists(directory)) {
            return new LocatedDirectory.Unusable(
                    value.source(),
                    directory
                            + " ("
                            + named(value.source())
                            + ") is a file, not a folder: "
                            + NEXT_STEP);
        }
        return new LocatedDirectory.Missing(
                directory,
                value.source(),
                "There is no folder "
                        + directory
                        + " ("
                        + named(value.source())
                        + "): "
                        + NEXT_STEP);
    }

    private Path absolute(String written) {
        Path path;
        if (written.equals("~")) {
            path = home;
        } else if (written.startsWith("~/")) {
            path = home.resolve(written.substring(1).replaceFirst("^/+", ""));
        } else {
            path = workingFolder.resolve(written);
        }
        // Behind a link, ".." is not what stands before it: only the system can resolve that.
        boolean climbs = path.toString().contains("..");
        return climbs && Files.exists(path) ? StoredSettings.realPath(path) : path.normalize();
    }

    private static String named(ValueSource source) {
        return switch (source) {
            case OPTION -> "named by --dir";
            case ENVIRONMENT -> "named by MEM0_QUEUE_DIR";
            case FILE, DIRECTORY -> "named by the setting queue.directory";
            case DEFAULT -> "used unless another is named";
        };
    }
}
