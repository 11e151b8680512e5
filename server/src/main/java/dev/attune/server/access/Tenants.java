package dev.attune.server.access;

import static java.lang.System.Logger.Level.ERROR;
import static java.lang.System.Logger.Level.WARNING;

import dev.attune.server.database.DatabaseFailures;
import dev.attune.server.database.Tenant;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Whose data this server keeps. A tenant begins with its first account.
@Component
public class Tenants {
    private static final System.Logger LOG = System.getLogger(Tenants.class.getName());

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

    /// Does the same for each in turn. What fails for one is logged, and holds up none of the others.
    ///
    /// @param what is done, for the log, as `sweeping old events`
    public void each(String what, Runnable work) {
        List<Tenant> all;
        try {
            all = all();
        } catch (RuntimeException e) {
            failed(what, "every tenant", e);
            return;
        }
        for (var tenant : all)
            try {
                tenant.run(work);
            } catch (RuntimeException e) {
                failed(what, "tenant " + tenant.id(), e);
            }
    }

    private static void failed(String what, String whose, RuntimeException e) {
        if (DatabaseFailures.isForNow(e))
            LOG.log(WARNING, "{0} for {1} is done later: the database is away or full", what, whose);
        else LOG.log(ERROR, "%s for %s failed".formatted(what, whose), e);
    }
}
