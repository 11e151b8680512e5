package dev.attune.server;

import com.google.crypto.tink.subtle.AesGcmJce;
import dev.attune.server.vault.TenantKeys;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/// Parts of the server on a database of their own, in a process that may be killed.
public final class BareHouse {
    private BareHouse() {}

    /// @param parts their class names below `dev.attune.server`
    public static AnnotationConfigApplicationContext on(String jdbcUrl, List<String> parts) {
        var house = new AnnotationConfigApplicationContext();
        var source = new DriverManagerDataSource(jdbcUrl);
        house.registerBean(DataSource.class, () -> source);
        house.registerBean(JdbcTemplate.class, () -> new JdbcTemplate(source));
        house.registerBean(JdbcClient.class, () -> JdbcClient.create(source));
        house.registerBean(
                TransactionTemplate.class, () -> new TransactionTemplate(new DataSourceTransactionManager(source)));
        house.registerBean(InstantSource.class, InstantSource::system);
        house.registerBean(JsonMapper.class, () -> JsonMapper.builder().build());
        house.registerBean(TenantKeys.class, OneKey::new);
        for (var part : parts)
            try {
                house.registerBean(Class.forName("dev.attune.server." + part));
            } catch (ClassNotFoundException e) {
                throw new IllegalStateException(e);
            }
        return house;
    }

    /// A database beside the server's own, with its tables.
    ///
    /// @return its address, user and password included
    public static String database(JdbcTemplate owner, String name) {
        var server = (DriverManagerDataSource) Objects.requireNonNull(owner.getDataSource());
        String url = Objects.requireNonNull(server.getUrl()).replaceAll("/[^/]*$", "/" + name)
                + "?currentSchema=attune&user=%s&password=%s".formatted(server.getUsername(), server.getPassword());
        if (owner.queryForList("select 1 from pg_database where datname = ?", name)
                .isEmpty()) {
            owner.execute("create database " + name);
            Flyway.configure()
                    .dataSource(url, null, null)
                    .schemas("attune")
                    .locations("classpath:db/migration")
                    .load()
                    .migrate();
        }
        return url;
    }

    /// Says that a process has come this far, and waits there to be killed, when it is where it should be.
    public static void reached(Enum<?> wanted, Enum<?> here) {
        if (wanted != here) return;
        System.out.println("reached " + here);
        while (true) pause();
    }

    public static void pause() {
        try {
            Thread.sleep(20);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /// Runs a program until it has [#reached] a step, then kills it.
    ///
    /// @param arguments behind the step's name
    /// @return whether it came so far
    public static boolean killedAt(Enum<?> step, Class<?> program, String... arguments)
            throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(step.name()));
        all.addAll(List.of(arguments));
        var child = child(program, all);
        try {
            return child.inputReader().lines().anyMatch(("reached " + step)::equals);
        } finally {
            child.destroyForcibly().waitFor();
        }
    }

    /// A process that runs a program of the tests; what it complains of is told here.
    public static Process child(Class<?> program, List<String> arguments) throws IOException {
        var command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElseThrow(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    /// The same in every process.
    private static final class OneKey implements TenantKeys {
        private final AesGcmJce key;

        OneKey() {
            var bytes = new byte[32];
            Arrays.fill(bytes, (byte) 7);
            try {
                key = new AesGcmJce(bytes);
            } catch (GeneralSecurityException e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public byte[] wrap(String tenant, byte[] secret, byte[] context) throws GeneralSecurityException {
            return key.encrypt(secret, context);
        }

        @Override
        public byte[] unwrap(String tenant, byte[] wrapped, byte[] context) throws GeneralSecurityException {
            return key.decrypt(wrapped, context);
        }
    }
}
