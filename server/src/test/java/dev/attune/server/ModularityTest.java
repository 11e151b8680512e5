package dev.attune.server;

import org.junit.jupiter.api.Test;
import org.springframework.modulith.core.ApplicationModules;

class ModularityTest {

    @Test
    void slicesMeetOnlyThroughTheirPublicTypes() {
        ApplicationModules.of(AttuneServer.class).verify();
    }
}
