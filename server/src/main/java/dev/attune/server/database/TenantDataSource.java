package dev.attune.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// Tells PostgreSQL with every connection for which tenant it is wanted; row-level security does the rest.
final class TenantDataSource extends DelegatingDataSource implements AutoCloseable {
    private final HikariDataSource pool;
    private final Map<PGConnection, Tenant> told = Collections.synchronizedMap(new WeakHashMap<>());

    TenantDataSource(HikariDataSource pool) {
        super(pool);
        this.pool = pool;
    }

    @Override
    public Connection getConnection() throws SQLException {
        var connection = pool.getConnection();
        try {
            tell(connection);
            return connection;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    private void tell(Connection connection) throws SQLException {
        var physical = connection.unwrap(PGConnection.class);
        var tenant = Tenant.current();
        @Nullable Tenant before = told.get(physical);
        if (tenant.equals(before)) return;
        try (var statement = connection.prepareStatement("select set_config('attune.tenant', ?, false)")) {
            statement.setString(1, tenant.id());
            statement.execute();
        }
        told.put(physical, tenant);
    }

    @Override
    public void close() {
        pool.close();
    }
}
