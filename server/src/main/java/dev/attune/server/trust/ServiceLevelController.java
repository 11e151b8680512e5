package dev.attune.server.trust;

import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.attune.policy.parity.Measure;
import dev.attune.server.consent.Consents;
import dev.attune.server.consent.Vouching;
import dev.attune.server.problems.Refusal;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// `POST /v1/service-levels`: a service reports what it gave one visitor. Which group that is, the gate knows.
@RestController
class ServiceLevelController {
    /// Squares are summed: one larger number would hide thirty days of the others.
    private static final double LARGEST = 1e12;

    private final ServiceLevels levels;
    private final Consents consents;
    private final Vouching vouching;
    private final Gate gate;

    ServiceLevelController(ServiceLevels levels, Consents consents, Vouching vouching, Gate gate) {
        this.levels = levels;
        this.consents = consents;
        this.vouching = vouching;
        this.gate = gate;
    }

    /// @param receiptId of a visitor who was asked; absent for one who never answered and so declines
    /// @param measures values by id, for example `{"latency-ms": 180, "price": 49.9}`
    record Visit(
            @Nullable UUID receiptId,
            @JsonSetter(contentNulls = Nulls.FAIL) @Nullable Map<String, Double> measures) {}

    @Operation(summary = "Reports what a service gave one visitor, such as latency or price", description = """
                    Sums are kept, nothing about the visitor. Leave `receiptId` out for who was not asked or did not
                    answer.""")
    @PostMapping("/v1/service-levels")
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void visit(@RequestBody Visit visit, Principal caller) {
        var values = new HashMap<Measure, Double>();
        for (var entry : (visit.measures() == null ? Map.<String, Double>of() : visit.measures()).entrySet()) {
            double value = entry.getValue();
            if (!(value >= 0 && value <= LARGEST))
                throw Refusal.badRequest("%s must be in 0 to %s, got %s.".formatted(entry.getKey(), LARGEST, value));
            values.put(measure(entry.getKey()), value);
        }
        if (values.isEmpty())
            throw Refusal.badRequest("measures names nothing. Maybe {\"latency-ms\": 180, \"price\": 49.9}.");
        boolean consented = visit.receiptId() != null && isAdaptedTo(visit.receiptId(), caller);
        values.forEach((measure, value) -> levels.visit(measure, consented, value));
    }

    private boolean isAdaptedTo(UUID receiptId, Principal caller) {
        var subject = consents.subjectOf(receiptId)
                .orElseThrow(() -> Refusal.notFound("There is no receipt %s.".formatted(receiptId)));
        vouching.require(caller, subject);
        return Arrays.stream(Modality.values())
                .anyMatch(modality -> gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, modality))
                        instanceof Gate.Verdict.Allowed);
    }

    private static Measure measure(String id) {
        try {
            return Measure.of(id);
        } catch (IllegalArgumentException e) {
            throw Refusal.badRequest(String.valueOf(e.getMessage()));
        }
    }
}
