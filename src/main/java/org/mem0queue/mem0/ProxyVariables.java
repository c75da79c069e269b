package org.mem0queue.mem0;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The proxy that {@code http_proxy}, {@code https_proxy}, {@code all_proxy} and {@code no_proxy}
 * name, which Java does not read; without them the system's. This computer itself is reached
 * directly.
 */
public final class ProxyVariables extends ProxySelector {
    private static final String HTTP = "http_proxy";
    private static final String HTTPS = "https_proxy";
    private static final String ALL = "all_proxy";
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

    /** One that is set. */
    private record Variable(String name, String value) {}

    /**
     * @throws Unusable if a variable says that there is a proxy, but not which
     */
    @Override
    public List<Proxy> select(URI uri) {
        String host = host(uri);
        if (isThisComputer(host) || excepted(host)) {
            return DIRECT;
        }
        boolean secure = "https".equalsIgnoreCase(uri.getScheme());
        Optional<Variable> named = variable(secure ? HTTPS : HTTP).or(() -> variable(ALL));
        if (named.isPresent()) {
            return List.of(
                    NamedProxy.parse(named.get().value())
                            .orElseThrow(() -> new Unusable(named.get().name()))
                            .proxy());
        }
        List<Proxy> chosen = system == null ? null : system.select(uri);
        return chosen == null || chosen.isEmpty() ? DIRECT : chosen;
    }

    private boolean excepted(String host) {
        String list = variable("no_proxy").map(Variable::value).orElse("");
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

    private Optional<Variable> variable(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        String value = environment.get(name);
        Variable found =
                value != null
                        ? new Variable(name, value.strip())
                        : new Variable(upper, environment.getOrDefault(upper, "").strip());
        return found.value().isEmpty() ? Optional.empty() : Optional.of(found);
    }

    /** Why nothing can be sent: without it a request would go where nobody wants it. */
    static final class Unusable extends RuntimeException {
        private static final long serialVersionUID = 1;

        private Unusable(String variable) {
            super(
                    "The environment variable "
                            + variable
                            + " names no proxy that can be used. Write it as http://HOST:PORT.");
        }
    }

    /**
     * What to log in with at a proxy that was chosen.
     *
     * @param address of the proxy
     */
    @Nullable String login(SocketAddress address) {
        return Stream.of(HTTPS, HTTP, ALL)
                .map(this::variable)
                .flatMap(Optional::stream)
                .map(variable -> NamedProxy.parse(variable.value()))
                .flatMap(Optional::stream)
                .filter(named -> address.equals(named.proxy().address()))
                .map(NamedProxy::login)
                .filter(Objects::nonNull)
                .findFirst()
                .orElse(null);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {
        if (system != null) {
            system.connectFailed(uri, address, failure);
        }
    }
}
