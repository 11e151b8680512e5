package dev.attune.server.database;

import java.nio.file.Path;
import org.springframework.boot.context.event.ApplicationFailedEvent;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;

/// Begins to start the database before Spring looks at anything else, so that both come up side by side.
///
/// Settings: `attune.data`, and for a database of your own `attune.database.url`, `.username`, `.password`.
public final class DatabaseStart implements ApplicationContextInitializer<GenericApplicationContext> {

    @Override
    public void initialize(GenericApplicationContext context) {
        var environment = context.getEnvironment();
        var directory = DataDirectory.claim(Path.of(environment.getRequiredProperty("attune.data")));
        var server = server(environment, directory);
        // As bean definitions, so that Spring closes them after whatever uses them.
        context.registerBean("dataDirectory", DataDirectory.class, () -> directory);
        context.registerBean(
                "databaseServer",
                DatabaseServer.class,
                () -> server,
                definition -> definition.setDependsOn("dataDirectory"));
        context.addApplicationListener(event -> {
            if (event instanceof ApplicationFailedEvent) { // the beans may not exist yet
                server.close();
                directory.close();
            }
        });
    }

    private static DatabaseServer server(Environment environment, DataDirectory directory) {
        String url = environment.getProperty("attune.database.url", "");
        if (url.isBlank()) return new EmbeddedDatabase(directory);
        return new ExternalDatabase(new DatabaseServer.Address(
                url,
                environment.getProperty("attune.database.username"),
                environment.getProperty("attune.database.password")));
    }
}
