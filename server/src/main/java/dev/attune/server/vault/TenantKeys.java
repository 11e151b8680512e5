package dev.attune.server.vault;

import java.security.GeneralSecurityException;

/// Holds the key of each tenant and never gives it away: it only wraps and unwraps other keys. A file by default, a
/// PKCS #12 store by setting; a key management service is a third implementation.
public interface TenantKeys {

    /// @param context bound to the result: the same is needed to unwrap
    byte[] wrap(String tenant, byte[] key, byte[] context) throws GeneralSecurityException;

    /// @throws GeneralSecurityException when it was not wrapped here, for this tenant and context
    byte[] unwrap(String tenant, byte[] wrapped, byte[] context) throws GeneralSecurityException;
}
