package org.mem0queue.ledger;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * Which file is the ledger of a queue directory: {@code ledger/<hash>.db} in the user's state
 * folder, for example {@code ~/.local/state/mem0-queue-monitor/ledger/3f0c9a1b77de.db}. The hash is
 * of the directory's real path and the machine, so that a directory that several machines share has
 * one ledger on each.
 *
 * @param file the ledger
 * @param queueDirectory the directory's real path, written into the ledger for people who look
 * @param machineId of this machine
 */
public record LedgerLocation(Path file, Path queueDirectory, String machineId) {
    private static final int HASH_BYTES = 6;

    /**
     * @param stateFolder our folder for what should survive a restart
     * @param queueDirectory the directory's real path, links resolved
     */
    public static LedgerLocation of(Path stateFolder, Path queueDirectory, String machineId) {
        return new LedgerLocation(
                fileFor(stateFolder, queueDirectory, machineId), queueDirectory, machineId);
    }

    /** The ledger's file; it and its folder need not exist. */
    public static Path fileFor(Path stateFolder, Path queueDirectory, String machineId) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest((queueDirectory + "\0" + machineId).getBytes(UTF_8));
            return stateFolder
                    .resolve("ledger")
                    .resolve(HexFormat.of().formatHex(hash, 0, HASH_BYTES) + ".db");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JVM has SHA-256", impossible);
        }
    }
}
