package dev.attune.server.database;

import com.zaxxer.hikari.HikariDataSource;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class DatabaseConfiguration {
    private static final Duration PATIENCE = Duration.ofSeconds(3); // then a caller gets 503 instead of a long silence

    @Bean(destroyMethod = "close")
    HikariDataSource dataSource(DatabaseServer server) {
        var address = server.address();
        var pool = new HikariDataSource();
        pool.setPoolName("attune");
        pool.setJdbcUrl(address.jdbcUrl());
        pool.setUsername(address.username());
        pool.setPassword(address.password());
        pool.setSchema("attune");
        pool.addDataSourceProperty("reWriteBatchedInserts", "true");
        pool.setMinimumIdle(2);
        pool.setMaximumPoolSize(10);
        pool.setConnectionTimeout(PATIENCE.toMillis());
        return pool;
    }
}
