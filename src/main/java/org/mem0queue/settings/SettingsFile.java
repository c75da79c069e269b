package org.mem0queue.settings;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;

/**
 * The file {@code settings.json} in the platform's configuration folder; see {@link StoredSettings}
 * for what stands in it.
 *
 * <p>Reading never writes. A change re-reads the file under a lock of its own, keeps every key that
 * we don't know, and replaces the file durably (temporary file, fsync, rename, fsync of the
 * folder), mode 0600; a settings file that is a link stays one. A damaged file is left alone until
 * a person sets something; then it is kept beside the new one as {@code
 * settings.damaged-20261123T101500Z.json}.
 *
 * <p>Safe to use by several processes; a call may wait some seconds for another process's change.
 */
public final class SettingsFile {
    /** The file's name. */
    public static final String FILE_NAME = "settings.json";

    /** Larger than any settings; keeps a wrong file from filling the memory. */
    private static final int MAX_BYTES = 1024 * 1024;

    private final Path file;
    private final Clock clock;

    /**
     * @param configFolder the folder of the file; need not exist
     * @param clock for the names of damaged files that are kept
     */
    public SettingsFile(Path configFolder, Clock clock) {
        this.file = configFolder.resolve(FILE_NAME);
        this.clock = clock;
    }

    /** Where the settings are, or will be. */
    public Path path() {
        return file;
    }

    /** Reads the file; never fails and changes nothing. */
    public SettingsRead read() {
        if (!Files.isRegularFile(file)) {
            boolean link = Files.isSymbolicLink(file);
            if (!link && !Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return folderIsReadable()
                        ? new SettingsRead.Missing()
                        : denied("permission denied");
            }
            return link && !Files.exists(file)
                    ? new SettingsRead.Missing()
                    : denied("it is not a file");
        }
        byte[] bytes;
        try (InputStream stream = Files.newInputStream(file)) {
            bytes = stream.readNBytes(MAX_BYTES + 1);
        } catch (IOException unreadable) {
            return denied(IoReason.of(unreadable));
        }
        return bytes.length > MAX_BYTES ? broken(FileFault.Plain.TOO_LARGE, bytes) : parse(bytes);
    }

    /** A folder that we may not look into hides files rather than saying so. */
    private boolean folderIsReadable() {
        Path folder = file.toAbsolutePath().getParent();
        return folder == null || !Files.isDirectory(folder) || Files.isExecutable(folder);
    }

    private SettingsRead parse(byte[] bytes) {
        try {
            JsonNode node = SettingsJson.read(bytes);
            return node instanceof ObjectNode object
                    ? new SettingsRead.Loaded(new StoredSettings(object))
                    : broken(
                            node.isMissingNode()
                                    ? FileFault.Plain.EMPTY
                                    : FileFault.Plain.NO_OBJECT,
                            bytes);
        } catch (JsonProcessingException notJson) {
            JsonLocation place = notJson.getLocation();
            // The parser's own words may quote the file.
            return broken(
                    place == null
                            ? FileFault.Plain.NOT_JSON
                            : new FileFault.NotJsonAt(place.getLineNr(), place.getColumnNr()),
                    bytes);
        } catch (IOException notText) {
            return broken(FileFault.Plain.NOT_TEXT, bytes);
        }
    }

    private SettingsRead broken(FileFault fault, byte[] bytes) {
        String text = new String(bytes, StandardCharsets.ISO_8859_1);
        return new SettingsRead.Broken(
                file, fault, text.contains(SettingKey.QUEUE_DIRECTORY.name()));
    }

    private SettingsRead denied(String reason) {
        return new SettingsRead.Denied(file, reason);
    }

    /**
     * Sets one setting.
     *
     * @param text the value as a person writes it
     * @param queueDirectory for a setting that each directory has for itself, and for one that it
     *     may have for itself; what all share is not touched if it has
     */
    public <T> SettingsWrite set(SettingKey<T> key, String text, @Nullable Path queueDirectory) {
        return switch (key.parseForFile(text)) {
            case ParsedSetting.Valid<T>(T value) -> change(key, value, queueDirectory);
            case ParsedSetting.Invalid<T>(WrongValue wrong) -> new SettingsWrite.Invalid(wrong);
        };
    }

    /**
     * Takes a setting out of the file, so that its default applies again; otherwise as {@link
     * #set}.
     */
    public SettingsWrite reset(SettingKey<?> key, @Nullable Path queueDirectory) {
        return change(key, null, queueDirectory);
    }

    private <T> SettingsWrite change(
            SettingKey<T> key, @Nullable T value, @Nullable Path queueDirectory) {
        if (key.isPerDirectory() && queueDirectory == null) {
            return new SettingsWrite.Invalid(new WrongValue.OfNoDirectory(key));
        }
        try (DurableReplacement replacement = DurableReplacement.of(file)) {
            SettingsRead now = read();
            if (now instanceof SettingsRead.Denied denied) {
                return new SettingsWrite.NotWritten(new WriteProblem.Unreadable(denied));
            }
            StoredSettings stored =
                    now instanceof SettingsRead.Loaded(StoredSettings loaded)
                            ? loaded
                            : new StoredSettings(SettingsJson.emptyObject());
            StoredSettings changed = stored.with(key, value, queueDirectory).orElse(null);
            if (changed == null) {
                return new SettingsWrite.NotWritten(new WriteProblem.NoDirectories(file));
            }
            Path aside =
                    now instanceof SettingsRead.Broken
                            ? file.resolveSibling("settings.damaged-" + timeInName() + ".json")
                            : null;
            return new SettingsWrite.Written(
                    replacement.replace(SettingsJson.write(changed.toJson()), aside));
        } catch (DurableReplacement.UnforcedException failure) {
            return new SettingsWrite.NotWritten(new WriteProblem.NotConfirmed(file));
        } catch (IOException failure) {
            return new SettingsWrite.NotWritten(
                    new WriteProblem.Denied(file, IoReason.of(failure)));
        }
    }

    private String timeInName() {
        return clock.instant().truncatedTo(ChronoUnit.SECONDS).toString().replaceAll("[-:]", "");
    }
}
