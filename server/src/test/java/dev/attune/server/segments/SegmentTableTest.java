package dev.attune.server.segments;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;

class SegmentTableTest extends ServerTest {
    // far ahead, so that the thread that looks at people leaves them alone
    private static final Instant NOW = Instant.parse("2126-11-23T10:00:00Z");

    @Autowired
    private JdbcTemplate jdbc;

    private final String person = "p-" + UUID.randomUUID();

    @AfterEach
    void forget() {
        jdbc.update("delete from segment_person where person = ?", person);
    }

    @Test
    void whoIsLookedAtUpToAnHourTooEarlyAnywayKeepsTheirTime() {
        due(Duration.ofHours(20), NOW);
        due(Duration.ofHours(20).plusMinutes(59), NOW);
        assertThat(dueAt()).isEqualTo(NOW.plus(Duration.ofHours(20)));

        due(Duration.ofHours(22), NOW);
        assertThat(dueAt()).isEqualTo(NOW.plus(Duration.ofHours(22)));
    }

    @Test
    void whoIsDueSoonerIsLookedAtSooner() {
        due(Duration.ofHours(20), NOW);
        due(Duration.ofHours(20).minusMillis(1), NOW);
        assertThat(dueAt()).isEqualTo(NOW.plus(Duration.ofHours(20)).minusMillis(1));
    }

    @Test
    void whoWasDueIsNotDueAgainBeforeTheirNextTime() {
        due(Duration.ofHours(20), NOW);
        due(Duration.ofHours(20).plusMinutes(30), NOW.plus(Duration.ofHours(20)));
        assertThat(dueAt()).isEqualTo(NOW.plus(Duration.ofHours(20)).plus(Duration.ofMinutes(30)));
    }

    private void due(Duration after, Instant now) {
        new SegmentTable(jdbc).due(List.of(new SegmentTable.Due(person, NOW.plus(after))), now);
    }

    private Instant dueAt() {
        return Objects.requireNonNull(jdbc.queryForObject(
                        "select due_at from segment_person where person = ?", OffsetDateTime.class, person))
                .toInstant();
    }
}
