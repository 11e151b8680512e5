package dev.attune.server.vault;

import dev.attune.server.database.DataDirectory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

@Configuration(proxyBeanMethods = false)
class VaultConfiguration {

    /// @param store a PKCS #12 file; empty for files in the data directory
    /// @param passwordFile holds the store's password in its first line
    @Bean
    TenantKeys tenantKeys(
            DataDirectory directory,
            @Value("${attune.vault.pkcs12:}") String store,
            @Value("${attune.vault.pkcs12-password-file:}") String passwordFile)
            throws IOException {
        if (store.isBlank()) return new FileTenantKeys(directory);
        if (passwordFile.isBlank())
            throw new IllegalArgumentException("attune.vault.pkcs12 also needs attune.vault.pkcs12-password-file");
        var lines = Files.readAllLines(Path.of(passwordFile));
        return new Pkcs12TenantKeys(
                Path.of(store), lines.isEmpty() ? new char[0] : lines.getFirst().toCharArray());
    }
}
