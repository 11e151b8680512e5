package dev.attune.server.customers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.Vault;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class KnownIdsTest extends ServerTest {
    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private InstantSource clock;

    @Autowired
    private Vault vault;

    @Autowired
    private Persons persons;

    private LookedUp identities;
    private KnownIds known;
    private final String ann = "ann-" + UUID.randomUUID();
    private final String bea = "bea-" + UUID.randomUUID();
    private String annsRecord = "";
    private String beasRecord = "";

    /// Notes what it is asked.
    private static final class LookedUp extends Identities {
        private final List<String> ids = new ArrayList<>();
        private final List<String> customers = new ArrayList<>();

        LookedUp(JdbcTemplate jdbc, InstantSource clock, Vault vault) {
            super(jdbc, clock, vault);
        }

        @Override
        Map<String, Known> resolve(Collection<String> asked) {
            ids.addAll(asked);
            return super.resolve(asked);
        }

        @Override
        Map<String, List<String>> members(Collection<String> asked) {
            customers.addAll(asked);
            return super.members(asked);
        }
    }

    @BeforeEach
    void twoCustomers() {
        identities = new LookedUp(jdbc, clock, vault);
        known = new KnownIds(identities);
        annsRecord = persons.admit(ann);
        beasRecord = persons.admit(bea);
        identities.remember(List.of(annsRecord, beasRecord));
    }

    @Test
    void whoeverSendsAgainIsNotLookedUpAgain() {
        var first = known.resolve(List.of(ann, bea));
        known.members(List.of(annsRecord));

        assertThat(known.resolve(List.of(ann, bea))).isEqualTo(first);
        assertThat(known.members(List.of(annsRecord))).containsEntry(annsRecord, List.of(annsRecord));
        assertThat(identities.ids).containsExactlyInAnyOrder(ann, bea);
        assertThat(identities.customers).containsExactly(annsRecord);
    }

    @Test
    void anIdThatLeadsToNobodyIsLookedUpEachTimeBecauseItsOwnerMayBeAskedForConsentAnyMoment() {
        String newcomer = "new-" + UUID.randomUUID();
        assertThat(known.resolve(List.of(newcomer))).isEmpty();

        String record = persons.admit(newcomer);

        assertThat(known.resolve(List.of(newcomer)))
                .hasEntrySatisfying(
                        newcomer, found -> assertThat(found.person()).isEqualTo(record));
    }

    @Test
    void anIdThatWasAttachedToSomebodyIsLookedUpEachTimeBecauseItMayBecomeSomebodysOwn() {
        String device = "device-" + UUID.randomUUID();
        identities.attach(device, found(ann));
        assertThat(found(device).person()).isEqualTo(annsRecord);

        String owner = persons.admit(device);

        assertThat(found(device))
                .satisfies(found -> assertThat(found.person()).isEqualTo(owner))
                .satisfies(found -> assertThat(found.twin()).isEqualTo(annsRecord));
    }

    @Test
    void whomAMergeConcernsIsLookedUpAgainAndNobodyElse() {
        String cleo = "cleo-" + UUID.randomUUID();
        String cleosRecord = persons.admit(cleo);
        identities.remember(List.of(cleosRecord));
        known.resolve(List.of(ann, bea, cleo));
        known.members(List.of(annsRecord, beasRecord, cleosRecord));

        identities.merge(annsRecord, beasRecord, "test");
        known.forget(annsRecord);
        known.forget(beasRecord);
        identities.ids.clear();
        identities.customers.clear();

        assertThat(found(bea).customer()).isEqualTo(annsRecord);
        found(ann);
        found(cleo);
        assertThat(known.members(List.of(annsRecord, cleosRecord)))
                .containsEntry(annsRecord, List.of(annsRecord, beasRecord));
        assertThat(identities.ids).containsExactlyInAnyOrder(ann, bea);
        assertThat(identities.customers).containsExactlyInAnyOrder(annsRecord);
    }

    @Test
    void theSameIdAtAnotherTenantIsSomebodyElse() {
        known.resolve(List.of(ann));

        assertThat(new Tenant("other").get(() -> known.resolve(List.of(ann)))).isEmpty();
    }

    private Identities.Known found(String id) {
        return Objects.requireNonNull(known.resolve(List.of(id)).get(id));
    }
}
