package dev.attune.server.consent;

import static org.assertj.core.api.Assertions.assertThat;

import dev.attune.server.ServerTest;
import dev.attune.server.vault.Persons;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.transaction.support.TransactionOperations;

class StandingsTest extends ServerTest {
    private static final Choice RECORD = new Choice(Purpose.PERSONALIZATION, Modality.BEHAVIOUR);

    @Autowired
    private DataSource database;

    @Autowired
    private Persons persons;

    @Autowired
    private Consents consents;

    @Autowired
    private TransactionOperations transactions;

    private Asked records;
    private Standings standings;
    private UUID receipt = UUID.randomUUID();
    private String person = "";

    /// Counts what it is asked, and does something between its reading and its answer.
    private static final class Asked extends JdbcTemplate {
        private int questions;
        private Runnable meanwhile = () -> {};

        Asked(DataSource database) {
            super(database);
        }

        @Override
        public void query(String sql, RowCallbackHandler handler, @Nullable Object @Nullable ... arguments) {
            questions++;
            super.query(sql, handler, arguments);
            meanwhile.run();
        }
    }

    @BeforeEach
    void somebodyWhoAgreed() {
        records = new Asked(database);
        standings = new Standings(records);
        receipt = UUID.fromString(aReceipt(aSignedInConsole(), RECORD.toString()));
        person = persons.find(consents.subjectOf(receipt).orElseThrow()).orElseThrow();
    }

    @Test
    void whatSomebodyDecidedIsReadOnce() {
        assertThat(decision()).isEqualTo(Decision.GRANTED);
        assertThat(decision()).isEqualTo(Decision.GRANTED);
        assertThat(standings.of(RECORD, List.of("nobody"))).isEmpty();
        assertThat(standings.of(RECORD, List.of("nobody"))).isEmpty();

        assertThat(records.questions).isEqualTo(2);
    }

    @Test
    void whatWasReadBeforeAWithdrawalIsNotRememberedBehindIt() {
        records.meanwhile = this::withdraw;

        assertThat(decision()).isEqualTo(Decision.GRANTED); // read before
        records.meanwhile = () -> {};
        assertThat(decision()).isEqualTo(Decision.WITHDRAWN);
    }

    @Test
    void whatIsReadInsideAChangeThatIsTakenBackIsNotRemembered() {
        transactions.executeWithoutResult(status -> {
            withdraw();
            assertThat(decision()).isEqualTo(Decision.WITHDRAWN);
            status.setRollbackOnly();
        });

        assertThat(decision()).isEqualTo(Decision.GRANTED);
    }

    @Test
    void aSweepOverVeryManyReadsThemAllAndRemembersNone() {
        var many = IntStream.range(0, 10_001).mapToObj(n -> "p-" + n).toList();

        standings.of(RECORD, many);
        standings.of(RECORD, many.subList(0, 1));

        assertThat(records.questions).isEqualTo(2);
    }

    private Decision decision() {
        return Objects.requireNonNull(standings.of(RECORD, List.of(person)).get(person))
                .decision();
    }

    private void withdraw() {
        consents.withdraw(receipt, Set.of(), "test");
        standings.forgetAfter(person, RECORD); // the server's own heard of it by its records
    }
}
