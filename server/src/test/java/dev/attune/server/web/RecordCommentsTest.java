package dev.attune.server.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RecordCommentsTest {
    @TempDir
    private Path rooms;

    @Test
    void whatStandsInTheCommentsOfRecordsIsTakenWithTheirNames() throws IOException {
        source("""
                package a.b;

                /// How long [java.time.Duration] lasts,
                /// in words.
                ///
                /// More about it.
                ///
                /// @param from,to as `22:00`,
                ///     by [#zone]
                /// @param zone see [the list](docs/segments.md)
                record Quiet(String from, String to, String zone, int bare) {
                    /** As it was {@code once}. @param none here */
                    record Inner(int value) {}
                }

                /// No record.
                class Other {
                    /// @param path C:\\\\x
                    record Held(String path) {}
                }
                """);

        RecordComments.main(
                new String[] {rooms.toString(), rooms.resolve("out/said").toString()});

        assertThat(rooms.resolve("out/said")).hasContent("""
                a.b.Other$Held.path=C:\\\\\\\\x
                a.b.Quiet=How long `Duration` lasts, in words.
                a.b.Quiet$Inner=As it was {@code once}. @param none here
                a.b.Quiet.from=as `22:00`, by `zone`
                a.b.Quiet.to=as `22:00`, by `zone`
                a.b.Quiet.zone=see [the list](docs/segments.md)
                """);
    }

    @Test
    void aSourceWithoutRecordsSaysNothing() throws IOException {
        assertThat(RecordComments.of(List.of(source("package a; /// A class. \n class B {}"))))
                .isEmpty();
    }

    private Path source(String text) throws IOException {
        var file = rooms.resolve("room/src/main/java/a/b/Source.java");
        Files.createDirectories(file.getParent());
        return Files.writeString(file, text);
    }
}
