package dev.attune.server.access;

import dev.attune.server.database.Tenant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whose data this server keeps. A tenant begins with its first account.
@Component
public class Tenants {
    private final JdbcClient jdbc;

    Tenants(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// The default one first.
    public List<Tenant> all() {
        var others =
                Tenant.ALL.get(() -> jdbc.sql("select distinct tenant from account where tenant <> ? order by tenant")
                        .param(Tenant.DEFAULT.id())
                        .query((row, n) -> new Tenant(row.getString("tenant")))
                        .list());
        return Stream.concat(Stream.of(Tenant.DEFAULT), others.stream()).toList();
    }
}
