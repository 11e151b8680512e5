package dev.attune.server.web;

import io.swagger.v3.core.jackson.ModelResolver;
import io.swagger.v3.core.jackson.TypeNameResolver;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.springdoc.core.providers.ObjectMapperProvider;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

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
        return other == null || other == type ? name : capital(lastPart(type.getPackageName())) + name;
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

    @Configuration(proxyBeanMethods = false)
    static class Description {
        @Bean
        ModelResolver schemas(ObjectMapperProvider mappers) {
            return new ModelResolver(mappers.jsonMapper(), new SchemaNames()).openapi31(true);
        }
    }
}
