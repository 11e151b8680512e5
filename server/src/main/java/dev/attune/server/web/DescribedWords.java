package dev.attune.server.web;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Schema;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.reflect.RecordComponent;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// Says in the description of the API what each schema and each property is: as the comment of the record says it, or
/// else as `api-words.properties` explains a name that stands for the same thing wherever it is.
final class DescribedWords implements GlobalOpenApiCustomizer {
    /// Written by the build, see [RecordComments]; where an IDE compiled instead, only the common names are explained.
    private static final String COMMENTS = "/record-comments.properties";

    private static final String COMMON = "/api-words.properties";

    private final SchemaNames names;

    DescribedWords(SchemaNames names) {
        this.names = names;
    }

    private static Properties load(String resource) {
        var loaded = new Properties();
        try (var in = DescribedWords.class.getResourceAsStream(resource)) {
            if (in != null) loaded.load(new InputStreamReader(in, StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException(resource + " cannot be read", e);
        }
        return loaded;
    }

    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        var words = new Words(load(COMMENTS), load(COMMON)); // not kept: the description is, once it is made
        names.types().forEach((name, type) -> {
            var schema = schemas.get(name);
            if (schema == null) return;
            if (schema.getDescription() == null)
                schema.setDescription(words.comments().getProperty(type.getName()));
            if (type.isRecord()) describe(schema, type, words);
            describeRest(schema, words.common());
        });
    }

    /// @param comments by class, and by class and component
    /// @param common by property
    private record Words(Properties comments, Properties common) {
        @Nullable
        String of(RecordComponent component) {
            return comments.getProperty(component.getDeclaringRecord().getName() + "." + component.getName());
        }
    }

    private static void describe(Schema<?> of, Class<?> type, Words words) {
        for (var component : type.getRecordComponents())
            if (component.getAccessor().isAnnotationPresent(JsonUnwrapped.class))
                describe(of, component.getType(), words);
            else describe(of, name(component), words.of(component));
    }

    private static String name(RecordComponent component) {
        var renamed = component.getAccessor().getAnnotation(JsonProperty.class);
        return renamed == null ? component.getName() : renamed.value();
    }

    private static void describe(Schema<?> of, String name, @Nullable String said) {
        Map<String, Schema> properties = of.getProperties();
        var property = properties == null ? null : properties.get(name);
        if (property == null || said == null || property.getDescription() != null) return;
        property.setDescription(said); // beside a reference too, as JSON Schema 2020-12 has it
    }

    /// What is still bare and does not refer to a schema, which says what it is.
    private static void describeRest(Schema<?> schema, Properties common) {
        Map<String, Schema> properties = schema.getProperties();
        if (properties == null) return;
        properties.forEach((name, property) -> {
            if (property.getDescription() == null && !refers(property))
                property.setDescription(common.getProperty(name));
        });
    }

    private static boolean refers(Schema<?> schema) {
        return schema.get$ref() != null
                || schema.getItems() != null && refers(schema.getItems())
                || schema.getAnyOf() != null && schema.getAnyOf().stream().anyMatch(DescribedWords::refers);
    }
}
