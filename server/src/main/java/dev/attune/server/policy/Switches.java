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
    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final Audit audit;
    private final ApplicationEventPublisher events;
    private final Map<Switch, Off> off = new ConcurrentHashMap<>();

    /// @param reason in the words of whoever switched it off
    public record Off(Switch what, String reason, Instant since, String by) {}

    Switches(JdbcClient jdbc, InstantSource clock, Audit audit, ApplicationEventPublisher events) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.audit = audit;
        this.events = events;
        jdbc.sql("select scope, id, reason, since, switched_by from switched_off")
                .query((row, n) -> new Off(
                        new Switch(Switch.Scope.of(row.getString("scope")), row.getString("id")),
                        row.getString("reason"),
                        row.getObject("since", OffsetDateTime.class).toInstant(),
                        row.getString("switched_by")))
                .list()
                .forEach(each -> off.put(each.what(), each));
    }

    /// Why this modality is not read at present; empty when nothing is switched off.
    public Optional<Off> stopping(Modality modality) {
        return stopping(new Switch(Switch.Scope.MODALITY, modality.id()));
    }

    /// Likewise for the decisions of a playbook.
    public Optional<Off> stopping(String playbook) {
        return stopping(new Switch(Switch.Scope.PLAYBOOK, playbook));
    }

    /// What is off, the latest first.
    public List<Off> all() {
        return off.values().stream()
                .sorted(Comparator.comparing(Off::since).reversed())
                .toList();
    }

    void off(Switch what, String reason, String by) {
        var now = clock.instant();
        // first in memory: stopping must not wait for a disk
        off.put(what, new Off(what, reason, now, by));
        events.publishEvent(new SwitchChanged(what, true));
        jdbc.sql("""
                        insert into switched_off (scope, id, reason, since, switched_by) values (?, ?, ?, ?, ?)
                        on conflict (scope, id) do update set reason = excluded.reason""")
                .params(what.scope().id(), what.id(), reason, now.atOffset(ZoneOffset.UTC), by)
                .update();
        audit.record(AuditEntry.of(by, "switch.off", what.toString()).because(reason));
    }

    void on(Switch what, String by) {
        jdbc.sql("delete from switched_off where scope = ? and id = ?")
                .params(what.scope().id(), what.id())
                .update();
        off.remove(what);
        events.publishEvent(new SwitchChanged(what, false));
        audit.record(by, "switch.on", what.toString());
    }

    private Optional<Off> stopping(Switch one) {
        if (off.isEmpty()) return Optional.empty();
        return Optional.ofNullable(off.get(new Switch(Switch.Scope.TENANT, Switch.ALL)))
                .or(() -> Optional.ofNullable(
                        off.get(new Switch(Switch.Scope.TENANT, Tenant.current().id()))))
                .or(() -> Optional.ofNullable(off.get(one)));
    }
}
