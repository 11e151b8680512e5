package dev.attune.server.database;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/// A PostgreSQL that does not start, where a shell script can play one.
@EnabledOnOs(OS.LINUX)
class PreparedDatabaseTest {
    private static final String PASSWORD = "00ff".repeat(20_000); // more than a pipe holds

    @TempDir
    private Path folder;

    @Test
    void whatAPostgresqlSaysThatEndsWithoutListeningIsTold() throws IOException {
        var prepared = aPrepared("exec 0<&-; echo 'FATAL: no space left'; exit 1");

        assertThatThrownBy(() -> prepared.copyTo(folder.resolve("copy"), PASSWORD))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("FATAL: no space left");
    }

    private PreparedDatabase aPrepared(String script) throws IOException {
        var program = folder.resolve("postgres-binaries/PG-1/bin/postgres");
        Files.createDirectories(program.getParent());
        Files.createDirectories(folder.resolve("postgres"));
        Files.writeString(program, "#!/bin/sh\n" + script + "\n");
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
        return PreparedDatabase.in(folder).orElseThrow();
    }
}
