package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.webmvc.test.autoconfigure.MockMvcBuilderCustomizer;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MvcResult;
import org.springframework.test.web.servlet.assertj.MockMvcTester;
import org.springframework.test.web.servlet.setup.ConfigurableMockMvcBuilder;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerMapping;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/// Fails whichever test gets an answer that the description of the API does not tell: another status than those it
/// names for the operation, another type of content, or JSON that its schema does not allow. Refusals are told of all
/// operations alike.
class DescribedAnswers implements MockMvcBuilderCustomizer {
    private final ObjectProvider<MockMvcTester> mvc;
    private final JsonMapper json;
    private final SchemaRegistry registry = SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12);
    private final Map<String, Schema> schemas = new ConcurrentHashMap<>();
    private @Nullable JsonNode description;

    DescribedAnswers(ObjectProvider<MockMvcTester> mvc, JsonMapper json) {
        this.mvc = mvc;
        this.json = json;
    }

    @Override
    public void customize(ConfigurableMockMvcBuilder<?> builder) {
        builder.alwaysDo(this::check);
    }

    private void check(MvcResult result) throws Exception {
        var request = result.getRequest();
        var response = result.getResponse();
        boolean accepted = response.getStatus() / 100 == 2;
        if (!accepted || !(result.getHandler() instanceof HandlerMethod) || request.isAsyncStarted()) return;
        var path = String.valueOf(request.getAttribute(HandlerMapping.BEST_MATCHING_PATTERN_ATTRIBUTE));
        if (!path.startsWith("/v1/") && !path.startsWith("/ofrep/")) return;
        var method = String.valueOf(request.getMethod());
        var status = String.valueOf(response.getStatus());
        var answer = "%s of %s %s".formatted(status, method, path);
        var told = description()
                .path("paths")
                .path(path)
                .path(method.toLowerCase(Locale.ROOT))
                .path("responses");
        assertThat(told.propertyNames())
                .as("the statuses that are told, for the %s", answer)
                .contains(status);
        var contents = told.path(status).path("content");
        var body = response.getContentAsByteArray();
        if (body.length == 0) {
            assertThat(contents.propertyNames()).as("the %s is empty", answer).isEmpty();
            return;
        }
        var type = MediaType.parseMediaType(String.valueOf(response.getContentType()));
        var plain = type.getType() + "/" + type.getSubtype();
        assertThat(contents.propertyNames())
                .as("the types that are told, for the %s", answer)
                .contains(plain);
        if (plain.equals(MediaType.APPLICATION_JSON_VALUE))
            assertThat(schemas.computeIfAbsent(
                                    answer, first -> schema(contents.path(plain).path("schema")))
                            .validate(json.readTree(body)))
                    .as("what the schema does not allow in the %s", answer)
                    .isEmpty();
    }

    private Schema schema(JsonNode told) {
        var whole = (ObjectNode) told.deepCopy();
        whole.set("components", description().path("components")); // what it refers to
        return registry.getSchema(whole);
    }

    private synchronized JsonNode description() {
        var known = description;
        if (known == null) {
            var answer = mvc.getObject().get().uri("/v3/api-docs").exchange().getResponse();
            description = known = json.readTree(answer.getContentAsByteArray());
        }
        return known;
    }
}
