package dev.attune.server.sessions;

import dev.attune.fusion.PersonalBaseline;
import dev.attune.server.consent.Choice;
import dev.attune.server.consent.ConsentWithdrawn;
import dev.attune.server.database.GroupCommit;
import dev.attune.server.privacy.PersonDataHolder;
import dev.attune.server.privacy.RetentionClock;
import dev.attune.server.vault.Persons;
import dev.attune.server.vault.Vault;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.event.EventListener;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What is usual for a person, kept from visit to visit only under their consent to exactly that, modality by modality.
///
/// Sessions of one person that go on at the same time, as in two tabs, are remembered together.
@Component
public class Baselines implements PersonDataHolder, RetentionClock {
    private static final String TABLE = "personal_baseline";

    private final JdbcClient jdbc;
    private final GroupCommit writes;
    private final Vault vault;
    private final Persons persons;
    private final InstantSource clock;
    private final Duration retention;

    Baselines(
            JdbcClient jdbc,
            GroupCommit writes,
            Vault vault,
            Persons persons,
            InstantSource clock,
            @Value("${attune.baselines.retention}") Duration retention) {
        this.jdbc = jdbc;
        this.writes = writes;
        this.vault = vault;
        this.persons = persons;
        this.clock = clock;
        this.retention = retention;
    }

    private record Kept(PersonalBaseline baseline, Instant learntAt) {}

    /// What a session begins with.
    ///
    /// @param asOf when it was last learnt from; null where nothing was kept
    public record Known(PersonalBaseline baseline, @Nullable Instant asOf) {}

    /// As it was learnt at the last visit, aged since; unknown where nothing is kept.
    ///
    /// @param permitted what may be remembered
    public Known of(String person, Predicate<Modality> permitted) {
        return kept(person)
                .map(kept -> {
                    var since = Duration.between(kept.learntAt(), clock.instant());
                    var aged = kept.baseline().aged(Math.max(0, since.toMinutes() / 1440.0)); // a clock may be set back
                    return new Known(aged.within(permitted), kept.learntAt());
                })
                .orElse(new Known(PersonalBaseline.unknown(), null));
    }

    /// Keeps what the modalities taught that are permitted when it is written; where there is none, nothing changes.
    ///
    /// @param known what the session began with
    public void keep(String person, Known known, PersonalBaseline learnt, Predicate<Modality> permitted) {
        if (learnt.within(permitted).equals(PersonalBaseline.unknown())) return;
        writes.addBehind(
                """
                insert into personal_baseline (person, sealed, learnt_at) values (?, ?, ?)
                on conflict (person) do update set sealed = excluded.sealed, learnt_at = excluded.learnt_at""",
                person,
                (GroupCommit.Late) () -> {
                    var rest = together(person, known, learnt).within(permitted); // now: a consent may be gone since
                    return rest.equals(PersonalBaseline.unknown())
                            ? Optional.empty()
                            : vault.sealLater(person, TABLE, "sealed", text(rest))
                                    .value();
                },
                clock.instant().atOffset(ZoneOffset.UTC));
    }

    /// With what another session of this person taught since this one began, if there is any.
    private PersonalBaseline together(String person, Known known, PersonalBaseline learnt) {
        return kept(person)
                .filter(kept -> !kept.learntAt().equals(known.asOf()))
                .map(kept -> learnt.merged(kept.baseline(), known.baseline()))
                .orElse(learnt);
    }

    /// At once, and again behind what still waits to be written.
    @EventListener
    void forget(ConsentWithdrawn withdrawn) {
        var modalities = withdrawn.choices().stream()
                .filter(choice -> choice.purpose() == Purpose.BASELINE)
                .map(Choice::modality)
                .collect(Collectors.toSet());
        if (modalities.isEmpty()) return;
        persons.find(withdrawn.subject()).ifPresent(person -> {
            rest(person, modalities)
                    .ifPresentOrElse(
                            rest -> jdbc.sql("update personal_baseline set sealed = ? where person = ?")
                                    .params(vault.seal(person, TABLE, "sealed", text(rest)), person)
                                    .update(),
                            () -> erase(person));
            writes.add("delete from personal_baseline where person = ?", (GroupCommit.Late)
                    () -> rest(person, modalities).isEmpty() ? Optional.of(person) : Optional.empty());
            writes.add(
                    "update personal_baseline set sealed = ? where person = ?",
                    (GroupCommit.Late)
                            () -> rest(person, modalities).map(rest -> vault.seal(person, TABLE, "sealed", text(rest))),
                    person);
        });
    }

    /// Empty when nothing would be left.
    private Optional<PersonalBaseline> rest(String person, Set<Modality> without) {
        return kept(person)
                .map(kept -> kept.baseline().within(modality -> !without.contains(modality)))
                .filter(rest -> !rest.equals(PersonalBaseline.unknown()));
    }

    private Optional<Kept> kept(String person) {
        return jdbc.sql("select sealed, learnt_at from personal_baseline where person = ?")
                .param(person)
                .query((row, n) -> kept(person, row))
                .optional();
    }

    private Kept kept(String person, ResultSet row) throws SQLException {
        try {
            byte[] bytes = Base64.getDecoder().decode(vault.open(person, TABLE, "sealed", row.getBytes("sealed")));
            return new Kept(
                    PersonalBaseline.fromBytes(bytes),
                    row.getObject("learnt_at", OffsetDateTime.class).toInstant());
        } catch (IOException e) {
            throw new UncheckedIOException("the baseline of " + person, e);
        }
    }

    private static String text(PersonalBaseline baseline) {
        return Base64.getEncoder().encodeToString(baseline.toBytes());
    }

    @Override
    public String name() {
        return "baselines";
    }

    @Override
    public Set<String> tables() {
        return Set.of(TABLE);
    }

    /// @param valence,arousal usual at rest, in [-1, 1]
    /// @param secondsAtRest that they rest on
    record Usual(String modality, double valence, double arousal, double secondsAtRest, Instant learntAt) {}

    @Override
    public List<Usual> export(String person) {
        return kept(person).stream()
                .flatMap(kept -> Arrays.stream(Modality.values())
                        .filter(modality -> kept.baseline().secondsAtRest(modality) > 0)
                        .map(modality -> new Usual(
                                modality.id(),
                                kept.baseline().usualValence(modality),
                                kept.baseline().usualArousal(modality),
                                kept.baseline().secondsAtRest(modality),
                                kept.learntAt())))
                .toList();
    }

    @Override
    public Map<String, Integer> erase(String person) {
        return Map.of(
                TABLE,
                jdbc.sql("delete from personal_baseline where person = ?")
                        .param(person)
                        .update());
    }

    @Override
    public String category() {
        return "baselines";
    }

    @Override
    public Duration keep() {
        return retention;
    }

    @Override
    public int sweep(Instant olderThan) {
        return jdbc.sql("delete from personal_baseline where learnt_at < ?")
                .param(olderThan.atOffset(ZoneOffset.UTC))
                .update();
    }
}
