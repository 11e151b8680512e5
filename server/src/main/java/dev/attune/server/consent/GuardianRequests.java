package dev.attune.server.consent;

import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What minors agreed to and a parent or guardian has yet to confirm.
@Component
class GuardianRequests {
    private final JdbcClient jdbc;

    GuardianRequests(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /// @param asked what the minor agreed to
    /// @param answeredAt null while it waits
    record Request(
            UUID receiptId,
            String person,
            List<Choice> asked,
            Instant askedAt,
            @Nullable Instant answeredAt) {}

    void ask(UUID receiptId, String person, List<Choice> asked, Instant at) {
        jdbc.sql("insert into guardian_request (receipt_id, person, asked, asked_at) values (?, ?, ?, ?)")
                .params(
                        receiptId,
                        person,
                        asked.stream().map(Choice::toString).toArray(String[]::new),
                        at.atOffset(ZoneOffset.UTC))
                .update();
    }

    Optional<Request> find(UUID receiptId) {
        return jdbc.sql("select * from guardian_request where receipt_id = ?")
                .param(receiptId)
                .query(GuardianRequests::request)
                .optional();
    }

    List<Request> of(String person) {
        return jdbc.sql("select * from guardian_request where person = ? order by asked_at")
                .param(person)
                .query(GuardianRequests::request)
                .list();
    }

    /// Nobody is asked about these choices of a person any more; about nothing at all when `choices` is empty.
    void takeBack(String person, Set<Choice> choices) {
        var gone = choices.stream().map(Choice::toString).toArray(String[]::new);
        jdbc.sql("""
                        delete from guardian_request
                        where person = ? and answered_at is null and (? or asked <@ ?::text[])""").params(person, choices.isEmpty(), gone).update();
        jdbc.sql("""
                        update guardian_request
                        set asked = array(select one from unnest(asked) as one where one <> all (?::text[]))
                        where person = ? and answered_at is null""").params(gone, person).update();
    }

    void answered(UUID receiptId, Instant at) {
        jdbc.sql("update guardian_request set answered_at = ? where receipt_id = ?")
                .params(at.atOffset(ZoneOffset.UTC), receiptId)
                .update();
    }

    int erase(String person) {
        return jdbc.sql("delete from guardian_request where person = ?")
                .param(person)
                .update();
    }

    int eraseAskedBefore(Instant when) {
        return jdbc.sql("delete from guardian_request where asked_at < ?")
                .param(when.atOffset(ZoneOffset.UTC))
                .update();
    }

    private static Request request(ResultSet row, int number) throws SQLException {
        Array asked = row.getArray("asked");
        var answered = row.getObject("answered_at", OffsetDateTime.class);
        return new Request(
                row.getObject("receipt_id", UUID.class),
                row.getString("person"),
                List.of((String[]) asked.getArray()).stream()
                        .map(choice -> Choice.of(
                                choice.substring(0, choice.indexOf('/')), choice.substring(choice.indexOf('/') + 1)))
                        .toList(),
                row.getObject("asked_at", OffsetDateTime.class).toInstant(),
                answered == null ? null : answered.toInstant());
    }
}
