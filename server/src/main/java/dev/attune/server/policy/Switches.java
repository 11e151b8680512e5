package dev.attune.server.policy;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.signals.Modality;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.springframework.context.ApplicationEventPublisher;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// The switches that stop reading or deciding at once, whatever was agreed to. Off is off after a restart too.
///
/// Asked with every frame, so they are kept in memory; this holds for one server process per database.
@Component
public class Switches {
    /// Only the tenant who owns the house has this one.
    private static final Placed WHOLE_HOUSE = new Placed(Tenant.DEFAULT, new Switch(Switch.Scope.TENANT, Switch.ALL));

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Map<Placed, Off> off = new ConcurrentHashMap<>();

    /// A switch of one tenant; another's is another switch.
    private record Placed(Tenant tenant, Switch what) {}

    /// @param reason in the words of whoever switched it off
    /// @param by the account
    public record Off(Switch what, String reason, Instant since, String by) {}

    Switches(JdbcClient jdbc, InstantSource clock, Audit audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        Tenant.ALL.run(() -> jdbc.sql("select tenant, scope, id, reason, since, switched_by from switched_off")
                .query(row -> {
                    var what = new Switch(Switch.Scope.of(row.getString("scope")), row.getString("id"));
                    var since = row.getObject("since", OffsetDateTime.class).toInstant();
                    off.put(
                            new Placed(new Tenant(row.getString("tenant")), what),
                            new Off(what, row.getString("reason"), since, row.getString("switched_by")));
                }));
    }

    /// Why this modality is not read at present; empty when nothing is switched off.
    public Optional<Off> stopping(Modality modality) {
        return stopping(new Switch(Switch.Scope.MODALITY, modality.id()));
    }

    /// Likewise for the decisions of a playbook.
    public Optional<Off> stopping(String playbook) {
        return stopping(new Switch(Switch.Scope.PLAYBOOK, playbook));
    }

    /// Likewise for a policy that learns.
    public Optional<Off> stoppingPolicy(String policy) {
        return stopping(new Switch(Switch.Scope.POLICY, policy));
    }

    /// What is off for this tenant, the latest first.
    public List<Off> all() {
        return off.entrySet().stream()
                .filter(each -> each.getKey().tenant().equals(Tenant.current())
                        || each.getKey().equals(WHOLE_HOUSE))
                .map(Map.Entry::getValue)
                .sorted(Comparator.comparing(Off::since).reversed())
                .toList();
    }

    void off(Switch what, String reason, String by) {
        var now = clock.instant();
        // first in memory: stopping must not wait for a disk
        off.put(here(what), new Off(what, reason, now, by));
        events.publishEvent(new SwitchChanged(what, true));
        jdbc.sql("""
                        insert into switched_off (scope, id, reason, since, switched_by) values (?, ?, ?, ?, ?)
                        on conflict (tenant, scope, id) do update set reason = excluded.reason""")
                .params(what.scope().id(), what.id(), reason, now.atOffset(ZoneOffset.UTC), by)
                .update();
        audit.record(AuditEntry.of(by, "switch.off", what.toString()).because(reason));
    }

    void on(Switch what, String by) {
        jdbc.sql("delete from switched_off where scope = ? and id = ?")
                .params(what.scope().id(), what.id())
                .update();
        off.remove(here(what));
        events.publishEvent(new SwitchChanged(what, false));
        audit.record(by, "switch.on", what.toString());
    }

    private Optional<Off> stopping(Switch one) {
        if (off.isEmpty()) return Optional.empty();
        return Optional.ofNullable(off.get(WHOLE_HOUSE))
                .or(() -> Optional.ofNullable(off.get(
                        here(new Switch(Switch.Scope.TENANT, Tenant.current().id())))))
                .or(() -> Optional.ofNullable(off.get(here(one))));
    }

    private static Placed here(Switch what) {
        return new Placed(Tenant.current(), what);
    }
}
