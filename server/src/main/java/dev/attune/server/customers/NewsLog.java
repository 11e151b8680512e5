package dev.attune.server.customers;

import dev.attune.server.database.RepeatableWork;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/// What is still to be told of customers, and how far each listener has come; of the tenant at work.
@Component
public class NewsLog {
    /// Listeners who are told one after the other, together.
    static final String TOLD = "told";

    /// Those who keep what they heard in memory for a while, and say themselves what they are done with.
    public static final String SEGMENTS = "segments";

    private static final int AT_ONCE = 100; // commits; each may hold thousands of events

    private final JdbcTemplate jdbc;
    private final RepeatableWork work;

    NewsLog(JdbcTemplate jdbc, RepeatableWork work) {
        this.jdbc = jdbc;
        this.work = work;
    }

    /// @param changed customers who are different now
    record News(long number, List<UUID> events, Set<String> changed) {}

    /// Call it within the transaction that stores what it tells of.
    ///
    /// @return its number
    long add(Collection<UUID> events, Collection<String> changed) {
        Long number = jdbc.queryForObject(
                "insert into customer_news (events, changed) values (?, ?) returning number",
                Long.class,
                events.toArray(UUID[]::new),
                changed.toArray(String[]::new));
        if (number == null) throw new IllegalStateException("news without a number");
        return number;
    }

    /// Whether this listener hears it for the first time. Call it within the transaction that takes what it hears: both
    /// happen, or neither does.
    public boolean isNew(String listener, CustomerEventsStored stored) {
        return stored.number() == 0 || reached(listener, stored.number());
    }

    private boolean reached(String listener, long number) {
        return jdbc.update("""
                        insert into customer_news_heard as heard (listener, upto) values (?, ?)
                        on conflict (tenant, listener) do update set upto = excluded.upto where heard.upto < excluded.upto""", listener, number) > 0;
    }

    /// Everything up to this number need not be told to this listener again; what nobody needs any more goes.
    public void done(String listener, long number) {
        work.run(() -> {
            if (reached(listener, number)) jdbc.update("""
                        delete from customer_news where number <=
                          (select min(upto) from customer_news_heard where listener in (?, ?) having count(*) = 2)""", TOLD, SEGMENTS);
        });
    }

    /// That this customer changed is told to nobody any more.
    ///
    /// @return how often it was to be told
    int forget(String person) {
        return jdbc.update(
                "update customer_news set changed = array_remove(changed, ?) where ? = any(changed)", person, person);
    }

    /// What a listener had not done with when the server ended.
    ///
    /// @param first its first number
    public record Missed(long first, Set<String> people) {}

    /// Empty when it had done with everything.
    public Optional<Missed> missed(String listener) {
        long after = upto(listener);
        var people = new TreeSet<String>();
        jdbc.query(
                """
                select person from customer_event where id in
                  (select unnest(events) from customer_news where number > ?)
                union select unnest(changed) from customer_news where number > ?""",
                row -> {
                    people.add(row.getString(1));
                },
                after,
                after);
        return people.isEmpty() ? Optional.empty() : Optional.of(new Missed(after + 1, people));
    }

    /// 0 when nothing is to be told.
    long last() {
        Long last = jdbc.queryForObject("select coalesce(max(number), 0) from customer_news", Long.class);
        return last == null ? 0 : last;
    }

    long upto(String listener) {
        Long upto = jdbc.queryForObject(
                "select coalesce(max(upto), 0) from customer_news_heard where listener = ?", Long.class, listener);
        return upto == null ? 0 : upto;
    }

    /// The next ones, the oldest first.
    ///
    /// @param to inclusive
    List<News> between(long after, long to) {
        return jdbc.query(
                "select * from customer_news where number > ? and number <= ? order by number limit ?",
                (row, n) -> new News(
                        row.getLong("number"),
                        List.of((UUID[]) row.getArray("events").getArray()),
                        Set.of((String[]) row.getArray("changed").getArray())),
                after,
                to,
                AT_ONCE);
    }
}
