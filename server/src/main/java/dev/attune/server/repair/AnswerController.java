package dev.attune.server.repair;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.problems.Refusal;
import io.swagger.v3.oas.annotations.Operation;
import io.swagger.v3.oas.annotations.Parameter;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.transaction.support.TransactionOperations;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;

/// Where a person says how it is now, or whether their sentence may be quoted, by the address that was sent to them. It
/// travels in a header, never in an address that a log may keep.
@RestController
@RequestMapping("/v1/my/answer")
class AnswerController {
    static final String HEADER = "Attune-Answer";
    private static final String CREDENTIAL = "What stands behind `#` in the link that was sent to the person";
    private static final int MOST = 5; // the scale of CSAT

    private final Asks asks;
    private final Cases cases;
    private final Praises praises;
    private final Audit audit;
    private final TransactionOperations transactions;

    AnswerController(Asks asks, Cases cases, Praises praises, Audit audit, TransactionOperations transactions) {
        this.asks = asks;
        this.cases = cases;
        this.praises = praises;
        this.audit = audit;
        this.transactions = transactions;
    }

    /// @param about `case` or `quote`
    /// @param topic what was put right; null about a quote
    /// @param quote the very sentence; null about a case
    /// @param granted what was said before about the quote; null for nothing
    record Question(
            String about,
            String language,
            @Nullable String topic,
            @Nullable String quote,
            @Nullable Boolean granted) {}

    /// @param satisfaction 1 to 5, about a case
    /// @param granted about a quote
    record Answer(@Nullable Integer satisfaction, @Nullable Boolean granted) {}

    @Operation(summary = "Shows the person what they are asked by the link that was sent to them")
    @GetMapping
    Question question(@Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential) {
        return serve(credential, ask -> {
            if (ask.praiseId() != null) {
                var quote = praises.quote(ask.praiseId()).orElseThrow(AnswerController::nothing);
                return new Question("quote", quote.language(), null, quote.text(), quote.granted());
            }
            var one = about(ask);
            return new Question("case", one.language(), one.topic(), null, null);
        });
    }

    @Operation(summary = "Takes the person's answer to what the link asked them", description = """
                    `satisfaction` about a case, once: then the link answers 404. `granted` about a quote; that may be
                    changed.""")
    @PostMapping
    @ResponseStatus(HttpStatus.NO_CONTENT)
    void answer(
            @Parameter(description = CREDENTIAL) @RequestHeader(HEADER) String credential, @RequestBody Answer answer) {
        serve(credential, ask -> {
            if (ask.praiseId() != null) {
                if (answer.granted() == null) throw Refusal.badRequest("granted is missing: true or false.");
                praises.decided(ask.praiseId(), answer.granted());
                audit.record(AuditEntry.of(
                        "person",
                        answer.granted() ? "quote.granted" : "quote.refused",
                        ask.praiseId().toString()));
            } else {
                if (answer.satisfaction() == null || answer.satisfaction() < 1 || answer.satisfaction() > MOST)
                    throw Refusal.badRequest(
                            "satisfaction must be 1 to %d, got %s.".formatted(MOST, answer.satisfaction()));
                cases.answered(about(ask).id(), (answer.satisfaction() - 1) / (MOST - 1.0));
            }
            asks.answered(ask);
            return true;
        });
    }

    private RepairCase about(Asks.Ask ask) {
        return cases.find(Objects.requireNonNull(ask.caseId())).orElseThrow(AnswerController::nothing);
    }

    private <T> T serve(String credential, Function<Asks.Ask, T> work) {
        return Asks.tenant(credential)
                .orElseThrow(AnswerController::nothing)
                .get(() -> Objects.requireNonNull(transactions.execute(
                        status -> work.apply(asks.waiting(credential).orElseThrow(AnswerController::nothing)))));
    }

    private static Refusal nothing() {
        return Refusal.notFound(
                "Nothing is asked under this address. Maybe it was answered already, or it is too old.");
    }
}
