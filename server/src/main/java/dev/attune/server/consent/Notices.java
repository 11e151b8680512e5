package dev.attune.server.consent;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/// The notice in force, and the proof of who was shown it.
@Component
class Notices {
    private static final String CURRENT = "notices/live-6.json";

    /// How long a shown notice may wait for its answer.
    private static final Duration ANSWER_TIME = Duration.ofHours(24);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Notice current;

    Notices(JdbcClient jdbc, InstantSource clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.current = read(json);
        publish(json);
    }

    private record Source(String id, int version, Map<String, Notice.Text> texts) {}

    Notice current() {
        return current;
    }

    /// @param origin of the page that shows it; null where the request tells none
    /// @return the id of this showing
    long served(String language, String caller, @Nullable String origin) {
        return jdbc.sql("""
                        insert into served_notice (notice_id, notice_version, language, caller, served_at, origin)
                        values (?, ?, ?, ?, ?, nullif(?, '')) returning id""")
                .params(
                        current.id(),
                        current.version(),
                        language,
                        caller,
                        clock.instant().atOffset(ZoneOffset.UTC),
                        origin == null ? "" : origin)
                .query(Long.class)
                .single();
    }

    /// The showing that an answer belongs to; empty when this notice was not shown to this caller lately.
    ///
    /// @param showing as the caller names it; null for the latest
    Optional<Long> shown(String language, String caller, @Nullable Long showing) {
        return jdbc.sql("""
                        select id from served_notice
                        where caller = ? and notice_id = ? and notice_version = ? and language = ? and served_at > ?
                          and ? in (id, 0) order by id desc limit 1""")
                .params(
                        caller,
                        current.id(),
                        current.version(),
                        language,
                        clock.instant().minus(ANSWER_TIME).atOffset(ZoneOffset.UTC),
                        showing == null ? 0L : showing)
                .query(Long.class)
                .optional();
    }

    private static Notice read(JsonMapper json) {
        try (var in = new ClassPathResource(CURRENT).getInputStream()) {
            byte[] bytes = in.readAllBytes();
            var source = json.readValue(bytes, Source.class);
            var hash = HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
            return new Notice(source.id(), source.version(), hash, source.texts());
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + CURRENT, e);
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError("every Java has SHA-256", e);
        }
    }

    /// Stores this version once. Texts that changed under an old version would make earlier records worthless.
    private void publish(JsonMapper json) {
        jdbc.sql("insert into notice (id, version, hash, texts) values (?, ?, ?, ?::jsonb) on conflict do nothing")
                .params(current.id(), current.version(), current.hash(), json.writeValueAsString(current.texts()))
                .update();
        String stored = jdbc.sql("select hash from notice where id = ? and version = ?")
                .params(current.id(), current.version())
                .query(String.class)
                .single();
        if (!stored.equals(current.hash()))
            throw new IllegalStateException(
                    "The texts of notice %s/%d differ from those people agreed to. Maybe give the new texts a new version."
                            .formatted(current.id(), current.version()));
    }
}
