package dev.attune.server.consent;

import dev.attune.server.access.Caller;
import dev.attune.server.access.KeyKind;
import dev.attune.server.access.ReadingPurpose;
import dev.attune.server.access.Role;
import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.database.Tenant;
import dev.attune.server.problems.Refusal;
import dev.attune.server.vault.Persons;
import jakarta.servlet.http.HttpServletRequest;
import java.security.Principal;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/// Who may name whom.
///
/// A publishable key is read by everybody who opens the page that carries it, so it proves nothing about a person.
/// It speaks for whoever shows the address of their own page, which came with their receipt, and under a pseudonym
/// that nobody can guess and nobody was asked under yet. The number of a receipt proves nothing either: it stands
/// in sessions and records that others read. The console speaks for people whose answer it took down itself;
/// whoever looks at others there names a purpose. A secret key, which stays on a server of the operator's, speaks
/// for all.
@Component
public class Vouching {
    /// Carries what stands behind `#` in a receipt's `personal`.
    public static final String HEADER = "Attune-Receipt";

    /// 128 bits as pages and this server draw them: a UUID or 32 hexadecimal digits, with or without a prefix.
    private static final Pattern DRAWN =
            Pattern.compile("(?:[a-z]{1,8}-)?[0-9a-f]{8}-?(?:[0-9a-f]{4}-?){3}[0-9a-f]{12}");

    private static final String NOT_FOR_OTHERS =
            "A publishable key speaks for nobody but the visitor: send what stands behind # in the receipt's 'personal' as %s. Maybe ask from your server, with a secret key."
                    .formatted(HEADER);
    private static final String TAKEN_DOWN_BY_OTHERS =
            "Somebody else took down what this person decided. Maybe look them up in the console, which asks for a purpose.";

    private final JdbcClient jdbc;
    private final Persons persons;
    private final PersonalLinks links;
    private final Consents consents;
    private final Audit audit;
    private final HttpServletRequest request;

    /// @param request the one that is being answered
    Vouching(
            JdbcClient jdbc,
            Persons persons,
            PersonalLinks links,
            Consents consents,
            Audit audit,
            HttpServletRequest request) {
        this.jdbc = jdbc;
        this.persons = persons;
        this.links = links;
        this.consents = consents;
        this.audit = audit;
        this.request = request;
    }

    /// Refuses a caller who does not speak for this person.
    ///
    /// @param principal of the request
    public void require(Principal principal, String subject) {
        objection(Caller.of(principal), subject, request.getHeader(HEADER)).ifPresent(objection -> {
            throw Refusal.forbidden(objection);
        });
    }

    /// Why a caller does not speak for this person; empty when they do.
    ///
    /// @param personal the address of a person's page, or what stands behind its `#`; null when none was shown
    public Optional<String> objection(Caller caller, String subject, @Nullable String personal) {
        if (caller instanceof Caller.Sdk sdk && sdk.kind() == KeyKind.SECRET) return Optional.empty();
        var person = persons.find(subject);
        boolean asked = person.isPresent() && wasAsked(person.get());
        boolean own = person.isPresent() && (person.equals(shown(personal)) || asked && tookDown(caller, person.get()));
        if (own) return Optional.empty();
        return switch (caller) {
            case Caller.Console console -> asked ? Optional.of(TAKEN_DOWN_BY_OTHERS) : Optional.empty();
            case Caller.Sdk sdk -> asked || !isDrawn(subject) ? Optional.of(NOT_FOR_OTHERS) : Optional.empty();
        };
    }

    /// Refuses a page's key that tells of an event of somebody else's: one whose id can be guessed, or one about a
    /// person whose address was not shown.
    ///
    /// @param people whom the event is about, as random ids; asked for only where it matters
    public void requireEvent(Principal principal, String eventId, Supplier<Collection<String>> people) {
        if (speaksForAll(principal)) return;
        if (!isDrawn(eventId)) throw guessable(eventId);
        var own = shown();
        for (var person : people.get()) if (!Optional.of(person).equals(own)) throw notForOthers();
    }

    /// Refuses a page's key that names an event so that others could name it too.
    ///
    /// @param eventId as the caller wants it; null where one is drawn here
    public static void requireUnguessable(Principal principal, @Nullable String eventId) {
        if (eventId != null && !speaksForAll(principal) && !isDrawn(eventId)) throw guessable(eventId);
    }

    private static Refusal guessable(String eventId) {
        return Refusal.forbidden(
                "With a publishable key an event has an id that nobody can guess, got '%s'. Maybe leave eventId out and use the one of the answer, or send a UUID."
                        .formatted(eventId));
    }

    /// Whether this caller may speak of anybody it names.
    public static boolean speaksForAll(Principal principal) {
        return switch (Caller.of(principal)) {
            case Caller.Console console -> true;
            case Caller.Sdk sdk -> sdk.kind() == KeyKind.SECRET;
        };
    }

    /// Whose personal address came with this request.
    public Optional<String> shown() {
        return shown(request.getHeader(HEADER));
    }

    private Optional<String> shown(@Nullable String personal) {
        if (personal == null) return Optional.empty();
        return links.holder(personal.substring(personal.indexOf('#') + 1))
                .filter(holder -> holder.tenant().equals(Tenant.current()))
                .flatMap(holder -> consents.subjectOf(holder.receiptId()))
                .flatMap(persons::find);
    }

    /// Whether a pseudonym is one that nobody can guess.
    public static boolean isDrawn(String id) {
        return DRAWN.matcher(id).matches();
    }

    public static Refusal notForOthers() {
        return Refusal.forbidden(NOT_FOR_OTHERS);
    }

    /// Refuses a caller to whom this receipt does not belong: who has it, has the address of the person's page.
    void requireReceipt(Principal principal, UUID receiptId) {
        var person = consents.subjectOf(receiptId)
                .flatMap(persons::find)
                .orElseThrow(() -> Refusal.notFound("There is no receipt %s.".formatted(receiptId)));
        if (Optional.of(person).equals(shown())) return;
        switch (Caller.of(principal)) {
            case Caller.Sdk sdk -> {
                if (sdk.kind() == KeyKind.PUBLISHABLE) throw notForOthers();
            }
            case Caller.Console console -> {
                if (!tookDown(console, person)) onRecord(console, receiptId);
            }
        }
    }

    private void onRecord(Caller.Console console, UUID receiptId) {
        var purpose = ReadingPurpose.PRIVACY_REQUEST.id();
        var entry = AuditEntry.read(console.getName(), purpose, "receipt", receiptId.toString());
        boolean may = console.role() == Role.ADMIN || console.role() == Role.PRIVACY_OFFICER;
        if (!may || !purpose.equals(request.getHeader(ReadingPurpose.HEADER))) {
            audit.record(entry.refused("the receipt is somebody else's"));
            throw Refusal.forbidden(
                    "Somebody else took down what this person decided. Maybe an admin or privacy officer who answers a request sends the header %s: %s."
                            .formatted(ReadingPurpose.HEADER, purpose));
        }
        audit.record(entry);
    }

    private boolean wasAsked(String person) {
        return jdbc.sql("select exists (select 1 from consent_receipt where subject = ?)")
                .param(person)
                .query(Boolean.class)
                .single();
    }

    /// Nobody signs in with a key, so a key took down nothing by itself.
    private boolean tookDown(Caller caller, String person) {
        return caller instanceof Caller.Console
                && jdbc.sql("""
                        select exists (select 1 from consent_record
                        where subject = ? and caller = ? and decision <> 'withdrawn')""")
                        .params(person, caller.getName())
                        .query(Boolean.class)
                        .single();
    }
}
