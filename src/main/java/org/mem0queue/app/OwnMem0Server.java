package org.mem0queue.app;

import org.jspecify.annotations.Nullable;
import org.mem0queue.cli.CliEnvironment;
import org.mem0queue.mem0.local.LocalServer;
import org.mem0queue.service.LocalApi;
import org.mem0queue.settings.OwnServer;
import org.mem0queue.settings.SettingKey;
import org.mem0queue.settings.SettingValues;
import org.mem0queue.settings.SettingsFile;

import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.function.Consumer;

/**
 * The Mem0 server that the window runs for those who have none: on the loopback, while the window
 * is open. Where no address is set, its own becomes the API's. Used on one thread.
 */
final class OwnMem0Server implements AutoCloseable {
    private final LocalApi api;
    private final Consumer<String> trouble;
    private @Nullable LocalServer running;

    /**
     * @param state the person's folder for what should survive a restart
     * @param trouble told what goes wrong while it runs, on the thread of a request
     */
    OwnMem0Server(Path state, InstantSource clock, Consumer<String> trouble) {
        this.api = new LocalApi(state, clock);
        this.trouble = trouble;
    }

    /**
     * Runs or ends, as the settings say.
     *
     * @param request where the settings are
     * @param directory the window's queue directory: where it has an address of its own that is the
     *     one that is meant
     * @return what stood in the way, as a sentence; null if nothing did
     */
    @Nullable String follow(CliEnvironment.GuiRequest request, Path directory) {
        SettingValues values = request.values(directory);
        SettingsFile file = request.settingsFile();
        boolean wanted = values.get(SettingKey.API_OWN_SERVER).value() == OwnServer.ON;
        URI address = values.settings().apiUrl();
        LocalServer server = running;
        if (!wanted) {
            close();
            if (server != null && server.address().equals(address)) {
                file.reset(SettingKey.API_URL, directory);
            }
            return null;
        }
        return server != null ? null : start(address, file, directory);
    }

    private @Nullable String start(@Nullable URI address, SettingsFile file, Path directory) {
        int port =
                address == null || address.getPort() < 0
                        ? LocalServer.USUAL_PORT
                        : address.getPort();
        return switch (api.start(port, trouble, null)) {
            case LocalServer.Start.Started(LocalServer server, String note) -> {
                running = server;
                if (address == null) {
                    file.set(SettingKey.API_URL, server.address().toString(), directory);
                }
                yield note;
            }
            // Perhaps serve-mem0 runs there; the API's line in the window tells whether it answers.
            case LocalServer.Start.PortTaken(int taken) ->
                    "Port "
                            + taken
                            + " is in use by another program: no server was started on this"
                            + " computer.";
            case LocalServer.Start.Unavailable(String sentence) -> sentence;
        };
    }

    @Override
    public void close() {
        LocalServer server = running;
        running = null;
        if (server != null) {
            server.close();
        }
    }
}
