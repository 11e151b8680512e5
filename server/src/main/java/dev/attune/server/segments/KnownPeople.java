package dev.attune.server.segments;

import dev.attune.decisions.segments.Happening;
import dev.attune.decisions.segments.Person;
import dev.attune.server.customers.CustomerProfile;
import dev.attune.server.customers.Customers;
import dev.attune.server.customers.SatisfactionAnswers.Answers;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/// People as conditions see them, read from the customers' records.
@Component
class KnownPeople {
    private static final int MOST_EVENTS = 500; // of 90 days; as many as a customer's profile is made of
    private static final Duration AHEAD = Duration.ofDays(1); // of a clock set back; nobody goes unseen for longer

    private final Customers customers;

    KnownPeople(Customers customers) {
        this.customers = customers;
    }

    /// With everything that a condition may ask for; empty when nothing is kept of them.
    Optional<Person> person(String id, Instant now) {
        return person(id, now, true);
    }

    /// @param withEvents whether what happened is asked for: opening some hundred events is most of the work
    Optional<Person> person(String id, Instant now, boolean withEvents) {
        return customers
                .profile(id)
                .map(profile -> person(profile, withEvents ? recent(profile.person(), now) : List.of()));
    }

    String canonical(String id) {
        return customers.canonical(id);
    }

    /// Whose record each is part of; those of whom nothing is kept are absent.
    Map<String, String> canonical(Collection<String> ids) {
        return customers.canonical(ids);
    }

    private List<Happening> recent(String customer, Instant now) {
        return customers.timeline(customer, now.minus(Person.MEMORY), now.plus(AHEAD), MOST_EVENTS).stream()
                .map(event -> new Happening(event.type(), event.at(), event.valence(), event.arousal()))
                .toList();
    }

    private static Person person(CustomerProfile profile, List<Happening> recent) {
        var traits = new HashMap<String, Object>();
        profile.traits().forEach((name, value) -> {
            if (value != null) traits.put(name, value instanceof Integer number ? Long.valueOf(number) : value);
        });
        var attitudes = new HashMap<String, Person.Opinion>();
        profile.attitudes()
                .forEach((whom, attitude) ->
                        attitudes.put(whom, new Person.Opinion(attitude.valence(), attitude.expires())));
        var answers = new HashMap<String, Double>();
        put(answers, "csat", profile.answers().csat());
        put(answers, "nps", profile.answers().nps());
        put(answers, "ces", profile.answers().ces());
        return new Person(
                traits,
                attitudes,
                answers,
                profile.dynamics().trend(),
                profile.dynamics().volatility(),
                recent);
    }

    private static void put(Map<String, Double> answers, String kind, @Nullable Answers given) {
        if (given != null) answers.put(kind, given.latest());
    }
}
