package dev.attune.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.lang.reflect.RecordComponent;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.NullMarked;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// Says in the description of the API which properties may be null and which an answer always has, as the records have
/// it, so that a client made from it asks where it must and nowhere else.
///
/// What is read from a request is left out of the latter: there a check tells what is missing, in words.
final class DescribedNulls implements GlobalOpenApiCustomizer {
    private final SchemaNames names;

    DescribedNulls(SchemaNames names) {
        this.names = names;
    }

    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        var asked = asked(api, schemas);
        names.types().forEach((name, type) -> {
            var schema = schemas.get(name);
            if (schema == null || !type.isRecord() || !type.getPackage().isAnnotationPresent(NullMarked.class)) return;
            describe(schema, type, !asked.contains(name));
        });
    }

    private static void describe(Schema<?> of, Class<?> type, boolean answered) {
        for (var component : type.getRecordComponents())
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class))
                describe(of, component.getType(), answered);
            else describe(of, component, answered);
    }

    private static void describe(Schema<?> of, RecordComponent component, boolean answered) {
        var name = name(component);
        Map<String, Schema> properties = of.getProperties();
        var property = properties == null ? null : properties.get(name);
        if (property == null) return;
        boolean nullable = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        if (nullable) properties.put(name, orNull(property));
        else if (answered) of.addRequiredItem(name);
    }

    private static String name(RecordComponent component) {
        var named = component.getAccessor().getAnnotation(JsonProperty.class);
        return named == null ? component.getName() : named.value();
    }

    private static Schema<?> orNull(Schema<?> schema) {
        var types = schema.getTypes();
        if (schema.get$ref() != null || schema.getEnum() != null)
            return new JsonSchema().anyOf(List.of(schema, new JsonSchema().types(Set.of("null"))));
        if (types == null) return schema; // anything, null too
        var more = new LinkedHashSet<>(types);
        more.add("null");
        schema.setTypes(more);
        return schema;
    }

    /// The names of all schemas that requests are made of.
    private static Set<String> asked(OpenAPI api, Map<String, Schema> schemas) {
        var asked = new HashSet<String>();
        api.getPaths()
                .values()
                .forEach(path -> path.readOperations().forEach(operation -> {
                    var body = operation.getRequestBody();
                    if (body != null && body.getContent() != null)
                        body.getContent().values().forEach(content -> reach(content.getSchema(), schemas, asked));
                }));
        return asked;
    }

    private static void reach(@Nullable Schema<?> schema, Map<String, Schema> schemas, Set<String> reached) {
        if (schema == null) return;
        var reference = schema.get$ref();
        if (reference != null) {
            var name = reference.substring(Components.COMPONENTS_SCHEMAS_REF.length());
            if (reached.add(name)) reach(schemas.get(name), schemas, reached);
        }
        parts(schema).forEach(part -> reach(part, schemas, reached));
    }

    private static Stream<Schema<?>> parts(Schema<?> schema) {
        Stream<Schema> properties =
                schema.getProperties() == null ? Stream.empty() : schema.getProperties().values().stream();
        Stream<Schema> choices = schema.getAnyOf() == null ? Stream.empty() : schema.getAnyOf().stream();
        Stream<Schema> cases = schema.getOneOf() == null ? Stream.empty() : schema.getOneOf().stream();
        Stream<Schema> sums = schema.getAllOf() == null ? Stream.empty() : schema.getAllOf().stream();
        Stream<Schema> items = Stream.ofNullable(schema.getItems());
        Stream<Schema> others =
                schema.getAdditionalProperties() instanceof Schema<?> values ? Stream.of(values) : Stream.empty();
        return Stream.of(properties, choices, cases, sums, items, others)
                .flatMap(each -> each)
                .map(part -> (Schema<?>) part);
    }
}
