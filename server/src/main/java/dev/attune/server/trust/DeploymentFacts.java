package dev.attune.server.trust;

import dev.attune.decisions.Playbook;
import dev.attune.decisions.Rule;
import dev.attune.server.access.Role;
import dev.attune.server.consent.Consents;
import dev.attune.server.consent.ControllerSettings;
import dev.attune.server.database.Tenant;
import dev.attune.server.decisions.PlaybookShelf;
import dev.attune.server.models.Perception;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.privacy.Retention;
import dev.attune.signals.Purpose;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// What an assessment is filled with beyond the trust page, as the deployment stands when it is asked for.
@Component
class DeploymentFacts {
    private static final Duration LATELY = Duration.ofDays(7);

    private final JdbcClient jdbc;
    private final InstantSource clock;
    private final ControllerSettings controller;
    private final Consents consents;
    private final DeploymentPolicy policy;
    private final Retention retention;
    private final PlaybookShelf playbooks;
    private final Perception perception;
    private final FairnessReports fairness;
    private final String languageModel;

    DeploymentFacts(
            JdbcClient jdbc,
            InstantSource clock,
            ControllerSettings controller,
            Consents consents,
            DeploymentPolicy policy,
            Retention retention,
            PlaybookShelf playbooks,
            Perception perception,
            FairnessReports fairness,
            @Value("${attune.language-model.url:}") String languageModel) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.controller = controller;
        this.consents = consents;
        this.policy = policy;
        this.retention = retention;
        this.playbooks = playbooks;
        this.perception = perception;
        this.fairness = fairness;
        this.languageModel = languageModel;
    }

    /// @param guardianBelow age below which a parent or guardian answers; empty where only adults are read
    /// @param sessions of the last seven days, all people together
    /// @param recipients systems and addresses that are told about people; the host where one has no name
    /// @param accounts how many people work at the console, by role; every role
    /// @param openKeys publishable keys that any page may use
    /// @param erasures finished so far
    record Facts(
            ControllerSettings controller,
            String notice,
            OptionalInt guardianBelow,
            List<String> models,
            long sessions,
            List<Retention.Category> kept,
            List<Following> following,
            List<String> recipients,
            Map<Role, Integer> accounts,
            int openKeys,
            long erasures,
            AuditState audit,
            Optional<FairnessReports.Report> fairness) {}

    /// What a playbook in force may do.
    ///
    /// @param classes of its actions, for example `HELP`
    record Following(String playbook, String title, String classes) {}

    record AuditState(long records, long anchors, Optional<Instant> anchoredAt) {}

    Facts now(String language) {
        return new Facts(
                controller,
                consents.noticeInForce(),
                policy.guardianBelow(),
                perception.cards().stream()
                        .map(card -> "%s (%s/%s)".formatted(card.title(), card.id(), card.version()))
                        .toList(),
                sessions(),
                retention.categories(),
                following(language),
                recipients(),
                accounts(),
                count(
                                "select count(*) from sdk_key where kind = 'publishable' and revoked_at is null and origins = '{}'")
                        .intValue(),
                count("select count(*) from erasure where step = 'proven'"),
                audit(),
                fairness.latest(1).stream().findFirst());
    }

    private long sessions() {
        return jdbc.sql("select count(*) from live_session where started_at > ?")
                .param(clock.instant().minus(LATELY).atOffset(ZoneOffset.UTC))
                .query(Long.class)
                .single();
    }

    private List<Following> following(String language) {
        var following = new ArrayList<Following>();
        for (var purpose : Purpose.values())
            if (policy.purposes().contains(purpose))
                for (var decider : playbooks.inForce(purpose)) following.add(following(decider.playbook(), language));
        return following;
    }

    private static Following following(Playbook playbook, String language) {
        return new Following(
                "%s/%d".formatted(playbook.id(), playbook.version()),
                playbook.title().in(language),
                playbook.rules().stream()
                        .map(Rule::action)
                        .map(action -> action.actionClass().name())
                        .distinct()
                        .sorted()
                        .collect(Collectors.joining(", ")));
    }

    private List<String> recipients() {
        var recipients = new ArrayList<>(jdbc.sql("select kind || ': ' || name from connector where enabled order by 1")
                .query(String.class)
                .list());
        jdbc.sql("select url from webhook_endpoint where disabled_at is null order by created_at")
                .query(String.class)
                .list()
                .forEach(url -> recipients.add("webhook: " + URI.create(url).getHost()));
        if (!languageModel.isBlank())
            recipients.add("language model: " + URI.create(languageModel).getHost());
        return recipients;
    }

    private Map<Role, Integer> accounts() {
        var accounts = new EnumMap<Role, Integer>(Role.class);
        Arrays.stream(Role.values()).forEach(role -> accounts.put(role, 0));
        jdbc.sql("select role, count(*) as people from account where tenant = ? and not disabled group by role")
                .param(Tenant.current().id())
                .query(row -> {
                    accounts.put(Role.of(row.getString("role")), row.getInt("people"));
                });
        return accounts;
    }

    private AuditState audit() {
        return new AuditState(
                count("select coalesce(max(seq), 0) from audit_record"),
                count("select count(*) from audit_anchor"),
                jdbc.sql("select max(at) from audit_anchor")
                        .query((row, n) -> Optional.ofNullable(row.getObject(1, OffsetDateTime.class))
                                .map(OffsetDateTime::toInstant))
                        .single());
    }

    private Long count(String sql) {
        return jdbc.sql(sql).query(Long.class).single();
    }
}
