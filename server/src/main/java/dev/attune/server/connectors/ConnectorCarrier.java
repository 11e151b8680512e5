package dev.attune.server.connectors;

import dev.attune.server.customers.Customers;
import dev.attune.server.outbox.Carrier;
import dev.attune.server.outbox.Outcome;
import dev.attune.server.outbox.Parcel;
import dev.attune.server.vault.Persons;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// Does in a connected system what a message says, and reads back what it wrote.
@Component
class ConnectorCarrier implements Carrier {
    private static final Duration UNTIL_SOMEBODY_CONNECTS = Duration.ofMinutes(30);
    private static final String CONTACT = "contact";
    private static final String NOT_UNDERSTOOD = "it answered otherwise than its documentation says";
    private static final TypeReference<List<ExternalRef>> REFS = new TypeReference<>() {};

    private final ConnectorTable table;
    private final ConnectorFactory factory;
    private final Connectors connectors;
    private final Customers customers;
    private final Persons persons;
    private final InstantSource clock;
    private final JsonMapper json;

    ConnectorCarrier(
            ConnectorTable table,
            ConnectorFactory factory,
            Connectors connectors,
            Customers customers,
            Persons persons,
            InstantSource clock,
            JsonMapper json) {
        this.table = table;
        this.factory = factory;
        this.connectors = connectors;
        this.customers = customers;
        this.persons = persons;
        this.clock = clock;
        this.json = json;
    }

    @Override
    public String scheme() {
        return Connectors.SCHEME;
    }

    @Override
    public Outcome carry(Parcel parcel) {
        var id = UUID.fromString(parcel.message().target().substring(Connectors.SCHEME.length() + 1));
        var row = table.find(id).orElse(null);
        if (row == null) return new Outcome.Never("the connector was removed");
        boolean takesBack = List.of(Connectors.CLEAR, Connectors.ERASE)
                .contains(parcel.message().operation());
        if (!row.enabled() && !takesBack) return new Outcome.Never("the connector is switched off");
        try {
            var outcome = carry(parcel, row, factory.of(row));
            if (outcome instanceof Outcome.Delivered) table.answered(id);
            return outcome;
        } catch (CrmFailure e) {
            table.failed(id, e.reason());
            return switch (e.kind()) {
                case LATER -> new Outcome.Later(e.reason(), e.notBefore());
                case REVOKED -> new Outcome.Later(e.reason(), UNTIL_SOMEBODY_CONNECTS);
                case NEVER, GONE -> new Outcome.Never(e.reason());
            };
        } catch (IllegalArgumentException e) { // an id that is none, a time that is none
            table.failed(id, NOT_UNDERSTOOD);
            return new Outcome.Later(NOT_UNDERSTOOD, null);
        }
    }

    private Outcome carry(Parcel parcel, ConnectorTable.Row row, Connector connector) {
        var payload = parcel.message().payload();
        String about = parcel.message().person();
        String operation = parcel.message().operation();
        if (operation.equals(Connectors.ERASE)) return erase(payload, connector);
        if (about == null) return new Outcome.Never("'%s' needs a person".formatted(operation));
        if (operation.equals(Connectors.CLEAR)) return clear(row, connector, about);
        // the same customer may be known there under another of their records
        String person = table.link(row.id(), customers.records(about))
                .map(ConnectorTable.Link::person)
                .orElse(about);
        return switch (operation) {
            case Connectors.SIGNAL -> signal(payload, row, connector, person);
            case Connectors.TASK -> {
                var contact = contact(row, connector, person, Map.of());
                yield remembered(
                        parcel,
                        row,
                        person,
                        connector.createTask(
                                contact,
                                new TaskSpec(
                                        parcel.id().toString(),
                                        parcel.attempt() > 1,
                                        text(payload, "title"),
                                        text(payload, "body"),
                                        Instant.parse(text(payload, "due")))));
            }
            case Connectors.TIMELINE -> {
                var contact = contact(row, connector, person, Map.of());
                yield remembered(
                        parcel,
                        row,
                        person,
                        connector.appendTimelineEvent(
                                contact,
                                new TimelineEntry(
                                        parcel.id().toString(),
                                        parcel.attempt() > 1,
                                        text(payload, "type"),
                                        Instant.parse(text(payload, "occurredAt")),
                                        text(payload, "text"))));
            }
            default -> new Outcome.Never("no connector knows how to '%s'".formatted(operation));
        };
    }

