package dev.attune.server.web;

import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.media.Discriminator;
import io.swagger.v3.oas.models.media.JsonSchema;
import io.swagger.v3.oas.models.media.Schema;
import java.util.Map;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;

/// Says in the description of the API by which value each kind of a type is told, which is not the name of its schema.
final class DescribedKinds implements GlobalOpenApiCustomizer {
    private final SchemaNames names;

    DescribedKinds(SchemaNames names) {
        this.names = names;
    }

    @Override
    public void customise(OpenAPI api) {
        Map<String, Schema> schemas = api.getComponents().getSchemas();
        var types = names.types();
        types.forEach((name, type) -> {
            var told = type.getAnnotation(JsonTypeInfo.class);
            var kinds = type.getAnnotation(JsonSubTypes.class);
            var schema = schemas.get(name);
            if (told == null || kinds == null || schema == null) return;
            var discriminator = new Discriminator().propertyName(told.property());
            for (var kind : kinds.value())
                types.forEach((kindName, kindType) -> {
                    if (kindType != kind.value() || !schemas.containsKey(kindName)) return;
                    discriminator.mapping(kind.name(), Components.COMPONENTS_SCHEMAS_REF + kindName);
                    var value = new JsonSchema().typesItem("string");
                    value.setConst(kind.name());
                    schemas.get(kindName).addProperty(told.property(), value);
                });
            schema.setDiscriminator(discriminator);
        });
    }
}
