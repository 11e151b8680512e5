package dev.attune.server.privacy;

import dev.attune.server.database.Tenant;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// The erasures, the running ones included.
@Component
class ErasureTable {
    private static final TypeReference<Map<String, Integer>> COUNTS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;

    ErasureTable(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /// Adds it, or returns the one that runs for this person already.
    Erasure begin(Erasure fresh) {
        jdbc.sql("""
                        insert into erasure (tenant, id, person, requested_at, requested_by, step, erased)
                        values (?, ?, ?, ?, ?, ?, ?::jsonb) on conflict do nothing""")
                .params(
                        Tenant.current().id(),
                        fresh.id(),
                        fresh.person(),
                        fresh.requestedAt().atOffset(ZoneOffset.UTC),
                        fresh.requestedBy(),
                        fresh.step().id(),
                        json.writeValueAsString(fresh.erased()))
                .update();
        return jdbc.sql("select * from erasure where person = ? and step <> 'proven'")
                .param(fresh.person())
                .query(this::erasure)
                .single();
    }

    void save(Erasure erasure) {
        jdbc.sql("update erasure set step = :step, erased = :erased::jsonb, proof = :proof where id = :id")
                .param("step", erasure.step().id())
                .param("erased", json.writeValueAsString(erasure.erased()))
                .param("proof", erasure.proof())
                .param("id", erasure.id())
                .update();
    }

    List<Erasure> unfinished() {
        return jdbc.sql("select * from erasure where step <> 'proven' order by requested_at")
                .query(this::erasure)
                .list();
    }

    /// Those with unfinished erasures.
    List<Tenant> tenants() {
        return Tenant.ALL.get(() -> jdbc.sql("select distinct tenant from erasure where step <> 'proven'")
                .query((row, n) -> new Tenant(row.getString("tenant")))
                .list());
    }

    List<Erasure> latest(int most) {
        return jdbc.sql("select * from erasure order by requested_at desc limit ?")
                .param(most)
                .query(this::erasure)
                .list();
    }

    Optional<Erasure> find(UUID id) {
        return jdbc.sql("select * from erasure where id = ?")
                .param(id)
                .query(this::erasure)
                .optional();
    }

    private Erasure erasure(ResultSet row, int number) throws SQLException {
        return new Erasure(
                row.getObject("id", UUID.class),
                row.getString("person"),
                row.getObject("requested_at", OffsetDateTime.class).toInstant(),
                row.getString("requested_by"),
                Erasure.Step.of(row.getString("step")),
                json.readValue(row.getString("erased"), COUNTS),
                row.getString("proof"));
    }
}