    private static String text(Map<String, Object> payload, String name) {
        return String.valueOf(payload.getOrDefault(name, ""));
    }

    private Outcome remembered(Parcel parcel, ConnectorTable.Row row, String person, ExternalRef ref) {
        table.made(parcel.id(), row.id(), person, ref);
        return new Outcome.Delivered(ref.id(), ref.url());
    }

    private Outcome signal(Map<String, Object> payload, ConnectorTable.Row row, Connector connector, String person) {
        var until = Instant.parse(text(payload, "until"));
        var now = clock.instant();
        if (!until.isAfter(now)) return new Outcome.Never("the signal had ended before it could be delivered");
        if (!connectors.agrees(person)) return new Outcome.Never("the person does not agree any more");
        var fields = EmoFields.of(EmoFields.Signal.of(text(payload, "signal")), now, until);
        var contact = contact(row, connector, person, fields);
        table.signal(row.id(), person, until);
        return readBack(row, connector, contact, fields);
    }

    /// A field that an administrator did not make there is often ignored in silence.
    private static Outcome readBack(
            ConnectorTable.Row row, Connector connector, ExternalId contact, Map<String, String> wanted) {
        var found = connector.read(contact, row.kind().fieldsHeld());
        for (var field : row.kind().fieldsHeld()) {
            String should = wanted.getOrDefault(field, "");
            String is = found.getOrDefault(field, "");
            if (!means(row.kind(), field, should, is))
                return new Outcome.Never(
                        "it took %s but did not keep it. Maybe the field is missing there: see docs/connectors.md"
                                .formatted(field));
        }
        return Outcome.Delivered.QUIETLY;
    }

    /// A time may come back written in another way, and a tag only says that help is needed.
    private static boolean means(ConnectorKind kind, String field, String should, String is) {
        if (kind == ConnectorKind.WECOM && !should.equals(EmoFields.Signal.NEEDS_HELP.id())) return is.isEmpty();
        return field.equals(EmoFields.SIGNAL) ? should.equals(is) : should.isEmpty() == is.isEmpty();
    }

    private Outcome clear(ConnectorTable.Row row, Connector connector, String person) {
        var known = table.contact(row.id(), person).orElse(null);
        if (known == null) return Outcome.Delivered.QUIETLY;
        try {
            connector.upsertContact(new ContactKey("", known), EmoFields.cleared());
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE) throw e;
            return Outcome.Delivered.QUIETLY; // and so is what stood there
        }
        table.signal(row.id(), person, null);
        var outcome = readBack(row, connector, known, Map.of());
        if (outcome instanceof Outcome.Delivered) connector.forgetFormerValues(known);
        return outcome;
    }

    private Outcome erase(Map<String, Object> payload, Connector connector) {
        var made = json.convertValue(payload.getOrDefault("made", List.of()), REFS);
        return switch (connector.erase(new ExternalId(text(payload, CONTACT)), made)) {
            case ErasureResult.Confirmed() -> Outcome.Delivered.QUIETLY;
            case ErasureResult.Unconfirmed(var what) -> new Outcome.Later("unconfirmed erasure: " + what, null);
        };
    }

    /// The person there, with these fields set.
    private ExternalId contact(ConnectorTable.Row row, Connector connector, String person, Map<String, String> fields) {
        String subject = persons.subjectOf(person).orElseThrow(() -> CrmFailure.never("the person was erased"));
        @Nullable ExternalId known = table.contact(row.id(), person).orElse(null);
        UpsertResult result;
        try {
            if (known != null && fields.isEmpty()) return known;
            result = connector.upsertContact(new ContactKey(subject, known), fields);
        } catch (CrmFailure e) {
            if (e.kind() != CrmFailure.Kind.GONE || known == null) throw e;
            // it was removed there, or merged into another
            result = connector.upsertContact(new ContactKey(subject, null), fields);
        }
        if (!result.contact().equals(known)) table.link(row.id(), person, result.contact());
        if (result.made())
            table.made(
                    UUID.randomUUID(),
                    row.id(),
                    person,
                    new ExternalRef(CONTACT, result.contact().value(), null));
        return result.contact();
    }
}
