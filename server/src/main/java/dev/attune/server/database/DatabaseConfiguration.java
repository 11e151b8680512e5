package dev.attune.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import javax.sql.DataSource;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(3); // then a caller gets 503 instead of a long silence

    /// Who may do everything is no role for serving.
    private static final String AS_ORDINARY_USER = """
            do $$ begin
              if exists (select from pg_roles where rolname = 'attune_app') then set role attune_app; end if;
            end $$""";

    /// For the migrations, which own the tables.
    @Bean(defaultCandidate = false)
    @FlywayDataSource
    DataSource owner(DatabaseServer server) {
        var address = server.address();
        var source = new DriverManagerDataSource(address.jdbcUrl());
        if (address.username() != null) source.setUsername(address.username());
        if (address.password() != null) source.setPassword(address.password());
        source.setSchema("attune");
        return source;
    }

    @Bean(destroyMethod = "close")
    TenantDataSource dataSource(DatabaseServer server) {
        var address = server.address();
        var pool = new HikariDataSource();
        pool.setPoolName("attune");
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.username());
        pool.setPassword(address.password());
        pool.setSchema("attune");
        pool.setConnectionInitSql(AS_ORDINARY_USER);
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.addDataSourceProperty("logServerErrorDetail", "false"); // it quotes the row, and errors are logged
        pool.setMinimumIdle(2);
        pool.setMaximumPoolSize(10);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return new TenantDataSource(pool);
    }
}
