package dev.attune.server.privacy;

import dev.attune.server.database.StoredData;
import dev.attune.server.startup.StartFailure;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;

/// What a withdrawal left of one person in the tables, looked for by the database itself: every row of every table that
/// names them, but for what may stay.
///
/// Beside a running server it tells when each table had nothing left: `attune bench withdrawal` starts it as
/// `java -cp attune-server.jar dev.attune.server.privacy.LeftBehind --data=DIR` and writes `watch RECEIPT PSEUDONYM`
/// to its input. It answers `holds TABLE…`, then `gone TABLE…` as it happens, then `end`; and to `again RECEIPT` once
/// more `holds`.
public final class LeftBehind {
    /// Who was asked and answered what, that a session took place, that a complaint was made, what an experiment
    /// counted (opt-outs too), when segments look again, and until everybody has heard it that a record
    /// changed: none of it read from what they displayed. All of it goes with an erasure.
    private static final Set<String> STAYS = Set.of(
            "person",
            "person_key",
            "consent_receipt",
            "consent_record",
            "audit_record",
            "customer",
            "live_session",
            "repair_case",
            "repair_entry",
            "experiment_outcome",
            "segment_person",
            "customer_news");

    /// That something was sent may stay, what was sent may not.
    private static final String OUTBOX = "outbox_message";

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(2);

    private final JdbcTemplate jdbc;
    private final String[] names;
    private final OffsetDateTime since;

    /// @param names by which the person is known: random id, pseudonym, sessions
    private LeftBehind(JdbcTemplate jdbc, List<String> names, OffsetDateTime since) {
        this.jdbc = jdbc;
        this.names = names.toArray(String[]::new);
        this.since = since;
    }

    /// Of whoever a receipt was given to; messages that others are sent from now on, such as that of the withdrawal,
    /// do not count.
    ///
    /// @param subject the pseudonym that pages use
    static LeftBehind of(JdbcTemplate jdbc, UUID receipt, String subject) {
        var person =
                jdbc.queryForObject("select subject from attune.consent_receipt where id = ?", String.class, receipt);
        var names = new ArrayList<>(List.of(String.valueOf(person), subject));
        names.addAll(
                jdbc.queryForList("select id::text from attune.live_session where subject = ?", String.class, person));
        return new LeftBehind(
                jdbc,
                names,
                jdbc.queryForObject("select clock_timestamp()", (row, n) -> row.getObject(1, OffsetDateTime.class)));
    }

    /// Those with something of the person that should not stay.
    Set<String> tables() {
        var all = new TreeSet<>(jdbc.queryForList(
                "select tablename from pg_tables where schemaname = 'attune' and tablename <> 'flyway_schema_history'",
                String.class));
        all.removeAll(STAYS);
        return among(all);
    }

    /// Of these tables, whatever may stay, those with something of the person; asked in one go.
    Set<String> among(Collection<String> tables) {
        if (tables.isEmpty()) return Set.of();
        String each = tables.stream().map(LeftBehind::question).collect(Collectors.joining(" union all "));
        return new TreeSet<>(jdbc.queryForList(
                "with asked (names, since) as (values (?::text[], ?::timestamptz)) " + each,
                String.class,
                names,
                since));
    }

    private static String question(String table) {
        return """
                select '%1$s' from asked where exists (select from attune.%1$s t where %2$s
                  exists (select from unnest(asked.names) name where strpos(t::text, name) > 0))\
                """.formatted(
                        table, table.equals(OUTBOX) ? "t.sealed is not null and t.added_at <= asked.since and" : "");
    }

    public static void main(String[] arguments) {
        System.exit(run(System.in, System.out, System.err, arguments));
    }

    /// @return the exit code
    static int run(InputStream in, PrintStream out, PrintStream err, String... arguments) {
        if (arguments.length != 1 || !arguments[0].startsWith("--data=")) {
            err.println("attune: --data=DIR is missing");
            return 2;
        }
        try (var stored = StoredData.in(Path.of(arguments[0].substring("--data=".length())));
                var asked = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            var known = new HashMap<UUID, LeftBehind>();
            for (String line; (line = asked.readLine()) != null; ) {
                var words = line.split(" ");
                var receipt = UUID.fromString(words[1]);
                if (words[0].equals("watch")) {
                    var left = of(stored.jdbc(), receipt, words[2]);
                    known.put(receipt, left);
                    left.watch(out);
                } else {
                    var left = known.get(receipt);
                    say(out, "holds", left == null ? Set.of() : left.tables());
                }
            }
            return 0;
        } catch (StartFailure failure) {
            err.println("attune: " + failure.getMessage());
            return failure.exitCode().code();
        } catch (IOException e) {
            err.println("attune: cannot be read: " + e.getMessage());
            return 9; // as the command line has it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 130;
        }
    }

    private void watch(PrintStream out) throws InterruptedException {
        var left = tables();
        say(out, "holds", left);
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (!left.isEmpty() && System.nanoTime() < until) {
            var still = among(left);
            left.removeAll(still);
            if (!left.isEmpty()) say(out, "gone", left);
            left = still;
            Thread.sleep(BETWEEN_LOOKS);
        }
        say(out, "end", left);
    }

    private static void say(PrintStream out, String word, Set<String> tables) {
        out.println((word + " " + String.join(" ", tables)).strip());
        out.flush();
    }
}
