package dev.attune.server.access;

import java.security.Principal;
import java.util.UUID;

/// Who sent a request, as far as it matters here: not which person, but by which right.
public sealed interface Caller extends Principal {

    /// The signed-in browser of whoever runs this server.
    record Console() implements Caller {
        @Override
        public String getName() {
            return "console";
        }
    }

    /// A page that holds an SDK key.
    record Sdk(UUID keyId) implements Caller {
        @Override
        public String getName() {
            return "sdk:" + keyId;
        }
    }
}
