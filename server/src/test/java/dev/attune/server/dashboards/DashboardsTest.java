package dev.attune.server.dashboards;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.attune.server.ServerTest;
import dev.attune.server.customers.CustomerEvent;
import dev.attune.server.database.Tenant;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;

class DashboardsTest extends ServerTest {
    @Autowired
    private CellTable table;

    @Autowired
    private Dashboards dashboards;

    private final Tenant tenant = new Tenant("t-" + UUID.randomUUID());
    private final Instant now = InstantSource.system().instant();

    @Test
    void linesOfFewPeopleAreNotShownNorOneThatWouldGiveThemAway() {
        tenant.run(() -> {
            gather("kettle", 40, -0.5, 1);
            gather("toaster", 30, 0.5, 1);
            gather("iron", 3, -1, 1);

            var answer = dashboards.answer(Dashboards.Period.WEEK, Dimension.PRODUCT, List.of());

            assertThat(answer.lines()).extracting(Dashboards.Line::name).containsExactly("kettle");
            assertThat(answer.hidden()).isEqualTo(2);

            assertThat(Objects.requireNonNull(answer.total()).people()).isCloseTo(73L, within(20L));
        });
    }

    @Test
    void whatWasAddedInPartsIsOneSum() {
        tenant.run(() -> {
            for (int i = 0; i < 4; i++) gather("kettle", 20, -0.5, 1);

            var answer = dashboards.answer(Dashboards.Period.WEEK, Dimension.PRODUCT, List.of());

            var line = answer.lines().getFirst().figures();
            assertThat(line.people()).isEqualTo(20);
            assertThat(line.readings()).isEqualTo(80);
            assertThat(line.valence()).isEqualTo(-0.5);
            assertThat(line.negative()).isEqualTo(1);
            assertThat(answer.overTime())
                    .hasSize(7)
                    .filteredOn(moment -> moment.figures() != null)
                    .hasSize(1);
        });
    }

    @Test
    void driversSayWhereTheChangeCameFromAndSumUpToIt() {
        tenant.run(() -> {
            gather("kettle", 20, 0.4, 20);
            gather("toaster", 20, 0.4, 20);
            gather("kettle", 20, -0.6, 2);
            gather("toaster", 20, 0.4, 2);

            var answer = dashboards.answer(Dashboards.Period.MONTH, Dimension.PRODUCT, List.of());

            assertThat(answer.drivers().getFirst().name()).isEqualTo("kettle");
            assertThat(answer.drivers().stream()
                            .mapToDouble(Dashboards.Driver::effect)
                            .sum())
                    .isCloseTo(-0.5, within(0.02));
        });
    }

    @Test
    void wordsAboutSeveralThingsStandUnderEachWithItsOwnLeaning() {
        var event = new CustomerEvent(
                UUID.randomUUID(),
                "p-1",
                "affect:text",
                now,
                now,
                "chat",
                "kettle",
                null,
                0.0,
                null,
                null,
                Map.of("modality", "text", "aspects", Map.of("delivery", -0.8, "quality", 0.6)));
        var cells = new HashMap<Cell.Key, Cell>();

        Gathering.add(cells, event, Set.of("pro"));

        assertThat(today(cells, Map.of()).readings()).isEqualTo(1);
        assertThat(today(cells, Map.of(Dimension.TOPIC, "delivery")).valence()).isEqualTo(-0.8);
        assertThat(today(
                                cells,
                                Map.of(
                                        Dimension.TOPIC,
                                        "quality",
                                        Dimension.PRODUCT,
                                        "kettle",
                                        Dimension.SEGMENT,
                                        "pro"))
                        .valence())
                .isEqualTo(0.6);
        assertThat(cells.keySet()).allMatch(key -> key.names().size() <= 3);
    }

    private Cell today(Map<Cell.Key, Cell> cells, Map<Dimension, String> names) {
        return Objects.requireNonNull(cells.get(new Cell.Key(Grain.DAY, Grain.DAY.begin(now), names)));
    }

    @Test
    void aTenantSeesItsOwn() {
        tenant.run(() -> gather("kettle", 40, -0.5, 1));

        new Tenant("t-" + UUID.randomUUID()).run(() -> {
            var answer = dashboards.answer(Dashboards.Period.WEEK, Dimension.PRODUCT, List.of());
            assertThat(answer.total()).isNull();
            assertThat(answer.lines()).isEmpty();
        });
    }

