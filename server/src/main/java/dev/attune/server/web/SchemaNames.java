package dev.attune.server.web;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import io.swagger.v3.oas.models.media.JsonSchema;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springdoc.core.utils.SpringDocUtils;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/// Names the schemas of the API's description so that each stands for one type: a record inside another carries its
/// name, and where two slices have a type of the same name, the second carries its slice's.
final class SchemaNames extends TypeNameResolver {
    private static final String OURS = "dev.attune.";
    private static final String CONTROLLER = "Controller";

    private final Map<String, Class<?>> taken = new ConcurrentHashMap<>();

    @Override
    protected String getNameOfClass(Class<?> type) {
        var name = inItsOwn(type);
        var other = taken.putIfAbsent(name, type);
        if (other == null || other == type) return name;
        var ofItsSlice = capital(lastPart(type.getPackageName())) + name;
        taken.put(ofItsSlice, type);
        return ofItsSlice;
    }

    private static String inItsOwn(Class<?> type) {
        var outer = type.getEnclosingClass();
        if (outer == null || !type.getName().startsWith(OURS)) return type.getSimpleName();
        var around = inItsOwn(outer);
        if (around.endsWith(CONTROLLER)) around = around.substring(0, around.length() - CONTROLLER.length());
        return type.getSimpleName().startsWith(around) ? type.getSimpleName() : around + type.getSimpleName();
    }

    private static String lastPart(String packageName) {
        return packageName.substring(packageName.lastIndexOf('.') + 1);
    }

    private static String capital(String word) {
        return Character.toUpperCase(word.charAt(0)) + word.substring(1);
    }

    /// Which type each name stands for.
    Map<String, Class<?>> types() {
        return Map.copyOf(taken);
    }

    @Configuration(proxyBeanMethods = false)
    static class Description {
        static {
            // an object with whatever it has, not with the methods of who holds it
            SpringDocUtils.getConfig()
                    .replaceWithSchema(
                            JsonNode.class, new JsonSchema().typesItem("object").additionalProperties(true))
                    .replaceWithSchema(
                            ObjectNode.class,
                            new JsonSchema().typesItem("object").additionalProperties(true));
        }

        @Bean
        SchemaNames names() {
            return new SchemaNames();
        }

        @Bean
        ModelResolver schemas(ObjectMapperProvider mappers, SchemaNames names) {
            return new ModelResolver(mappers.jsonMapper(), names).openapi31(true);
        }

        @Bean
        GlobalOpenApiCustomizer nulls(SchemaNames names) {
            return new DescribedNulls(names);
        }

        @Bean
        GlobalOpenApiCustomizer kinds(SchemaNames names) {
            return new DescribedKinds(names);
        }

        /// After the nulls, so that it stands at the property, not at one of its cases.
        @Bean
        GlobalOpenApiCustomizer propertyWords(SchemaNames names) {
            return new DescribedWords(names);
        }
    }
}
