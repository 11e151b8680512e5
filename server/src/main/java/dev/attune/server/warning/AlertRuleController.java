package dev.attune.server.warning;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.decisions.warning.QuietHours;
import dev.attune.server.audit.Audit;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.security.Principal;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

@RestController
@RequestMapping("/v1/alert-rules")
class AlertRuleController {
    private static final int MOST_RULES = 50; // each costs a little with every event
    private static final int MOST_RECEIVERS = 20;
    private static final int LONGEST_NAME = 100;
    private static final int LONGEST_GROUPING_HOURS = 14 * 24;
    private static final Set<String> LANGUAGES = Set.of("en", "ru", "zh");

    private final AlertTable table;
    private final MailServer mail;
    private final Audit audit;
    private final InstantSource clock;

    AlertRuleController(AlertTable table, MailServer mail, Audit audit, InstantSource clock) {
        this.table = table;
        this.mail = mail;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param from,to times as `22:00`
    /// @param zone as `Europe/Berlin`
    record Quiet(
            @Nullable String from,
            @Nullable String to,
            @Nullable String zone) {}

    /// @param watches what is watched, one by one
    /// @param detector how it judges
    /// @param mailTo addresses that are told by mail; with `webhooks` at most 20
    /// @param language of the mails; left out for `en`
    /// @param quiet when nobody is told; left out for never
    /// @param groupingHours alerts of one thing within so many hours are one, 0 to 336; left out for 24
    /// @param enabled left out for yes
    record Wanted(
            @Nullable String name,
            @Nullable Watched watches,
            @Nullable Signal signal,
            @Nullable Detector detector,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<String> mailTo,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable List<UUID> webhooks,
            @Nullable String language,
            @Nullable Quiet quiet,
            @Nullable Integer groupingHours,
            @Nullable Boolean enabled) {}

    /// @param watches what is watched, one by one
    /// @param detector how it judges
    /// @param language of the mails
    /// @param quiet when nobody is told; null for never
    /// @param groupingHours alerts of one thing within so many hours are one
    record View(
            UUID id,
            String name,
            Watched watches,
            Signal signal,
            Detector detector,
            List<String> mailTo,
            List<String> webhooks,
            String language,
            @Nullable Quiet quiet,
            long groupingHours,
            boolean enabled) {}

    /// @param mail whether a mail server is named in the settings
    /// @param rules all of them
    record Rules(boolean mail, List<View> rules) {}

    @Operation(summary = "Lists the rules that raise alerts, and whether mail can be sent")
    @GetMapping
    Rules rules() {
        return new Rules(
                mail.canSend(),
                table.rules().stream().map(AlertRuleController::view).toList());
    }

    @Operation(summary = "Makes a rule that raises alerts")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    View create(@RequestBody Wanted wanted, Principal caller) {
        if (table.rules().size() >= MOST_RULES)
            throw Refusal.conflict(
                    "There are %d rules, the most there can be. Maybe remove one.".formatted(MOST_RULES));
        var rule = rule(UUID.randomUUID(), wanted, caller);
        table.save(rule);
        audit.record(caller.getName(), "alert-rule.created", rule.id().toString());
        return view(rule);
    }

    @Operation(
            summary = "Changes a rule that raises alerts",
            description = "With another signal, detector or thing to watch, it begins anew.")
    @PutMapping("/{id}")
    View change(@PathVariable UUID id, @RequestBody Wanted wanted, Principal caller) {
        var before = table.rule(id).orElseThrow(() -> unknown(id));
        var rule = rule(id, wanted, caller);
        table.save(rule);
        if (!before.detector().equals(rule.detector())
                || before.watches() != rule.watches()
                || before.signal() != rule.signal()) table.beginAnew(id);
        audit.record(caller.getName(), "alert-rule.changed", id.toString());
        return view(rule);
    }

    @Operation(summary = "Removes a rule that raises alerts")
    @DeleteMapping("/{id}")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void remove(@PathVariable UUID id, Principal caller) {
        if (!table.removeRule(id)) throw unknown(id);
        audit.record(caller.getName(), "alert-rule.removed", id.toString());
    }

    private AlertRule rule(UUID id, Wanted wanted, Principal caller) {
        var name = wanted.name() == null ? "" : wanted.name().strip();
        if (name.isEmpty() || name.length() > LONGEST_NAME)
            throw Refusal.badRequest("name has 1 to %d characters, got %d.".formatted(LONGEST_NAME, name.length()));
        if (wanted.watches() == null || wanted.signal() == null || wanted.detector() == null)
            throw Refusal.badRequest("watches, signal and detector are needed, for example \"product\", \"affect\" and"
                    + " {\"kind\": \"fall\", \"sensitivity\": \"balanced\"}.");
        var mailTo = Objects.requireNonNullElse(wanted.mailTo(), List.<String>of());
        var webhooks = Objects.requireNonNullElse(wanted.webhooks(), List.<UUID>of());
        if (mailTo.size() + webhooks.size() > MOST_RECEIVERS)
            throw Refusal.badRequest("A rule tells at most %d receivers, got %d."
                    .formatted(MOST_RECEIVERS, mailTo.size() + webhooks.size()));
        mailTo.forEach(AlertRuleController::requireAddress);
        if (!mailTo.isEmpty() && !mail.canSend())
            throw Refusal.conflict("No mail can be sent from here. Maybe set spring.mail.host and attune.mail.from.");
        var language = Objects.requireNonNullElse(wanted.language(), "en");
        if (!LANGUAGES.contains(language))
            throw Refusal.badRequest("language must be one of en, ru, zh, got '%s'.".formatted(language));
        int grouping = Objects.requireNonNullElse(wanted.groupingHours(), 24);
        if (grouping < 0 || grouping > LONGEST_GROUPING_HOURS)
            throw Refusal.badRequest(
                    "groupingHours must be 0 to %d, got %d.".formatted(LONGEST_GROUPING_HOURS, grouping));
        return new AlertRule(
                id,
                name,
                wanted.watches(),
                wanted.signal(),
                wanted.detector(),
                mailTo,
                webhooks.stream().map(UUID::toString).toList(),
                language,
                quiet(wanted.quiet()),
                Duration.ofHours(grouping),
                !Boolean.FALSE.equals(wanted.enabled()),
                clock.instant(),
                caller.getName());
    }

    private static @Nullable QuietHours quiet(@Nullable Quiet quiet) {
        if (quiet == null) return null;
        if (quiet.from() == null || quiet.to() == null || quiet.zone() == null)
            throw Refusal.badRequest("quiet needs from, to and zone, for example 22:00, 07:00 and Europe/Berlin.");
        try {
            return new QuietHours(LocalTime.parse(quiet.from()), LocalTime.parse(quiet.to()), ZoneId.of(quiet.zone()));
        } catch (DateTimeException e) {
            throw Refusal.badRequest("The quiet hours cannot be read: %s. Maybe 22:00, 07:00 and Europe/Berlin."
                    .formatted(e.getMessage()));
        }
    }

    private static void requireAddress(String address) {
        try {
            var parsed = new InternetAddress(address, true);
            if (address.indexOf('@') > 0 && parsed.getAddress().equals(address)) return;
        } catch (AddressException e) {
            // told below
        }
        throw Refusal.badRequest("'%s' is no mail address. Maybe team@example.com."
                .formatted(address.substring(0, Math.min(100, address.length()))));
    }

    private static View view(AlertRule rule) {
        var quiet = rule.quiet();
        return new View(
                rule.id(),
                rule.name(),
                rule.watches(),
                rule.signal(),
                rule.detector(),
                rule.mailTo(),
                rule.webhooks(),
                rule.language(),
                quiet == null
                        ? null
                        : new Quiet(
                                quiet.from().toString(),
                                quiet.to().toString(),
                                quiet.zone().getId()),
                rule.grouping().toHours(),
                rule.enabled());
    }

    private static Refusal unknown(UUID id) {
        return Refusal.notFound("There is no alert rule %s.".formatted(id));
    }
}
