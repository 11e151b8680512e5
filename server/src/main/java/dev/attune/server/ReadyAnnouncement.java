package dev.attune.server;

import dev.attune.server.access.SignInLinks;
import dev.attune.server.database.DataDirectory;
import java.net.InetAddress;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.boot.web.server.autoconfigure.ServerProperties;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// Tells the person at the terminal, and the program that started this one, where to go.
@Component
class ReadyAnnouncement {
    private final SignInLinks links;
    private final DataDirectory directory;
    private final ServerProperties server;
    private final boolean demo;

    ReadyAnnouncement(
            SignInLinks links,
            DataDirectory directory,
            ServerProperties server,
            @Value("${attune.demo}") boolean demo) {
        this.links = links;
        this.directory = directory;
        this.server = server;
        this.demo = demo;
    }

    @EventListener
    void ready(ApplicationReadyEvent event) {
        if (!(event.getApplicationContext() instanceof WebServerApplicationContext web) || web.getWebServer() == null)
            return;
        String address = "http://%s:%d".formatted(host(), web.getWebServer().getPort());
        String link = address + links.issue();
        // One line for programs, in a form that will not change; then the same for people.
        System.out.printf("ATTUNE READY %s/ sign-in=%s%n", address, link);
        System.out.printf("""

                  Attune is ready at %s/
                  Sign in, once and within 30 minutes:  %s
                  Data directory:  %s
                  Stop with Ctrl-C.
                """, address, link, directory.path());
        if (demo) System.out.println("""

                      Open the sign-in link in a browser. You are asked first, then the camera; saying no is fine, and
                      without a camera a clip of a synthetic person plays instead.
                    """);
        warnWhenReachable();
    }

    private String host() {
        InetAddress bound = server.getAddress();
        return bound == null || bound.isAnyLocalAddress() ? "localhost" : bound.getHostAddress();
    }

    private void warnWhenReachable() {
        InetAddress bound = server.getAddress();
        boolean encrypted = server.getSsl() != null && server.getSsl().isEnabled();
        if (bound != null && bound.isLoopbackAddress() || encrypted) return;
        System.out.println("""
                  Warning: other machines can reach this server without encryption. Browsers give no camera to such a page.
                  Maybe put a TLS proxy in front, or set server.ssl.*, or bind to 127.0.0.1 again.
                """);
    }
}
