package dev.attune.server.repair;

import dev.attune.decisions.repair.CaseState;
import dev.attune.decisions.repair.FollowUpStyle;
import dev.attune.decisions.repair.RepairDefinition;
import dev.attune.decisions.repair.Step;
import dev.attune.server.vault.Persons;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionOperations;

/// Fills a database that knows nobody yet with made-up people, each with one open case and one good word of the last 90
/// days, sealed as any: `attune bench dashboards --cases` asks how long counting them takes.
@Component
@ConditionalOnProperty("attune.seed.cases")
class MadeUpCases implements ApplicationRunner {
    private static final List<String> TOPICS = List.of("delivery", "price", "quality", "support", "returns", "website");
    private static final int PRODUCTS = 50;
    private static final int DAYS = 90;
    private static final int AT_ONCE = 1_000; // people a commit

    private final Persons persons;
    private final CaseTable cases;
    private final Praises praises;
    private final RepairDefinition definition;
    private final JdbcTemplate jdbc;
    private final TransactionOperations transactions;
    private final InstantSource clock;
    private final int wanted;

    MadeUpCases(
            Persons persons,
            CaseTable cases,
            Praises praises,
            RepairDefinition definition,
            JdbcTemplate jdbc,
            TransactionOperations transactions,
            InstantSource clock,
            @Value("${attune.seed.cases}") int wanted) {
        if (wanted < 1 || wanted > 1_000_000)
            throw new IllegalArgumentException("attune.seed.cases must be in 1..1000000, got " + wanted);
        this.persons = persons;
        this.cases = cases;
        this.praises = praises;
        this.definition = definition;
        this.jdbc = jdbc;
        this.transactions = transactions;
        this.clock = clock;
        this.wanted = wanted;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        if (!jdbc.queryForList("select 1 from repair_case limit 1").isEmpty())
            throw new IllegalStateException(
                    "attune.seed.cases is for a database without cases. Maybe name a fresh --attune.data");
        for (int from = 0; from < wanted; from += AT_ONCE) {
            int first = from;
            transactions.executeWithoutResult(status -> {
                for (int n = first; n < Math.min(wanted, first + AT_ONCE); n++) one(n);
            });
        }
        for (var table : List.of("repair_case", "praise", "person_key")) jdbc.execute("analyze " + table);
    }

    private void one(int n) {
        String person = persons.admit("made-up-" + n);
        String topic = TOPICS.get(n % TOPICS.size());
        String product = "p-" + n % PRODUCTS;
        var at = clock.instant().minus(Duration.ofDays(DAYS).multipliedBy(n).dividedBy(wanted));
        cases.insert(
                new RepairCase(
                        UUID.randomUUID(),
                        person,
                        topic,
                        product,
                        "en",
                        new CaseState.Helping(Step.VALIDATE),
                        40,
                        at,
                        at.plus(Duration.ofDays(3)),
                        at,
                        null,
                        null,
                        0,
                        null,
                        Map.of(),
                        FollowUpStyle.PLAIN,
                        null,
                        null,
                        null,
                        null),
                definition);
        praises.said(person, at, topic, product, "en", "It came on the day it was promised.");
    }
}
