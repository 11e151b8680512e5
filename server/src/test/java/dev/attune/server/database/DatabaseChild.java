package dev.attune.server.database;

import java.nio.file.Path;
import org.springframework.jdbc.core.simple.JdbcClient;

/// A process to kill: starts the database, commits one row, says so, and waits for its end.
final class DatabaseChild {
    private DatabaseChild() {}

    public static void main(String[] arguments) throws InterruptedException {
        var database = new EmbeddedDatabase(DataDirectory.claim(Path.of(arguments[0])));
        var jdbc = JdbcClient.create(new DatabaseConfiguration().dataSource(database));
        jdbc.sql("create table public.kept (word text)").update();
        jdbc.sql("insert into public.kept values ('durable')").update();
        System.out.println("committed");
        Thread.sleep(Long.MAX_VALUE);
    }
}
