package org.mem0queue.platform;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * Says whether two processes run on the same machine, and since the same start of it. Both stand in
 * file names and claims that several machines and containers may share.
 *
 * <p>The ids are the first 12 hexadecimal digits of SHA-256 over a prefix of ours and the system's
 * own id, so that neither the machine nor the person can be recognised by them elsewhere. Prefix
 * and length are part of the file format: changing them would make a machine a stranger to its own
 * files.
 *
 * @param machineId 12 digits of {@code [0-9a-f]}; the same after a restart
 * @param bootId 12 digits of {@code [0-9a-f]}; the same in all containers of one running kernel
 */
public record MachineIdentity(String machineId, String bootId) {
    private static final int DIGITS = 12;
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{" + DIGITS + "}");

    /**
     * @throws IllegalArgumentException if an id is not 12 lower-case hexadecimal digits
     */
    public MachineIdentity {
        if (!FORM.matcher(machineId).matches() || !FORM.matcher(bootId).matches()) {
            throw new IllegalArgumentException("not an identity: " + machineId + ", " + bootId);
        }
    }

    /**
     * The identity of the machine we run on. Reads system files, on macOS and Windows asks a
     * program of the system (at most a few seconds); never fails.
     */
    public static MachineIdentity ofThisMachine() {
        return Here.IDENTITY;
    }

    /** Read when it is first asked for, and once. */
    private static final class Here {
        static final MachineIdentity IDENTITY =
                new MachineIdentityReader(OperatingSystem.current(), Path.of("/"), System.getenv())
                        .read();
    }

    static MachineIdentity hashed(String rawMachineId, String rawBootId) {
        return new MachineIdentity(
                digits("org.mem0queue.machine:" + rawMachineId),
                digits("org.mem0queue.boot:" + rawBootId));
    }

    private static String digits(String text) {
        try {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(hash).substring(0, DIGITS);
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
