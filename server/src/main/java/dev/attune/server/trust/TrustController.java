package dev.attune.server.trust;

import dev.attune.policy.Duty;
import dev.attune.policy.PolicyDecision;
import dev.attune.policy.Reasons;
import dev.attune.policy.parity.Parity;
import dev.attune.server.policy.DeploymentPolicy;
import dev.attune.server.policy.GateLog;
import dev.attune.server.policy.Switches;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.responses.ApiResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.http.ContentDisposition;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/// `GET /v1/trust`: everything the trust page shows, in one answer, so that its parts fit each other.
@RestController
@EnableConfigurationProperties(TrustSettings.class)
class TrustController {
    private static final int DAYS_OF_COUNTS = 7;

    private final DeploymentPolicy policy;
    private final GateLog log;
    private final Switches switches;
    private final PeopleCounts people;
    private final ServiceLevels levels;
    private final TrustSettings settings;
    private final DeploymentFacts facts;
    private final InstantSource clock;
    private final Duration retention;
    private final Duration consentLifetime;

    TrustController(
            DeploymentPolicy policy,
            GateLog log,
            Switches switches,
            PeopleCounts people,
            ServiceLevels levels,
            TrustSettings settings,
            DeploymentFacts facts,
            InstantSource clock,
            @Value("${attune.sessions.retention}") Duration retention,
            @Value("${attune.consent.lifetime}") Duration consentLifetime) {
        this.policy = policy;
        this.log = log;
        this.switches = switches;
        this.people = people;
        this.levels = levels;
        this.settings = settings;
        this.facts = facts;
        this.clock = clock;
        this.retention = retention;
        this.consentLifetime = consentLifetime;
    }

    /// @param deployment what the operator said of this house
    /// @param pack of the rules of law in force
    /// @param permissions for each purpose and modality
    /// @param k the floor: nothing is shown of fewer people
    /// @param retention how long what is kept
    /// @param switchedOff what stands still now
    record Trust(
            Deployment deployment,
            Pack pack,
            List<Permission> permissions,
            List<GateLog.Count> gate,
            int k,
            List<PeopleCounts.OfChoice> consents,
            List<ParityView> parity,
            Retention retention,
            List<Switches.Off> switchedOff) {}

    /// @param place what kind of place it is, as docs/trust.md names them
    /// @param role of the people who are read, for example `customer`
    /// @param ageBand of the people who are read
    /// @param purposes that are permitted at all
    /// @param meets conditions of the law that the operator says are met
    record Deployment(
            String place,
            String role,
            String jurisdiction,
            String ageBand,
            List<String> purposes,
            List<String> meets) {}

    /// @param version of the pack
    /// @param reviewed when counsel last looked at it
    /// @param reviewBy when counsel should look again
    /// @param overdue whether counsel should have looked at it again by now
    /// @param dates when laws begin to apply
    record Pack(String version, LocalDate reviewed, LocalDate reviewBy, boolean overdue, List<LegalDay> dates) {}

    /// @param day from which it applies
    /// @param inForce whether it applies by now
    /// @param source where it is written
    record LegalDay(String id, LocalDate day, boolean inForce, String source) {}

    /// @param biometric whether it is read from face, voice or body
    /// @param outcome `allow`, `allow-with-notice`, `aggregate-only`, `text-only` or `block`
    /// @param reason why, in words
    /// @param article of the law it rests on
    /// @param rule the id of the rule that says so
    /// @param validUntil when it has to be asked again
    /// @param duties what has to be done for it, by id
    record Permission(
            String purpose,
            String modality,
            boolean biometric,
            String outcome,
            String reason,
            String article,
            String rule,
            Instant validUntil,
            List<String> duties) {
        static Permission of(Purpose purpose, Modality modality, PolicyDecision decision, String language) {
            return new Permission(
                    purpose.id(),
                    modality.id(),
                    modality.biometric(),
                    decision.outcome().id(),
                    Reasons.in(language, decision),
                    decision.article(),
                    decision.ruleId(),
                    decision.validUntil(),
                    decision.duties().stream().map(Duty::id).sorted().toList());
        }
    }

