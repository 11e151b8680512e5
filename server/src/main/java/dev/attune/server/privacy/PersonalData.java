package dev.attune.server.privacy;

import dev.attune.server.vault.Persons;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Everything that is held about a person, from every holder at once.
@Component
public class PersonalData {
    private static final String FORMAT = "attune.person/1";

    private final List<PersonDataHolder> holders;
    private final Persons persons;
    private final InstantSource clock;

    PersonalData(List<PersonDataHolder> holders, Persons persons, InstantSource clock) {
        this.holders = List.copyOf(holders);
        this.persons = persons;
        this.clock = clock;
    }

    /// @param subject the pseudonym that pages use
    /// @param data by holder
    public record Export(String format, String subject, String person, Instant exportedAt, Map<String, Object> data) {
        public Export {
            data = Map.copyOf(data);
        }
    }

    /// Empty when nobody is known by this pseudonym.
    public Optional<Export> export(String subject) {
        return persons.find(subject).map(person -> {
            var data = new TreeMap<String, Object>();
            for (var holder : holders) data.put(holder.name(), holder.export(person));
            return new Export(FORMAT, subject, person, clock.instant(), data);
        });
    }

    /// The tables that lead to a person, as the holders tell them.
    List<String> tables() {
        return holders.stream()
                .flatMap(holder -> holder.tables().stream())
                .sorted()
                .toList();
    }
}