    /// Whoever subtracts what is shown for one filter from what is shown without it finds nobody.
    @Test
    void noCellOfFewPeopleFollowsFromOthers() {
        var random = new Random(9);
        tenant.run(() -> {
            var cells = new HashMap<Cell.Key, Cell>();
            int person = 0;
            for (var product : List.of("a", "b", "c", "d"))
                for (var channel : List.of("chat", "mail", "phone")) {
                    int people = random.nextInt(4) == 0 ? 1 + random.nextInt(8) : 15 + random.nextInt(30);
                    for (int i = 0; i < people; i++) add(cells, "p-" + person++, product, channel, 0.1, 1);
                }
            table.add(cells.values());
            for (var channel : List.of("chat", "mail", "phone")) {
                var answer = dashboards.answer(
                        Dashboards.Period.WEEK,
                        Dimension.PRODUCT,
                        List.of(new Dashboards.Filter(Dimension.CHANNEL, channel)));
                assertThat(answer.lines()).allMatch(line -> line.figures().people() >= 10);
                if (answer.hidden() > 0) assertThat(answer.hidden()).isNotEqualTo(1);
            }
        });
    }

    @Test
    void twoFiltersAreSetAtOnceAndHideWhatTheTableOfOneWould() {
        tenant.run(() -> {
            var cells = new HashMap<Cell.Key, Cell>();
            int person = 0;
            for (var product : List.of("kettle", "toaster", "iron"))
                for (var channel : List.of("chat", "mail"))
                    for (var topic : List.of("delivery", "price")) {
                        boolean few = product.equals("iron") && channel.equals("chat") && topic.equals("price");
                        for (int i = 0; i < (few ? 3 : 20); i++)
                            add(
                                    cells,
                                    "p-" + person++,
                                    Map.of(
                                            Dimension.PRODUCT, product,
                                            Dimension.CHANNEL, channel,
                                            Dimension.TOPIC, topic),
                                    -0.5,
                                    1);
                    }
            table.add(cells.values());

            var delivery = twice("mail", "delivery");
            assertThat(delivery.lines())
                    .as("mail about delivery hides what chat about the price would follow from")
                    .allMatch(line -> line.figures().people() == 20);
            assertThat(Objects.requireNonNull(delivery.total()).people()).isEqualTo(60);
            assertThat(twice("chat", "price").lines())
                    .extracting(Dashboards.Line::name)
                    .doesNotContain("iron");
            int hidden = 0;
            for (var channel : List.of("chat", "mail"))
                for (var topic : List.of("delivery", "price"))
                    hidden += twice(channel, topic).hidden();
            assertThat(hidden)
                    .as("one hidden cell of a cube needs seven others")
                    .isGreaterThanOrEqualTo(8);
        });
    }

    private Dashboards.Answer twice(String channel, String topic) {
        return dashboards.answer(
                Dashboards.Period.WEEK,
                Dimension.PRODUCT,
                List.of(
                        new Dashboards.Filter(Dimension.CHANNEL, channel),
                        new Dashboards.Filter(Dimension.TOPIC, topic)));
    }

    @Test
    void theTableIsSafeForASpreadsheet() {
        var name = "=cmd " + UUID.randomUUID();
        gather(name, 400, -0.5, 1);
        gather("b" + name, 400, -0.5, 1);

        var csv = mvc.get()
                .uri("/v1/dashboards/table.csv?days=7&by=product")
                .cookie(aSignedInConsole())
                .exchange();

        assertThat(csv).hasStatusOk().bodyText().contains("\"'=cmd", "product,from,to,people");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "days=8",
                "by=mood",
                "by=product&filter=product:x",
                "filter=chat",
                "filter=channel:a&filter=channel:b",
                "filter=channel:a&filter=topic:b&filter=segment:c"
            })
    void whatCannotBeAskedIsRefused(String query) {
        assertThat(mvc.get().uri("/v1/dashboards?" + query).cookie(aSignedInConsole()))
                .hasStatus(400);
    }

    private void gather(String product, int people, double valence, int daysAgo) {
        var cells = new HashMap<Cell.Key, Cell>();
        for (int i = 0; i < people; i++) add(cells, product + "-" + i, product, "chat", valence, daysAgo);
        table.add(cells.values());
    }

    private void add(
            Map<Cell.Key, Cell> cells, String person, String product, String channel, double valence, int daysAgo) {
        add(cells, person, Map.of(Dimension.PRODUCT, product, Dimension.CHANNEL, channel), valence, daysAgo);
    }

    /// @param said by the event, which stands under every part of it
    private void add(
            Map<Cell.Key, Cell> cells, String person, Map<Dimension, String> said, double valence, int daysAgo) {
        var at = now.minus(Duration.ofDays(daysAgo));
        var names = new ArrayList<Map<Dimension, String>>();
        names.add(Map.of());
        said.forEach((dimension, name) -> {
            for (var fewer : List.copyOf(names)) {
                var more = new HashMap<>(fewer);
                more.put(dimension, name);
                names.add(more);
            }
        });
        for (var each : names)
            cells.computeIfAbsent(new Cell.Key(Grain.DAY, Grain.DAY.begin(at), each), Cell::new)
                    .add(person, valence, -0.2, 0.2);
    }
}
