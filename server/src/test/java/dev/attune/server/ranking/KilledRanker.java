package dev.attune.server.ranking;

import dev.attune.server.BareHouse;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditBeside;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Gate;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.dao.QueryTimeoutException;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionTemplate;

/// A process to kill: visitors ask and reward without pause, each in turn, and say every answer they got.
final class KilledRanker {
    static final String POLICY = "killed";
    private static final int VISITORS = 8;
    private static final int ASKED_PER_REWARD = 3;

    private KilledRanker() {}

    /// @param arguments the database, a directory, and a name for this run
    public static void main(String[] arguments) throws InterruptedException {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            failure.printStackTrace();
            Runtime.getRuntime().halt(1); // else whoever listens would wait for the rest
        });
        var house = house(arguments[0], Path.of(arguments[1]));
        var rankings = house.getBean(Rankings.class);
        var persons = house.getBean(Persons.class);
        for (int n = 0; n < VISITORS; n++) {
            var visitor = "%s-%d".formatted(arguments[2], n);
            var subject = n % 2 == 0 ? "s-" + n : null; // half of them are known, the same in every run
            if (subject != null) persons.admit(subject);
            Thread.ofPlatform().start(() -> visit(rankings, visitor, subject));
        }
        Thread.currentThread().join(); // until it is killed
    }

    /// The ranking with what it stands on.
    static AnnotationConfigApplicationContext house(String jdbcUrl, Path directory) {
        var house = BareHouse.on(
                jdbcUrl,
                List.of(
                        "vault.Vault",
                        "vault.Persons",
                        "database.GroupCommit",
                        "policy.Switches",
                        "access.Tenants",
                        "experiments.ExperimentTable",
                        "experiments.Experiments",
                        "ranking.Journal",
                        "ranking.People",
                        "ranking.Unwritten",
                        "ranking.Policies",
                        "ranking.SeenEvents",
                        "ranking.Rankings"));
        house.registerBean(MeterRegistry.class, SimpleMeterRegistry::new);
        house.registerBean(Gate.class, () -> question -> new Gate.Verdict.Allowed("a test"));
        house.registerBean(
                Audit.class,
                () -> AuditBeside.of(
                        house.getBean(JdbcTemplate.class), house.getBean(TransactionTemplate.class), directory));
        house.refresh();
        return house;
    }

    /// Every reward is waited for, so that what this visitor was answered before it must be on disk with it.
    private static void visit(Rankings rankings, String visitor, @Nullable String subject) {
        for (int n = 0; ; n++) {
            var event = "";
            for (int i = 0; i < ASKED_PER_REWARD; i++) {
                event = "%s-%d-%d".formatted(visitor, n, i);
                rankings.rank(question(event, subject, n % 7));
                say("decided", visitor, event);
            }
            try {
                rankings.reward(event, "", n % 3 == 0 ? 1 : 0);
                say("rewarded", visitor, event);
            } catch (QueryTimeoutException e) {
                // a busy machine; whether it counted is not known, so nothing is said
            }
        }
    }

    static Question question(String event, @Nullable String subject, double cart) {
        return new Question(
                POLICY,
                event,
                "",
                subject,
                null,
                "web",
                Map.of("cart", cart),
                Map.of(),
                List.of(),
                Set.of(),
                Set.of(),
                false,
                Map.of());
    }

    private static synchronized void say(String what, String visitor, String event) {
        System.out.println(what + " " + visitor + " " + event);
        System.out.flush();
    }
}
