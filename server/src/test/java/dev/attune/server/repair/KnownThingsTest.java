package dev.attune.server.repair;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.repair.KnownThings.Thing;
import dev.attune.server.repair.KnownThings.Told;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class KnownThingsTest {
    private static final UUID ANNS = new UUID(0, 1);
    private static final UUID BORIS = new UUID(0, 2);
    private static final Map<UUID, Told> SEALED = Map.of(
            ANNS, new Told("p-ann", new Thing("price", "kettle")),
            BORIS, new Told("p-boris", new Thing("delivery", "")));

    private final KnownThings known = new KnownThings();
    private final List<UUID> opened = new ArrayList<>();

    @Test
    void whatWasOpenedOnceIsNotOpenedAgain() {
        assertThat(asked(List.of(ANNS))).containsOnlyKeys(ANNS);
        assertThat(asked(List.of(ANNS, BORIS)))
                .containsEntry(ANNS, new Thing("price", "kettle"))
                .containsEntry(BORIS, new Thing("delivery", ""));

        assertThat(opened).containsExactly(ANNS, BORIS);
    }

    @Test
    void nothingOfAnErasedPersonStays() {
        asked(List.of(ANNS, BORIS));
        opened.clear();

        known.forget(new PersonErasing("p-ann", "ann"));
        asked(List.of(ANNS, BORIS));

        assertThat(opened).containsExactly(ANNS);
    }

    @Test
    void whoIsErasedWhileTheirsIsOpenedDoesNotEnterBehindThat() {
        run(() -> known.of(List.of(ANNS), rows -> {
            known.forget(new PersonErasing("p-ann", "ann"));
            return SEALED;
        }));

        asked(List.of(ANNS));

        assertThat(opened).containsExactly(ANNS);
    }

    @Test
    void anotherTenantKnowsNothingOfIt() {
        asked(List.of(ANNS));
        opened.clear();

        new Tenant("other").run(() -> known.of(List.of(ANNS), this::open));

        assertThat(opened).containsExactly(ANNS);
    }

    private Map<UUID, Thing> asked(Collection<UUID> rows) {
        var things = new HashMap<UUID, Thing>();
        run(() -> things.putAll(known.of(rows, this::open)));
        return things;
    }

    private static void run(Runnable some) {
        new Tenant("ours").run(some);
    }

    private Map<UUID, Told> open(Collection<UUID> rows) {
        opened.addAll(rows);
        var told = new HashMap<>(SEALED);
        told.keySet().retainAll(rows);
        return told;
    }
}
