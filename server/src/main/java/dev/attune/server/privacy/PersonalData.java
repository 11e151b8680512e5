package dev.attune.server.privacy;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.vault.Persons;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.stereotype.Component;

/// Everything that is held about a person, from every holder at once.
@Component
public class PersonalData {
    private static final String FORMAT = "attune.person/1";
    private static final String LOOKS = "looks";
    private static final int MOST_LOOKS = 1_000; // the latest; the audit record has them all

    private final List<PersonDataHolder> holders;
    private final Persons persons;
    private final InstantSource clock;
    private final Audit audit;

    PersonalData(List<PersonDataHolder> holders, Persons persons, InstantSource clock, Audit audit) {
        this.audit = audit;
        this.holders = List.copyOf(holders);
        this.persons = persons;
        this.clock = clock;
    }

    /// @param format name and version of this layout
    /// @param subject the pseudonym that pages use
    /// @param exportedAt when the copy was made
    /// @param data by holder
    public record Export(String format, String subject, String person, Instant exportedAt, Map<String, Object> data) {
        public Export {
            data = Map.copyOf(data);
        }
    }

    /// What the person is told of a look at their data: when, why and at what, not by whom. A
    /// colleague's name is not theirs to have; whoever answers for privacy has it by [#looks].
    ///
    /// @param object the kind of what was looked at, for example `session`
    public record Told(Instant at, String purpose, String object) {}

    /// Empty when nobody is known by this pseudonym.
    public Optional<Export> export(String subject) {
        return persons.find(subject).map(person -> {
            var data = new TreeMap<String, Object>();
            for (var holder : holders) data.put(holder.name(), holder.export(person));
            data.put(LOOKS, Map.of(LOOKS, told(person)));
            return new Export(FORMAT, subject, person, clock.instant(), data);
        });
    }

    /// Who looked at the data of this person, or tried to, newest first. Empty when nobody is known by
    /// this pseudonym.
    Optional<List<Audit.Look>> looks(String subject) {
        return persons.find(subject).map(this::looksAt);
    }

    /// Looks at this person alone, newest first.
    public List<Told> told(String person) {
        return looksAt(person).stream()
                .filter(look -> look.outcome().equals(AuditEntry.DONE))
                .map(look -> new Told(look.at(), look.purpose(), look.object()))
                .toList();
    }

    private List<Audit.Look> looksAt(String person) {
        var ids = new HashSet<String>();
        ids.add(person);
        for (var holder : holders) ids.addAll(holder.ids(person));
        return audit.looks(ids, MOST_LOOKS);
    }

    /// The tables that lead to a person, as the holders tell them.
    List<String> tables() {
        return holders.stream()
                .flatMap(holder -> holder.tables().stream())
                .sorted()
                .toList();
    }
}
