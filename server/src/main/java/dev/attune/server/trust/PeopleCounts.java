package dev.attune.server.trust;

import dev.attune.policy.aggregates.DiscreteLaplace;
import dev.attune.policy.aggregates.NoisyTables;
import dev.attune.policy.aggregates.PrivacyBudget;
import dev.attune.policy.aggregates.SmallCells;
import dev.attune.server.database.Tenant;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// How many people granted, refused or withdrew each choice, never fewer than the floor.
@Component
class PeopleCounts {
    private static final List<String> DECISIONS = List.of("granted", "refused", "withdrawn");
    private static final int HUNDREDTHS = 100;

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final TrustSettings settings;
    private final Map<Tenant, Day> today = new HashMap<>(); // guarded by this

    PeopleCounts(JdbcClient jdbc, InstantSource clock, TrustSettings settings) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.settings = settings;
    }

    /// A null count stands for a number below the floor, or one from which such a number could be worked out.
    ///
    /// @param granted how many say yes now
    /// @param refused how many said no
    /// @param withdrawn how many took their yes back
    /// @param noisy whether noise was added, so that nobody can be worked out
    record OfChoice(
            String purpose,
            String modality,
            @Nullable Long granted,
            @Nullable Long refused,
            @Nullable Long withdrawn,
            boolean noisy) {}

    private record Day(LocalDate day, NoisyTables tables) {}

    List<OfChoice> byChoice() {
        var counts = new LinkedHashMap<List<String>, long[]>();
        jdbc.sql("""
                        select purpose, modality, decision, count(*) as people from (
                          select distinct on (subject, purpose, modality) purpose, modality, decision
                          from consent_record order by subject, purpose, modality, id desc) latest
                        group by purpose, modality, decision order by purpose desc, modality""")
                .query((row, n) -> {
                    var choice = List.of(row.getString("purpose"), row.getString("modality"));
                    counts.computeIfAbsent(choice, fresh -> new long[DECISIONS.size()])[
                                    DECISIONS.indexOf(row.getString("decision"))] =
                            row.getLong("people");
                    return choice;
                })
                .list();
        var shown = new ArrayList<OfChoice>();
        for (var choice : counts.entrySet()) shown.add(shown(choice.getKey(), choice.getValue()));
        return shown;
    }

    private OfChoice shown(List<String> choice, long[] people) {
        var answer = answer(String.join("/", choice), new long[][] {people});
        var cells = answer.table().cells().getFirst();
        return new OfChoice(
                choice.getFirst(),
                choice.getLast(),
                orNull(cells.get(0)),
                orNull(cells.get(1)),
                orNull(cells.get(2)),
                answer.noisy());
    }

    private static @Nullable Long orNull(OptionalLong count) {
        return count.isPresent() ? count.getAsLong() : null;
    }

    /// Each choice is a question of its own, in which a person stands once.
    private NoisyTables.Answer answer(String query, long[][] people) {
        int epsilon = (int) Math.round(settings.epsilon() * HUNDREDTHS);
        return epsilon == 0
                ? new NoisyTables.Answer(SmallCells.hiding(settings.k(), people), false)
                : tables(epsilon).answer(query, "", people);
    }

    /// One budget and one answer per tenant, question and day.
    private synchronized NoisyTables tables(int epsilon) {
        var now = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        var current = today.get(Tenant.current());
        if (current == null || !current.day().equals(now)) {
            current = new Day(
                    now,
                    new NoisyTables(
                            settings.k(),
                            new DiscreteLaplace(epsilon),
                            new PrivacyBudget((int) Math.round(settings.budget() * HUNDREDTHS)),
                            new SecureRandom()));
            today.put(Tenant.current(), current);
        }
        return current.tables();
    }
}
