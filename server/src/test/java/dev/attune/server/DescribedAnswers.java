package dev.attune.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
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

/// Fails whichever test gets an answer that the description of the API does not tell: another status than those it
/// names for the operation, or another type of content. Refusals are told of all operations alike.
class DescribedAnswers implements MockMvcBuilderCustomizer {
    private final ObjectProvider<MockMvcTester> mvc;
    private final JsonMapper json;
    private @Nullable JsonNode paths;

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
        var told = paths().path(path).path(method.toLowerCase(Locale.ROOT)).path("responses");
        var status = String.valueOf(response.getStatus());
        assertThat(told.propertyNames())
                .as("statuses that the description tells of %s %s", method, path)
                .contains(status);
        var type = response.getContentType();
        var types = told.path(status).path("content").propertyNames();
        if (response.getContentAsByteArray().length == 0 || type == null)
            assertThat(types).as("%s %s answers nothing", method, path).isEmpty();
        else
            assertThat(types)
                    .as("types that the description tells of %s %s", method, path)
                    .contains(withoutParameters(MediaType.parseMediaType(type)));
    }

    private static String withoutParameters(MediaType type) {
        return type.getType() + "/" + type.getSubtype();
    }

    private synchronized JsonNode paths() {
        var known = paths;
        if (known == null) {
            var answer = mvc.getObject().get().uri("/v3/api-docs").exchange().getResponse();
            known = json.readTree(new String(answer.getContentAsByteArray(), StandardCharsets.UTF_8))
                    .path("paths");
            paths = known;
        }
        return known;
    }
}