    /// Null where nothing can be said yet.
    ///
    /// @param measure its id, for example `price`
    /// @param declined visits of people who declined
    /// @param consented visits of people who agreed
    /// @param ratio of those who declined to those who agreed
    /// @param low lower end of the 95 % interval of the ratio
    /// @param high upper end of the 95 % interval of the ratio
    /// @param verdict `equal`, `worse` or `not-enough`
    record ParityView(
            String measure,
            long declined,
            long consented,
            @Nullable Double ratio,
            @Nullable Double low,
            @Nullable Double high,
            String verdict) {
        static ParityView of(Parity parity) {
            return new ParityView(
                    parity.measure().id(),
                    parity.declined(),
                    parity.consented(),
                    orNull(parity.ratio()),
                    orNull(parity.low()),
                    orNull(parity.high()),
                    switch (parity.verdict()) {
                        case EQUAL -> "equal";
                        case WORSE -> "worse";
                        case NOT_ENOUGH -> "not-enough";
                    });
        }

        private static @Nullable Double orNull(double value) {
            return Double.isFinite(value) ? Math.round(1000 * value) / 1000.0 : null;
        }
    }

    /// @param sessionDays of sessions, in days
    /// @param consentDays of consent, in days
    record Retention(long sessionDays, long consentDays) {}

    @Operation(summary = "Tells what is permitted here, what the gate answered and who agreed")
    @GetMapping("/v1/trust")
    Trust trust(Locale locale) {
        return trust(locale.getLanguage());
    }

    private Trust trust(String language) {
        var now = clock.instant();
        return new Trust(
                deployment(),
                pack(now),
                permissions(now, language),
                log.since(LocalDate.ofInstant(now, ZoneOffset.UTC).minusDays(DAYS_OF_COUNTS)),
                settings.k(),
                people.byChoice(),
                levels.parity().stream().map(ParityView::of).toList(),
                new Retention(retention.toDays(), consentLifetime.toDays()),
                switches.all());
    }

    @Operation(summary = "Downloads a draft of both impact assessments, to be completed by people")
    @ApiResponse(
            responseCode = "200",
            content = @Content(mediaType = MediaType.TEXT_HTML_VALUE, schema = @Schema(types = "string")))
    @GetMapping("/v1/trust/assessment")
    ResponseEntity<byte[]> assessment(
            @Parameter(
                            description = "Of the draft",
                            schema =
                                    @Schema(
                                            allowableValues = {"en", "ru", "zh"},
                                            defaultValue = "en"))
                    @RequestParam(defaultValue = "en")
                    String language) {
        var page = new Assessment(AssessmentWords.of(language), trust(language), facts.now(language), clock.instant());
        return ResponseEntity.ok()
                .contentType(new MediaType(MediaType.TEXT_HTML, StandardCharsets.UTF_8))
                .header(
                        HttpHeaders.CONTENT_DISPOSITION,
                        ContentDisposition.attachment()
                                .filename("attune-assessment.html")
                                .build()
                                .toString())
                .body(page.html().getBytes(StandardCharsets.UTF_8));
    }

    private Deployment deployment() {
        var context = policy.context();
        return new Deployment(
                context.place().id(),
                context.role().id(),
                context.jurisdiction().id(),
                context.ageBand().id(),
                policy.purposes().stream().map(Purpose::id).sorted().toList(),
                policy.meets().stream().map(Duty::id).sorted().toList());
    }

    private Pack pack(Instant now) {
        var pack = policy.pack();
        var today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        return new Pack(
                pack.version(),
                pack.reviewed(),
                pack.reviewBy(),
                today.isAfter(pack.reviewBy()),
                pack.dates().entrySet().stream()
                        .map(date -> new LegalDay(
                                date.getKey(),
                                date.getValue().day(),
                                !today.isBefore(date.getValue().day()),
                                date.getValue().source()))
                        .sorted(Comparator.comparing(LegalDay::day))
                        .toList());
    }

    private List<Permission> permissions(Instant now, String language) {
        var permissions = new ArrayList<Permission>();
        for (var purpose : policy.purposes().stream().sorted().toList())
            for (var modality : Modality.values())
                permissions.add(Permission.of(purpose, modality, policy.decide(purpose, modality, now), language));
        return permissions;
    }
}
