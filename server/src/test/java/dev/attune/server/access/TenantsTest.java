package dev.attune.server.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.dao.DataAccessResourceFailureException;

class TenantsTest extends ServerTest {
    @Autowired
    private Tenants tenants;

    @Autowired
    private Accounts accounts;

    @Test
    void whatFailsForOneTenantIsDoneForTheOthersAllTheSame() {
        var other = new Tenant("t-" + UUID.randomUUID());
        accounts.create(other, "admin-of-" + other.id(), Role.ADMIN, null);
        var done = new ArrayList<Tenant>();

        tenants.each("a test that fails", () -> {
            done.add(Tenant.current());
            if (Tenant.current().equals(Tenant.DEFAULT)) throw new IllegalStateException("a defect of one");
            if (done.size() == 2) throw new DataAccessResourceFailureException("away for a moment");
        });

        assertThat(done).startsWith(Tenant.DEFAULT).contains(other).isEqualTo(tenants.all());
    }
}
