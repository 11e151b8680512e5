package dev.attune.server.privacy;

import org.jspecify.annotations.Nullable;

/// A person is being erased: streams end, caches forget. Published once nobody finds the person any more, and
/// again when the key is destroyed.
///
/// @param person the random id
/// @param subject the pseudonym that pages use; null when it is gone already
public record PersonErasing(String person, @Nullable String subject) {}
