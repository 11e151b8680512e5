package dev.attune.server.style;

import dev.attune.decisions.style.StyleState;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.Tenant;
import dev.attune.server.privacy.PersonErasing;
import dev.attune.server.vault.Persons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.context.event.EventListener;
import org.springframework.stereotype.Component;

/// In which tone each conversation stands. In memory only; after a silence a conversation begins anew in the house
/// style.
@Component
class Conversations {
    private static final Duration SILENCE = Duration.ofMinutes(30); // after which web analytics begin another visit
    private static final int MOST = 50_000; // about 10 MB; then the longest silent ones begin anew

    private final InstantSource clock;
    private final Persons persons;
    private final Map<Who, Standing> standings = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Who, Standing> eldest) {
            return size() > MOST;
        }
    }; // guarded by this

    Conversations(InstantSource clock, Persons persons) {
        this.clock = clock;
        this.persons = persons;
    }

    private record Who(Tenant tenant, String person) {}

    private record Standing(StyleState state, Instant at) {}

    synchronized StyleState of(String person) {
        var standing = standings.get(who(person));
        return standing == null || standing.at().plus(SILENCE).isBefore(clock.instant())
                ? StyleState.INITIAL
                : standing.state();
    }

    synchronized StyleState change(String person, UnaryOperator<StyleState> step) {
        var state = step.apply(of(person));
        standings.put(who(person), new Standing(state, clock.instant()));
        return state;
    }

    synchronized void forget(String person) {
        standings.remove(who(person));
    }

    @EventListener
    void forget(PersonErasing erasing) {
        forget(erasing.person());
    }

    @EventListener
    void forget(ConsentWithdrawn withdrawn) {
        persons.find(withdrawn.subject()).ifPresent(this::forget);
    }

    private static Who who(String person) {
        return new Who(Tenant.current(), person);
    }
}
