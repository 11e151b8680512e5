package dev.attune.server.customers;

import dev.attune.server.consent.Vouching;
import dev.attune.server.customers.Checked.Sound;
import java.security.Principal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import org.springframework.stereotype.Component;

/// Events that a page sends with a publishable key are its visitor's own: under ids that lead to the visitor already,
/// or that nobody can guess. Otherwise anybody who opens the page could write into a customer's record, or join it with
/// their own and read it there.
@Component
class VisitorsEvents {
    private static final String EMAIL = "email";

    private final Vouching vouching;
    private final Identities identities;

    VisitorsEvents(Vouching vouching, Identities identities) {
        this.vouching = vouching;
        this.identities = identities;
    }

    /// What is taken of `events` from this caller.
    ///
    /// @throws dev.attune.server.problems.Refusal when one of them is under an id of somebody else
    List<Checked> taken(Principal caller, List<? extends Checked> events) {
        if (Vouching.speaksForAll(caller)) return List.copyOf(events);
        var ids = new HashSet<String>();
        events.forEach(event -> ids.addAll(event.who().ids()));
        var known = identities.resolve(ids);
        Optional<String> visitor = vouching.shown().map(identities::canonical);
        for (var id : ids) {
            var found = known.get(id);
            boolean own = found == null
                    ? Vouching.isDrawn(id)
                    : visitor.filter(found.customer()::equals).isPresent();
            if (!own) throw Vouching.notForOthers();
        }
        var taken = new ArrayList<Checked>();
        for (var event : events) taken.add(event instanceof Sound sound ? withoutAddress(sound) : event);
        return taken;
    }

    /// By an e-mail address customers are looked for, and a page cannot prove that it is the visitor's.
    private static Checked withoutAddress(Sound event) {
        if (!event.traits().containsKey(EMAIL)) return event;
        var traits = new HashMap<>(event.traits());
        traits.remove(EMAIL);
        return new Sound(
                event.call(),
                event.who(),
                event.id(),
                event.at(),
                event.arrivedAt(),
                event.modality(),
                event.type(),
                event.details(),
                traits,
                event.original());
    }
}
