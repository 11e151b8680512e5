package dev.attune.server.database;

import java.io.IOException;
import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A process to kill: starts the database, commits one row, says so, and waits until it is killed or its input ends.
final class DatabaseChild {
    private DatabaseChild() {}

    public static void main(String[] arguments) throws IOException {
        try (var directory = DataDirectory.claim(Path.of(arguments[0]));
                var database = new EmbeddedDatabase(directory);
                var pool = new DatabaseConfiguration().dataSource(database)) {
            var jdbc = JdbcClient.create(pool);
            jdbc.sql("create table public.kept (word text)").update();
            jdbc.sql("insert into public.kept values ('durable')").update();
            System.out.println("committed");
            int unused = System.in.read();
        }
    }
}
