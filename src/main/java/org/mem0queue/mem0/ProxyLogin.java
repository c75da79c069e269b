package org.mem0queue.mem0;

import okhttp3.Authenticator;
import okhttp3.Interceptor;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;

import org.jspecify.annotations.Nullable;

import java.io.IOException;
import java.net.Proxy;

/**
 * Logs in at the proxy of an environment variable: at once, since a request is sent only once. For
 * a secure address that is while the tunnel is dug; otherwise with the request itself.
 */
final class ProxyLogin implements Authenticator, Interceptor {
    private static final String HEADER = "Proxy-Authorization";

    private final ProxyVariables proxies;

    ProxyLogin(ProxyVariables proxies) {
        this.proxies = proxies;
    }

    @Override
    public @Nullable Request authenticate(@Nullable Route route, Response response) {
        String login = route == null ? null : login(route);
        // Only while a tunnel is dug: a request of ours goes out once, and has it already.
        return login == null
                        || !response.request().method().equals("CONNECT")
                        || response.request().header(HEADER) != null
                ? null
                : response.request().newBuilder().header(HEADER, login).build();
    }

    @Override
    public Response intercept(Chain chain) throws IOException {
        Request request = chain.request();
        String login =
                request.isHttps() || chain.connection() == null
                        ? null
                        : login(chain.connection().route());
        return chain.proceed(
                login == null ? request : request.newBuilder().header(HEADER, login).build());
    }

    private @Nullable String login(Route route) {
        return route.proxy().type() == Proxy.Type.HTTP
                ? proxies.login(route.proxy().address())
                : null;
    }
}
