package dev.attune.server.customers;

import com.networknt.schema.Error;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaException;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SchemaRegistryConfig;
import com.networknt.schema.SpecificationVersion;
import dev.attune.server.database.Tenant;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.core.io.ClassPathResource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The JSON Schema (2020-12) of every event type: one per call comes with the server, one per track event where the
/// server or the tenant has it. Opened with the first event, so that starting does not wait for it.
@Component
class EventSchemas {
    private static final String FOLDER = "customers/schemas/";

    /// Track events with a schema of the server's own, by name.
    private static final Map<String, String> BUNDLED = Map.of("Survey Answered", "survey-answered");

    /// A tenant's patterns meet the texts of strangers. The server's own are known not to search back, and Java's
    /// expressions are some six times as fast.
    private static final SchemaRegistryConfig STRANGERS = SchemaRegistryConfig.builder()
            .regularExpressionFactory(LinearPattern::new)
            .build();

    private final JdbcTemplate jdbc;
    private final InstantSource clock;
    private final JsonMapper json;
    private final Map<String, Schema> bundled = new ConcurrentHashMap<>();
    private final Map<Tenant, Map<String, Kept>> ofTenants = new ConcurrentHashMap<>();

    /// Each opened on first use; guarded by this.
    private @Nullable SchemaRegistry own;

    private @Nullable SchemaRegistry strangers;

    EventSchemas(JdbcTemplate jdbc, InstantSource clock, JsonMapper json) {
        this.jdbc = jdbc;
        this.clock = clock;
        this.json = json;
    }

    /// @param path in the event, as a JSON pointer
    /// @param schemaPath which rule of which schema
    record Problem(String path, String schemaPath, String reason) {}

    /// @param event name of a track event
    /// @param schema JSON Schema 2020-12
    /// @param bundled whether it comes with the server
    record Described(String event, JsonNode schema, boolean bundled) {}

    /// @param unusable why it may not be used; null when it may
    private record Kept(Schema schema, @Nullable String unusable) {}

    /// The first thing that is wrong with an event.
    Optional<Problem> check(Call call, String event, JsonNode body) {
        var problem = check(schema(fileOf(call)), fileOf(call), body);
        if (problem.isPresent() || call != Call.TRACK) return problem;
        var tenants = ofTenant().get(event);
        if (tenants != null)
            return tenants.unusable() == null
                    ? check(tenants.schema(), event, body)
                    : Optional.of(new Problem("", event, tenants.unusable()));
        String file = BUNDLED.get(event);
        return file == null ? Optional.empty() : check(schema(file), file, body);
    }

    private static String fileOf(Call call) {
        return call == Call.SCREEN ? Call.PAGE.id() : call.id();
    }

    private static Optional<Problem> check(Schema schema, String name, JsonNode body) {
        try {
            return schema.validate(body).stream().findFirst().map(error -> problem(error, name));
        } catch (SchemaException e) { // points at another that is not there
            return Optional.of(
                    new Problem("", name, "The schema of this event cannot be used. Maybe a $ref leads nowhere."));
        } catch (IllegalArgumentException e) { // a pattern that was kept before this was looked at
            return Optional.of(new Problem("", name, String.valueOf(e.getMessage())));
        } catch (StackOverflowError e) {
            return Optional.of(new Problem("", name, "The schema of this event goes round in a circle."));
        }
    }

    private static Problem problem(Error error, String name) {
        return new Problem(
                String.valueOf(error.getInstanceLocation()),
                name + "#" + error.getEvaluationPath(),
                error.getMessage());
    }

    private Schema schema(String file) {
        return bundled.computeIfAbsent(file, name -> own().getSchema(text(name)));
    }

    private synchronized SchemaRegistry own() {
        var opened = own;
        if (opened == null) own = opened = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
        return opened;
    }

    private synchronized SchemaRegistry strangers() {
        var opened = strangers;
        if (opened == null)
            strangers = opened = SchemaRegistry.withDefaultDialect(
                    SpecificationVersion.DRAFT_2020_12, builder -> builder.schemaRegistryConfig(STRANGERS));
        return opened;
    }

    private static String text(String file) {
        try (var in = new ClassPathResource(FOLDER + file + ".json").getInputStream()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the schema " + file, e);
        }
    }

    private Map<String, Kept> ofTenant() {
        return ofTenants.computeIfAbsent(Tenant.current(), tenant -> {
            var all = new ConcurrentHashMap<String, Kept>();
            jdbc.query("select type, schema::text from event_schema", row -> {
                all.put(row.getString(1), kept(row.getString(2)));
            });
            return all;
        });
    }

    /// As it was kept, perhaps before anybody looked at how long it takes.
    private Kept kept(String text) {
        var schema = strangers().getSchema(text);
        try {
            SchemaCost.require(json.readTree(text));
            return new Kept(schema, null);
        } catch (IllegalArgumentException e) {
            return new Kept(schema, e.getMessage());
        }
    }

    /// All track events with a schema, the server's first.
    List<Described> all() {
        var all = new ArrayList<Described>();
        BUNDLED.forEach((event, file) -> all.add(new Described(event, json.readTree(text(file)), true)));
        all.addAll(jdbc.query(
                "select type, schema::text from event_schema order by type",
                (row, n) -> new Described(row.getString(1), json.readTree(row.getString(2)), false)));
        return all;
    }

    /// From now on events of this name must look so.
    ///
    /// @throws SchemaException when it cannot be used
    /// @throws IllegalArgumentException when it or a pattern in it cannot, or takes too long
    void put(String event, JsonNode schema) {
        SchemaCost.require(schema);
        var opened = strangers().getSchema(schema.toString());
        opened.initializeValidators(); // refuses what is no schema, or points nowhere
        jdbc.update("""
                insert into event_schema (type, schema, changed_at) values (?, ?::jsonb, ?)
                on conflict (tenant, type) do update set schema = excluded.schema, changed_at = excluded.changed_at""", event, schema.toString(), clock.instant().atOffset(ZoneOffset.UTC));
        ofTenants.remove(Tenant.current());
    }

    /// False when the tenant has none for it.
    boolean remove(String event) {
        boolean was = jdbc.update("delete from event_schema where type = ?", event) > 0;
        ofTenants.remove(Tenant.current());
        return was;
    }
}
