package dev.attune.server.startup;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;

/// Looks whether the port is free before anything else is started, so that the answer comes at once.
///
/// Another program may still take it in between; [StartFailure#from] tells that too.
public final class PortCheck implements ApplicationContextInitializer<ConfigurableApplicationContext> {

    @Override
    public void initialize(ConfigurableApplicationContext context) {
        var environment = context.getEnvironment();
        int port = environment.getRequiredProperty("server.port", Integer.class);
        String address = environment.getRequiredProperty("server.address");
        if (port <= 0) return; // any free one; -1 is no server at all
        try {
            new ServerSocket(port, 1, InetAddress.getByName(address)).close();
        } catch (UnknownHostException e) {
            throw new StartFailure(
                    ExitCode.USAGE,
                    "server.address must be an address of this machine, got '%s'.".formatted(address),
                    e);
        } catch (IOException e) {
            throw StartFailure.portTaken(port, e);
        }
    }
}
