package dev.attune.server.repair;

import dev.attune.server.access.PersonalReading;
import dev.attune.server.audit.Audit;
import dev.attune.server.consent.Consents;
import dev.attune.server.customers.Customers;
import dev.attune.server.problems.Refusal;
import dev.attune.server.words.Words;
import dev.attune.server.words.WordsView;
import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import io.swagger.v3.oas.annotations.Operation;
import java.security.Principal;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.servlet.support.ServletUriComponentsBuilder;

/// What people love, and sentences that may be quoted.
@RestController
@RequestMapping("/v1/love")
class LoveController {
    private static final int MOST = 100;
    private static final int LONGEST = 1_000; // characters; a quote, not a letter

    private final Praises praises;
    private final Asks asks;
    private final Words words;
    private final Consents consents;
    private final Customers customers;
    private final Gate gate;
    private final RepairSettings settings;
    private final Audit audit;
    private final InstantSource clock;

    LoveController(
            Praises praises,
            Asks asks,
            Words words,
            Consents consents,
            Customers customers,
            Gate gate,
            RepairSettings settings,
            Audit audit,
            InstantSource clock) {
        this.praises = praises;
        this.asks = asks;
        this.words = words;
        this.consents = consents;
        this.customers = customers;
        this.gate = gate;
        this.settings = settings;
        this.audit = audit;
        this.clock = clock;
    }

    /// @param themes what people love, the most frequent first
    /// @param fewest people a theme stands for before it is shown
    /// @param quotes that their persons said yes to
    record Love(List<Praises.Theme> themes, int fewest, List<Praises.Quote> quotes) {}

    /// @param text the sentence
    /// @param product left out where there is none
    record Said(
            @Nullable UUID receiptId,
            @Nullable String text,
            @Nullable String product) {}

    /// @param link where the person is asked
    record Link(String link) {}

    @Operation(summary = "Lists what people love, and the quotes that may be shown outside")
    @GetMapping
    Love love() {
        return new Love(praises.themes(), settings.fewest(), praises.granted(MOST));
    }

    @Operation(summary = "Lists quotes whose people did not say yet whether they may be shown")
    @GetMapping("/quotes")
    @PersonalReading(object = "quote")
    List<Praises.Quote> waiting() {
        return praises.undecided(MOST);
    }

    @Operation(summary = "Keeps a sentence of praise of a person who lets their words be read", description = """
                    Personal data in it is replaced. 403 without consent to the words; 400 when the sentence does
                    not lean well.""")
    @PostMapping("/quotes")
    @ResponseStatus(HttpStatus.CREATED)
    Praises.Quote said(@RequestBody Said said, Principal caller) {
        var text = said.text() == null ? "" : said.text().strip();
        if (text.isEmpty() || text.length() > LONGEST)
            throw Refusal.badRequest("text must have 1 to %d characters, got %d.".formatted(LONGEST, text.length()));
        if (said.receiptId() == null)
            throw Refusal.badRequest("receiptId is missing. Maybe the one that POST /v1/consents returned.");
        var subject = consents.subjectOf(said.receiptId())
                .orElseThrow(() ->
                        Refusal.forbidden("Nothing is read: there is no receipt %s.".formatted(said.receiptId())));
        if (gate.check(new Gate.Question(subject, Purpose.PERSONALIZATION, Modality.TEXT))
                instanceof Gate.Verdict.Refused refused)
            throw Refusal.forbidden("Nothing is read: %s.".formatted(refused.reason()));
        var read = words.view(words.read(text));
        var best = read.aspects().stream().max(Comparator.comparingDouble(WordsView.Aspect::polarity));
        var polarity = read.polarity();
        if (polarity == null || polarity <= 0)
            throw Refusal.badRequest(
                    "This sentence does not lean well, so it is no praise. Maybe open a case with it.");
        var person = customers.find(subject).orElseThrow(() -> Refusal.notFound("Nobody is known by this receipt."));
        var id = praises.said(
                person,
                clock.instant(),
                best.map(WordsView.Aspect::aspect).orElse(RepairCase.NO_TOPIC),
                said.product() == null
                        ? ""
                        : said.product()
                                .substring(0, Math.min(200, said.product().length())),
                read.language(),
                read.text());
        audit.record(caller.getName(), "quote.kept", id.toString());
        return praises.quote(id).orElseThrow();
    }

    @Operation(
            summary = "Makes the link by which a person says whether they may be quoted",
            description = "Nothing is sent: hand the link on.")
    @PostMapping("/quotes/{id}/asks")
    Link ask(@PathVariable UUID id, Principal caller) {
        var person = praises.personOf(id)
                .filter(known -> praises.quote(id).isPresent())
                .orElseThrow(() -> Refusal.notFound("There is no quote %s.".formatted(id)));
        var link = ServletUriComponentsBuilder.fromCurrentContextPath().build() + asks.aboutQuote(person, id);
        praises.asked(id);
        audit.record(caller.getName(), "quote.asked", id.toString());
        return new Link(link);
    }
}
