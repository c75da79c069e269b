package org.mem0queue.mem0;

import okhttp3.Credentials;

import org.jspecify.annotations.Nullable;

import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A proxy as an environment variable names it: {@code http://host:port}, {@code socks5://host:port}
 * or {@code host:port}, each with {@code user:password@} before the host. Read by hand: Java's URI
 * knows no host with an underscore and no password with an {@code @}.
 *
 * @param login for the header {@code Proxy-Authorization}; null if there is none, and for a proxy
 *     that is to be spoken to in secret or by SOCKS: neither can be done. Never shown
 */
record NamedProxy(Proxy proxy, @Nullable String login) {
    private static final int SOCKS_PORT = 1080;
    private static final int SECURE_PORT = 443;
    private static final int USUAL_PORT = 80;
    private static final int LAST_PORT = 65_535;

    private static final Pattern AUTHORITY =
            Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9_.-]+)(?::(\\d{1,5}))?");

    /** Empty if it names none that can be used. */
    static Optional<NamedProxy> parse(String value) {
        int colon = value.indexOf("://");
        String scheme = colon < 0 ? "http" : value.substring(0, colon).toLowerCase(Locale.ROOT);
        boolean socks = scheme.startsWith("socks");
        if (!socks && !scheme.equals("http") && !scheme.equals("https")) {
            return Optional.empty();
        }
        String rest = colon < 0 ? value : value.substring(colon + 3);
        int at = rest.lastIndexOf('@');
        var authority = AUTHORITY.matcher(withoutPath(rest.substring(at + 1)));
        if (!authority.matches()) {
            return Optional.empty();
        }
        int usual = socks ? SOCKS_PORT : scheme.equals("https") ? SECURE_PORT : USUAL_PORT;
        String number = authority.group(2);
        int port = number == null ? usual : Integer.parseInt(number);
        if (port == 0 || port > LAST_PORT) {
            return Optional.empty();
        }
        String host = authority.group(1);
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        return Optional.of(
                new NamedProxy(
                        new Proxy(
                                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                                InetSocketAddress.createUnresolved(
                                        bare.toLowerCase(Locale.ROOT), port)),
                        at < 0 || !scheme.equals("http") ? null : login(rest.substring(0, at))));
    }

    private static String withoutPath(String rest) {
        int slash = rest.indexOf('/');
        return slash < 0 ? rest : rest.substring(0, slash);
    }

    private static String login(String userInfo) {
        int colon = userInfo.indexOf(':');
        String user = colon < 0 ? userInfo : userInfo.substring(0, colon);
        String password = colon < 0 ? "" : userInfo.substring(colon + 1);
        return Credentials.basic(decoded(user), decoded(password), StandardCharsets.UTF_8);
    }

    /** Percent signs that encode nothing are meant as they stand, as other programs take them. */
    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException plain) {
            return part;
        }
    }

    /** Without the login. */
    @Override
    public String toString() {
        return String.valueOf(proxy);
    }
}
