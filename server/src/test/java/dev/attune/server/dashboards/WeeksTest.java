package dev.attune.server.dashboards;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.transaction.support.TransactionOperations;

class WeeksTest extends ServerTest {
    private static final List<String> PRODUCTS = List.of("kettle", "toaster", "iron", "lamp");
    private static final List<String> CHANNELS = List.of("chat", "mail", "phone");
    private static final List<String> TOPICS = List.of("delivery", "price");

    @Autowired
    private CellTable table;

    @Autowired
    private Weeks weeks;

    @Autowired
    private Dashboards dashboards;

    @Autowired
    private JdbcTemplate jdbc;

    @Autowired
    private TransactionOperations transactions;

    private final Tenant tenant = new Tenant("t-" + UUID.randomUUID());
    private final Instant now = InstantSource.system().instant();

    @Test
    void weeksAnswerWhatTheirDaysDid() {
        tenant.run(() -> {
            fill();
            var before = everyAnswer();

            weeks.fold();

            assertThat(folded()).hasSizeGreaterThanOrEqualTo(11);
            assertThat(everyAnswer()).isEqualTo(before);
            assertThat(before).as("some is hidden, some is not").anyMatch(answer -> answer.hidden() > 0);
            assertThat(before).anyMatch(answer -> !answer.lines().isEmpty());
        });
    }

    @Test
    void aWeekWithALateEventIsReadByItsDaysUntilItIsFoldedAgain() {
        tenant.run(() -> {
            fill();
            weeks.fold();
            var weeksBefore = folded();
            var late = weeksBefore.getLast().plus(Duration.ofDays(2));

            gather(late, "novelty", "chat", "price", 40, 9);

            assertThat(folded()).doesNotContain(Weeks.begin(late)).hasSize(weeksBefore.size() - 1);
            var before = everyAnswer();
            assertThat(before.getFirst().lines())
                    .extracting(Dashboards.Line::name)
                    .contains("novelty");

            weeks.fold();

            assertThat(folded()).isEqualTo(weeksBefore);
            assertThat(everyAnswer()).isEqualTo(before);
        });
    }

    @Test
    void whatChangesWhileAWeekIsFoldedIsNotMissed() throws InterruptedException {
        var late = now.minus(Duration.ofDays(20));
        tenant.run(this::fill);
        var folding = new Thread(() -> tenant.run(weeks::fold));

        tenant.run(() -> transactions.executeWithoutResult(status -> {
            gather(late, "novelty", "chat", "price", 40, 9); // not committed while folding reads
            folding.start();
            waitUntilItWaits();
        }));
        folding.join();

        tenant.run(() -> {
            var before = everyAnswer();
            assertThat(before.getFirst().lines())
                    .extracting(Dashboards.Line::name)
                    .contains("novelty");
            weeks.fold();
            assertThat(everyAnswer()).isEqualTo(before);
        });
    }

    @Test
    void weeksWhoseDaysAreSweptAreReckonedAnew() {
        tenant.run(() -> {
            fill();
            weeks.fold();
            var kept = now.minus(Duration.ofDays(30));

            table.sweep(Grain.DAY, kept);

            assertThat(folded()).allMatch(week -> week.plus(Weeks.LENGTH).isAfter(kept));
            var before = everyAnswer();
            weeks.fold();
            assertThat(everyAnswer()).isEqualTo(before);
            assertThat(jdbc.queryForList(
                            "select distinct week from affect_week where week < ?",
                            kept.minus(Weeks.LENGTH).atOffset(ZoneOffset.UTC)))
                    .as("sums of days that are gone go too")
                    .isEmpty();
        });
    }

    @Test
    void aWeekBeginsOnMonday() {
        assertThat(Weeks.begin(Instant.parse("2026-11-22T23:59:59Z"))).isEqualTo("2026-11-16T00:00:00Z");
        assertThat(Weeks.begin(Instant.parse("2026-11-23T00:00:00Z"))).isEqualTo("2026-11-23T00:00:00Z");
    }

    /// Until folding stands before the row that the change holds; at most ten seconds.
    private void waitUntilItWaits() {
        for (int i = 0; i < 1_000; i++) {
            var waiting = asOwner()
                    .queryForList("select 1 from pg_stat_activity where wait_event_type = 'Lock'"
                            + " and query like '%affect_week_state%'");
            if (!waiting.isEmpty()) return;
            try {
                Thread.sleep(10);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
        throw new AssertionError("folding did not wait for who changes a day");
    }

    private List<Instant> folded() {
        return weeks.folded(now.minus(Duration.ofDays(120)), now);
    }

    private List<Dashboards.Answer> everyAnswer() {
        var answers = new ArrayList<Dashboards.Answer>();
        var price = new Dashboards.Filter(Dimension.TOPIC, "price");
        for (var period : List.of(Dashboards.Period.MONTH, Dashboards.Period.QUARTER)) {
            for (var dimension : List.of(Dimension.PRODUCT, Dimension.CHANNEL, Dimension.TOPIC))
                answers.add(dashboards.answer(period, dimension, List.of()));
            for (var channel : CHANNELS) {
                var only = new Dashboards.Filter(Dimension.CHANNEL, channel);
                answers.add(dashboards.answer(period, Dimension.PRODUCT, List.of(only)));
                answers.add(dashboards.answer(period, Dimension.PRODUCT, List.of(only, price)));
            }
        }
        return answers;
    }

    /// Every third day of a quarter, with few people here and there.
    private void fill() {
        var random = new Random(4);
        for (int daysAgo = 0; daysAgo < 89; daysAgo += 3)
            for (var product : PRODUCTS)
                for (var channel : CHANNELS)
                    if (random.nextInt(3) == 0)
                        gather(
                                now.minus(Duration.ofDays(daysAgo)),
                                product,
                                channel,
                                TOPICS.get(random.nextInt(2)),
                                random.nextInt(14),
                                1);
    }

    private void gather(Instant at, String product, String channel, String topic, int people, int times) {
        var cells = new HashMap<Cell.Key, Cell>();
        var said = List.of(
                Map.of(Dimension.PRODUCT, product), Map.of(Dimension.CHANNEL, channel), Map.of(Dimension.TOPIC, topic));
        for (int set = 0; set < 8; set++) {
            var names = new HashMap<Dimension, String>();
            for (int i = 0; i < 3; i++) if ((set >> i & 1) == 1) names.putAll(said.get(i));
            var key = new Cell.Key(Grain.DAY, Grain.DAY.begin(at), names);
            for (int i = 0; i < people; i++)
                for (int n = 0; n < times; n++)
                    cells.computeIfAbsent(key, Cell::new).add("p-" + i, 0.1 * (i % 7) - 0.3, -0.2, 0.2);
        }
        table.add(cells.values());
    }
}
