package dev.attune.server.sessions;

import dev.attune.fusion.replay.ObservationTape;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.vault.SessionRef;
import dev.attune.server.vault.Vault;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.unit.DataSize;
import tools.jackson.databind.json.JsonMapper;

/// What sessions observed, kept to be replayed and explained, only for people who allow analytics.
/// Erased with the session, with the person, and by [Statistics].
@Component
public class ObservationLog {
    private static final String TABLE = "observation_tape";

    private static final String PAGES = "session_page";

    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final Vault vault;
    private final JsonMapper json;
    private final DataSize most;

    /// From here on the person was on this page.
    ///
    /// @param atMs media time
    /// @param page its kind, for example `checkout`
    /// @param facts what the page knew: numbers, texts, yes and no
    public record PageTurned(double atMs, String page, Map<String, Object> facts) {
        public PageTurned {
            facts = Map.copyOf(facts);
        }
    }

    /// @param most what is kept of one session; observations beyond it are not
    ObservationLog(
            JdbcClient jdbc,
            GroupCommit writes,
            Vault vault,
            JsonMapper json,
            @Value("${attune.sessions.most-observations}") DataSize most) {
        this.json = json;
        this.jdbc = jdbc;
        this.writes = writes;
        this.vault = vault;
        this.most = most;
    }

    /// @param number of the tape within its session, from 0
    /// @param allowed whether it may be kept, asked again when it is written: a consent may be gone by then
    public void keep(SessionRef session, int number, int observations, byte[] tape, BooleanSupplier allowed) {
        writes.add(
                """
                insert into observation_tape (session_id, number, observations, sealed)
                values (?, ?, ?, ?) on conflict do nothing""",
                session.id(),
                number,
                observations,
                vault.sealLater(
                                session.person(),
                                TABLE,
                                "sealed",
                                Base64.getEncoder().encodeToString(tape))
                        .onlyWhile(allowed));
    }

    /// @param number of the turn within its session, from 0
    /// @param allowed as of tapes
    public void keep(SessionRef session, int number, PageTurned turned, BooleanSupplier allowed) {
        writes.add(
                "insert into session_page (session_id, number, sealed) values (?, ?, ?) on conflict do nothing",
                session.id(),
                number,
                vault.sealLater(session.person(), PAGES, "sealed", json.writeValueAsString(turned))
                        .onlyWhile(allowed));
    }

    /// In order; empty where the person did not allow what they do to be used.
    List<PageTurned> pages(SessionRef session) {
        return jdbc.sql("select sealed from session_page where session_id = ? order by number")
                .param(session.id())
                .query((row, n) -> json.readValue(
                        vault.open(session.person(), PAGES, "sealed", row.getBytes("sealed")), PageTurned.class))
                .list();
    }

    /// What of one session may be kept at most.
    public long mostBytes() {
        return most.toBytes();
    }

    /// In the order in which fusion saw them; empty when nothing was kept.
    List<byte[]> of(SessionRef session) {
        return jdbc.sql("select sealed from observation_tape where session_id = ? order by number")
                .param(session.id())
                .query((row, n) -> Base64.getDecoder()
                        .decode(vault.open(session.person(), TABLE, "sealed", row.getBytes("sealed"))))
                .list();
    }

    /// The same, ready to be walked through.
    List<ObservationTape> tapes(SessionRef session) {
        var tapes = new ArrayList<ObservationTape>();
        for (byte[] tape : of(session))
            try {
                tapes.add(ObservationTape.of(tape));
            } catch (IOException e) {
                throw new UncheckedIOException("session " + session.id(), e);
            }
        return tapes;
    }

    /// Whether anything of the session was kept.
    boolean has(UUID session) {
        return jdbc.sql("select exists (select 1 from observation_tape where session_id = ?)")
                .param(session)
                .query(Boolean.class)
                .single();
    }
}
