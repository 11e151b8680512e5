package dev.attune.server;

import dev.attune.server.database.DatabaseStart;
import dev.attune.server.policy.PolicyCheck;
import dev.attune.server.startup.ClassCache;
import dev.attune.server.startup.OptimisingCompiler;
import dev.attune.server.startup.OrderlyStop;
import dev.attune.server.startup.PortCheck;
import dev.attune.server.startup.StartFailure;
import java.io.PrintStream;
import java.util.Locale;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;

/// Starts the server, or says on one screen why it cannot and ends with the exit code of that reason.
@SpringBootApplication(proxyBeanMethods = false)
public class AttuneServer {

    public static void main(String[] arguments) {
        Locale.setDefault(Locale.Category.FORMAT, Locale.ROOT); // the sentences are English, so are their numbers
        ClassCache.use();
        OptimisingCompiler.giveWay();
        PrintStream err = System.err;
        try {
            var commandLine = CommandLine.parse(arguments);
            if (commandLine.help()) {
                System.out.print(CommandLine.HELP);
                return;
            }
            var application = new SpringApplication(AttuneServer.class);
            application.addInitializers(new PolicyCheck(), new PortCheck(), new DatabaseStart());
            application.addListeners(OrderlyStop.listen());
            application.run(commandLine.properties());
        } catch (RuntimeException failure) {
            var reason = StartFailure.from(failure);
            err.println("attune: " + reason.getMessage());
            System.exit(reason.exitCode().code());
        }
    }
}
