package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The proxy that {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy}
 * name, which Java does not read; without them the system's. This computer itself is reached
 * directly.
 */
public final class ProxyVariables extends ProxySelector {
    private static final List<Proxy> DIRECT = List.of(Proxy.NO_PROXY);

    private final Map<String, String> environment;
    private final @Nullable ProxySelector system;

    /**
     * @param system asked where no variable says anything; null: no proxy then
     */
    public ProxyVariables(Map<String, String> environment, @Nullable ProxySelector system) {
        this.environment = Map.copyOf(environment);
        this.system = system;
    }

    @Override
    public List<Proxy> select(URI uri) {
        String host = host(uri);
        if (isThisComputer(host) || excepted(host)) {
            return DIRECT;
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        String value = variable(secure ? "https_proxy" : "http_proxy");
        if (value == null) {
            value = variable("all_proxy");
        }
        if (value != null) {
            return List.of(proxy(value));
        }
        List<Proxy> chosen = system == null ? null : system.select(uri);
        return chosen == null || chosen.isEmpty() ? DIRECT : chosen;
    }

    private boolean excepted(String host) {
        String list = variable("no_proxy");
        if (list == null) {
            return false;
        }
        for (String item : list.split(",", -1)) {
            String name = item.strip().toLowerCase(Locale.ROOT);
            name = name.startsWith("*.") ? name.substring(1) : name;
            String suffix = name.startsWith(".") ? name : "." + name;
            if (name.equals("*")
                    || (!name.isEmpty() && (host.equals(name) || host.endsWith(suffix)))) {
                return true;
            }
        }
        return false;
    }

    private static boolean isThisComputer(String host) {
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.equals("::1")
                || host.matches("127(\\.\\d{1,3}){3}");
    }

    private static String host(URI uri) {
        String host = uri.getHost();
        String bare = host == null ? "" : host.toLowerCase(Locale.ROOT);
        return bare.startsWith("[") ? bare.substring(1, bare.length() - 1) : bare;
    }

    private @Nullable String variable(String name) {
        String value = environment.get(name);
        if (value == null) {
            value = environment.get(name.toUpperCase(Locale.ROOT));
        }
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** {@code http://host:port}, {@code socks5://host:port} or {@code host:port}. */
    private static Proxy proxy(String value) {
        URI uri = URI.create(value.contains("://") ? value : "http://" + value);
        boolean socks = uri.getScheme().toLowerCase(Locale.ROOT).startsWith("socks");
        int usual = socks ? 1080 : "https".equalsIgnoreCase(uri.getScheme()) ? 443 : 80;
        int port = uri.getPort() < 0 ? usual : uri.getPort();
        return new Proxy(
                socks ? Proxy.Type.SOCKS : Proxy.Type.HTTP,
                InetSocketAddress.createUnresolved(host(uri), port));
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        if (system != null) {
            system.connectFailed(uri, address, failure);
        }
    }
}
