package dev.attune.server.access;

import static java.lang.System.Logger.Level.DEBUG;

import dev.attune.server.database.Tenant;
import dev.attune.signals.Purpose;
import java.nio.ByteBuffer;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The keys by which a page's SDK, a call centre or a server of the operator's is let in.
///
/// A key comes with every request, so who holds it is remembered for a moment: a revocation acts at once in this
/// process, and after that moment in others on the same database. A key in use is looked up again beside its requests
/// when half of the moment is over, so that none of them waits for it.
@Component
public class SdkKeys {
    private static final System.Logger LOG = System.getLogger(SdkKeys.class.getName());
    static final Duration REMEMBERED = Duration.ofSeconds(1);
    private static final Duration LOOK_AGAIN = REMEMBERED.dividedBy(2);

    private static final int MOST_REMEMBERED = 10_000; // working keys only, so nobody fills this by guessing

    private static final int TURNS = 64; // keys that share one seldom meet

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final List<ReentrantLock> turns =
            Stream.generate(ReentrantLock::new).limit(TURNS).toList();

    /// By the key's hash. `compute` and `remove` of one key exclude each other, so that a holder read before a
    /// revocation cannot enter after it.
    private final Map<ByteBuffer, Known> known = new ConcurrentHashMap<>();

    SdkKeys(JdbcClient jdbc, InstantSource clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /// @param kind `publishable` or `secret`
    /// @param revoked whether it opens nothing any more
    /// @param origins the only pages that may use it, as browsers tell them; empty for all, and for secret keys
    /// @param purposes the only ones it may act for; empty for all
    record SdkKey(
            UUID id,
            String name,
            String kind,
            Instant createdAt,
            boolean revoked,
            List<String> origins,
            List<String> purposes) {}

    /// Who holds a key, and from which pages.
    record Holder(Caller.Sdk caller, List<String> origins) {}

    /// @param lookingAgain set by the first who begins to
    private record Known(Holder holder, Instant readAt, AtomicBoolean lookingAgain) {
        boolean isFresh(Instant now) {
            return now.isBefore(readAt.plus(REMEMBERED));
        }

        boolean isToBeLookedUpAgain(Instant now) {
            return !now.isBefore(readAt.plus(LOOK_AGAIN)) && lookingAgain.compareAndSet(false, true);
        }
    }

    /// @param kind `publishable` or `secret`
    /// @param secret shown now and never again
    record NewKey(
            UUID id,
            String name,
            String kind,
            Instant createdAt,
            String secret,
            List<String> origins,
            List<String> purposes) {}

    NewKey create(String name, KeyKind kind, List<String> origins, List<String> purposes) {
        var secret = Secret.random(kind.prefix());
        var key = new NewKey(UUID.randomUUID(), name, kind.id(), clock.instant(), secret.text(), origins, purposes);
        jdbc.sql("""
                        insert into sdk_key (id, tenant, name, kind, secret_hash, created_at, origins, purposes)
                        values (?, ?, ?, ?, ?, ?, ?, ?)""")
                .params(
                        key.id(),
                        Tenant.current().id(),
                        name,
                        key.kind(),
                        secret.hash(),
                        key.createdAt().atOffset(ZoneOffset.UTC),
                        origins.toArray(String[]::new),
                        purposes.toArray(String[]::new))
                .update();
        return key;
    }

    List<SdkKey> all() {
        return jdbc.sql("select * from sdk_key where tenant = ? order by created_at desc")
                .param(Tenant.current().id())
                .query((row, n) -> new SdkKey(
                        row.getObject("id", UUID.class),
                        row.getString("name"),
                        row.getString("kind"),
                        row.getObject("created_at", OffsetDateTime.class).toInstant(),
                        row.getObject("revoked_at") != null,
                        texts(row, "origins"),
                        texts(row, "purposes")))
                .list();
    }

    /// Who sent this key, for protocols whose key does not travel in the handshake.
    public Optional<Caller.Sdk> callerOf(String key) {
        return holderOf(key).map(Holder::caller);
    }

    Optional<Holder> holderOf(String key) {
        if (!KeyKind.isKey(key)) return Optional.empty();
        var hash = ByteBuffer.wrap(new Secret(key).hash());
        var now = clock.instant();
        var before = known.get(hash);
        if (before == null || !before.isFresh(now)) before = refreshed(hash, now);
        else if (before.isToBeLookedUpAgain(now))
            Thread.ofVirtual().name("key-again").start(() -> lookAgain(hash, now));
        return Optional.ofNullable(before).map(Known::holder);
    }

    /// One looks it up and the others wait, parked: at the map itself a few hundred of them would spin.
    private @Nullable Known refreshed(ByteBuffer hash, Instant now) {
        if (known.size() > MOST_REMEMBERED) known.clear();
        var turn = turns.get(Math.floorMod(hash.hashCode(), TURNS));
        turn.lock();
        try {
            var other = known.get(hash);
            if (other != null && other.isFresh(now)) return other;
            return known.compute(hash, (same, before) -> read(hash, now));
        } finally {
            turn.unlock();
        }
    }

    private void lookAgain(ByteBuffer hash, Instant now) {
        try {
            known.computeIfPresent(hash, (same, before) -> read(hash, now));
        } catch (DataAccessException e) {
            LOG.log(DEBUG, "a key is looked up again when somebody waits for it", e);
        }
    }

    private @Nullable Known read(ByteBuffer hash, Instant now) {
        return Tenant.ALL
                .get(() -> find(hash.array()))
                .map(holder -> new Known(holder, now, new AtomicBoolean()))
                .orElse(null);
    }

    private Optional<Holder> find(byte[] hash) {
        return jdbc.sql("select * from sdk_key where secret_hash = ? and revoked_at is null")
                .param(hash)
                .query((row, n) -> new Holder(
                        new Caller.Sdk(
                                row.getObject("id", UUID.class),
                                new Tenant(row.getString("tenant")),
                                KeyKind.of(row.getString("kind")),
                                texts(row, "purposes").stream().map(Purpose::of).collect(Collectors.toSet())),
                        texts(row, "origins")))
                .optional();
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }

    /// False when there is no such key, or it was revoked before.
    boolean revoke(UUID id) {
        var revoked = jdbc.sql("""
                        update sdk_key set revoked_at = ? where id = ? and tenant = ? and revoked_at is null
                        returning secret_hash""")
                .params(
                        clock.instant().atOffset(ZoneOffset.UTC),
                        id,
                        Tenant.current().id())
                .query((row, n) -> ByteBuffer.wrap(row.getBytes("secret_hash")))
                .optional();
        revoked.ifPresent(known::remove);
        return revoked.isPresent();
    }
}
