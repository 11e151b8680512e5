package dev.attune.server.trust;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import tools.jackson.databind.JsonNode;

/// Whether groups of people are read alike, on the operator's own pictures. Pictures stay where they are: the command
/// `attune evaluate expressions --groups` reads them there, and its report comes here.
@RestController
@RequestMapping("/v1/trust/fairness")
class FairnessController {
    private static final String FORMAT = "attune.evaluation.expressions/";
    private static final int MOST_SHOWN = 10;
    private static final int LONGEST = 200_000; // characters; a report of a hundred groups has some 60 000

    private final FairnessReports reports;
    private final TrustSettings settings;
    private final Audit audit;

    FairnessController(FairnessReports reports, TrustSettings settings, Audit audit) {
        this.reports = reports;
        this.settings = settings;
        this.audit = audit;
    }

    /// @param value in [0, 1]
    /// @param low of the 95 % interval, as `high`; null where there is none
    /// @param high of the 95 % interval; null where there is none
    record Rate(
            double value, @Nullable Double low, @Nullable Double high) {}

    /// @param group as the column has it
    /// @param fewerThan set where a group is too small to be shown; then there are no figures
    /// @param n how many pictures
    /// @param faceFound share in which a face was found
    /// @param negative share that was labelled with a negative display
    /// @param matchedSmile negative labels at equal smile, minus those of all others; null where it cannot be told
    record Group(
            String group,
            @Nullable Integer fewerThan,
            @Nullable Integer n,
            @Nullable Rate faceFound,
            @Nullable Rate negative,
            @Nullable Rate matchedSmile) {}

    /// @param column of the data set, by which people are grouped
    /// @param pictures how many were read
    /// @param groups each with its figures
    /// @param passed null where no gate was asked for
    /// @param objections what stands against it: gaps between groups, and what changed since an earlier report
    record Report(
            UUID id,
            Instant uploadedAt,
            String uploadedBy,
            String dataSet,
            String column,
            int pictures,
            List<Group> groups,
            @Nullable Boolean passed,
            List<String> objections) {}

    @Operation(summary = "Lists the latest reports on whether groups of people are read alike")
    @GetMapping
    List<Report> latest() {
        return reports.latest(MOST_SHOWN).stream().map(FairnessController::view).toList();
    }

    @Operation(
            summary = "Keeps a report that `attune evaluate expressions --groups` made",
            description = "400 when a group is smaller than `attune.aggregates.k`.")
    @PostMapping
    @ResponseStatus(HttpStatus.CREATED)
    Report keep(@RequestBody JsonNode document, Principal caller) {
        check(document);
        var kept = reports.keep(document, caller.getName());
        audit.record(AuditEntry.of(
                caller.getName(), "fairness-report.kept", kept.id().toString()));
        return view(kept);
    }

    private void check(JsonNode document) {
        if (!document.path("format").asString("").startsWith(FORMAT)
                || document.path("groups").path("groups").isEmpty())
            throw Refusal.badRequest(
                    "This is no report about groups. Maybe send what attune evaluate expressions --groups COLUMN"
                            + " prints.");
        if (document.toString().length() > LONGEST)
            throw Refusal.badRequest("The report is longer than %d characters.".formatted(LONGEST));
        for (var group : document.path("groups").path("groups"))
            if (group.has("n") && group.path("n").asInt() < settings.k())
                throw Refusal.badRequest("The group '%s' has %d pictures; fewer than %d are not shown here."
                        .formatted(
                                group.path("group").asString(""),
                                group.path("n").asInt(),
                                settings.k()));
    }

    private static Report view(FairnessReports.Report kept) {
        var document = kept.document();
        var compared = document.path("groups");
        var gate = document.path("gate");
        return new Report(
                kept.id(),
                kept.uploadedAt(),
                kept.uploadedBy(),
                document.path("dataSet").asString(""),
                compared.path("column").asString(""),
                document.path("pictures").asInt(0),
                compared.path("groups")
                        .valueStream()
                        .map(group -> group(group, compared))
                        .toList(),
                gate.isObject() ? gate.path("passed").asBoolean(false) : null,
                gate.path("objections")
                        .valueStream()
                        .map(each -> each.asString(""))
                        .toList());
    }

    private static Group group(JsonNode group, JsonNode compared) {
        var name = group.path("group").asString("");
        return new Group(
                name,
                group.has("fewerThan") ? group.path("fewerThan").asInt() : null,
                group.has("n") ? group.path("n").asInt() : null,
                rate(group.path("faceFound"), "value"),
                rate(group.path("negative"), "value"),
                compared.path("matchedSmile")
                        .path("groups")
                        .valueStream()
                        .filter(test -> test.path("group").asString("").equals(name))
                        .findFirst()
                        .map(test -> rate(test, "difference"))
                        .orElse(null));
    }

    private static @Nullable Rate rate(JsonNode figure, String value) {
        if (!figure.path(value).isNumber()) return null;
        var interval = figure.path("interval95");
        return new Rate(
                figure.path(value).asDouble(),
                interval.isArray() ? interval.path(0).asDouble() : null,
                interval.isArray() ? interval.path(1).asDouble() : null);
    }
}
