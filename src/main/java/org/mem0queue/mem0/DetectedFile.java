package org.mem0queue.mem0;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

import org.jspecify.annotations.Nullable;
import org.mem0queue.queue.ContentHash;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;

/**
 * What was found at an address, kept for the next process: one small file for each address, in the
 * person's state folder, owner-only, replaced whole. Nothing is lost with it: a file that is
 * missing, damaged or of another address means that the server is asked again.
 *
 * <pre>
 * {"address": "http://127.0.0.1:8321/", "dialect": "oss", "infer": true, "filters": true,
 *  "top_k": true, "auth": true, "storage": "SERVER", "fingerprint": "9f…", "server": "uvicorn",
 *  "at": "2026-11-27T…"}
 * </pre>
 *
 * It is believed for a day, so that a server that was renewed without an error is met as what it is
 * now.
 */
public final class DetectedFile {
    private static final Duration BELIEVED = Duration.ofDays(1);
    private static final int MAX_BYTES = 16_384;
    private static final int NAME_BYTES = 8;
    private static final JsonMapper MAPPER =
            JsonMapper.builder().enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS).build();

    private final Path folder;
    private final Path file;
    private final String address;

    /**
     * @param folder need not exist; ours alone
     * @param address of the API, as it is configured
     */
    public DetectedFile(Path folder, URI address) {
        this.folder = folder;
        this.address = address.toString();
        String hash = HexFormat.of().formatHex(ContentHash.of(this.address), 0, NAME_BYTES);
        this.file = folder.resolve(hash + ".json");
    }

    /** What was found there within the last day; empty if nothing, or nothing that can be read. */
    public Optional<ProbeResult.Detected> read(Instant now) {
        try {
            if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
                return Optional.empty();
            }
            JsonNode kept = MAPPER.readTree(Files.readAllBytes(file));
            Instant at = Instant.parse(kept.path("at").asText(""));
            Dialect dialect = dialect(kept);
            String fingerprint = kept.path("fingerprint").asText("");
            JsonNode server = kept.path("server");
            boolean fresh = !at.isAfter(now) && at.plus(BELIEVED).isAfter(now);
            return fresh
                            && dialect != null
                            && !fingerprint.isEmpty()
                            && server.isTextual()
                            && kept.path("address").asText("").equals(address)
                    ? Optional.of(
                            new ProbeResult.Detected(
                                    dialect,
                                    fingerprint,
                                    ProbeResult.Storage.valueOf(kept.path("storage").asText("")),
                                    server.textValue()))
                    : Optional.empty();
        } catch (IOException | DateTimeException | IllegalArgumentException damaged) {
            return Optional.empty();
        }
    }

    /** Keeps it, as far as the disk lets us: without it the next process asks again. */
    public void keep(ProbeResult.Detected found, Instant now) {
        try {
            Files.createDirectories(folder, mode("rwx------"));
            Path fresh = Files.createTempFile(folder, "found-", ".tmp", mode("rw-------"));
            try {
                Files.write(fresh, MAPPER.writeValueAsBytes(json(found, now)));
                Files.move(
                        fresh,
                        file,
                        StandardCopyOption.ATOMIC_MOVE,
                        StandardCopyOption.REPLACE_EXISTING);
            } catch (IOException e) {
                Files.deleteIfExists(fresh);
            }
        } catch (IOException e) {
            // see above
        }
    }

    /** It answered in another form than what was found there has. */
    public void forget() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            // The next process is misled until its first answer; then it asks, too.
        }
    }

    private ObjectNode json(ProbeResult.Detected found, Instant now) {
        ObjectNode json = MAPPER.createObjectNode().put("address", address);
        switch (found.dialect()) {
            case Dialect.OssRest oss ->
                    json.put("dialect", "oss")
                            .put("infer", oss.infer())
                            .put("filters", oss.filters())
                            .put("top_k", oss.topK())
                            .put("auth", oss.auth());
            case Dialect.Platform _ -> json.put("dialect", "platform");
            case Dialect.OpenMemory _ -> json.put("dialect", "openmemory");
            case Dialect.Wrapper _ -> json.put("dialect", "wrapper");
            case Dialect.Unknown _ ->
                    throw new IllegalArgumentException("the unknown is asked each time");
        }
        return json.put("storage", found.storage().name())
                .put("fingerprint", found.fingerprint())
                .put("server", found.server())
                .put("at", now.toString());
    }

    private static @Nullable Dialect dialect(JsonNode kept) {
        String name = kept.path("dialect").asText("");
        if (!name.equals("oss")) {
            return name.equals("oss-old") ? null : Dialect.named(name).orElse(null);
        }
        for (String ability : List.of("infer", "filters", "top_k", "auth")) {
            if (!kept.path(ability).isBoolean()) {
                return null;
            }
        }
        return new Dialect.OssRest(
                kept.path("infer").booleanValue(),
                kept.path("filters").booleanValue(),
                kept.path("top_k").booleanValue(),
                kept.path("auth").booleanValue());
    }

    private FileAttribute<?>[] mode(String permissions) {
        return file.getFileSystem().supportedFileAttributeViews().contains("posix")
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(
                            PosixFilePermissions.fromString(permissions))
                }
                : new FileAttribute<?>[0];
    }
}
