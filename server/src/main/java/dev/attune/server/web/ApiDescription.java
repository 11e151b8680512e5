package dev.attune.server.web;

import io.swagger.v3.oas.models.Components;
import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.info.Info;
import io.swagger.v3.oas.models.info.License;
import io.swagger.v3.oas.models.media.Content;
import io.swagger.v3.oas.models.media.IntegerSchema;
import io.swagger.v3.oas.models.media.MediaType;
import io.swagger.v3.oas.models.media.ObjectSchema;
import io.swagger.v3.oas.models.media.Schema;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.responses.ApiResponse;
import io.swagger.v3.oas.models.servers.Server;
import io.swagger.v3.oas.models.tags.Tag;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.boot.info.BuildProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.method.HandlerMethod;

/// What an integrator reads of the API as a whole: what it is, who may call it, how it refuses, and a group of
/// addresses for each slice of the server.
@Configuration(proxyBeanMethods = false)
class ApiDescription {
    private static final String ABOUT = """
            Attune reads, with consent, what people display by face, voice and words, and adapts the service to it.

            Systems and pages call with a key in the header `Attune-Key`; people at the console with the cookie of their
            sign-in and, where something is changed, the header `Attune-Console: 1`. A publishable key, which everybody
            can read in a page, speaks for its visitor only: the header `Attune-Receipt` with what stands behind `#` in
            `personal` of their receipt proves who that is.

            Whatever is refused is answered as `application/problem+json` (RFC 9457); its detail says what happened, the
            value, and what to try. Live sessions and calls run over WebSocket and are described in docs/live-protocol.md
            and docs/calls.md.""";
    private static final String PROBLEM = "Problem";

    /// The tag of each slice that answers requests, and what it is for. A test finds the slice that is missing here.
    private static final List<Group> GROUPS = List.of(
            new Group("access", "Access", "Signing in, the accounts of the console, and keys for systems and pages."),
            new Group("consent", "Consent", "The notice, consent and its receipt, withdrawal, and a guardian's yes."),
            new Group(
                    "person", "My data", "What a person may ask for by the link on their receipt, without an account."),
            new Group("privacy", "Privacy", "Copies and erasures for a person, and how long what is kept."),
            new Group("live", "Calls", "Calls that run right now."),
            new Group("sessions", "Sessions", "What was kept of live sessions: aggregates, moments, why; replay."),
            new Group("clips", "Clips", "The bundled clips of a synthetic person."),
            new Group(
                    "words",
                    "Words",
                    "Sentiment, expressed emotion, aspects and intents of a text; nothing is stored."),
            new Group("feedback", "Feedback", "Tables of feedback, read in the background, and their reports."),
            new Group(
                    "customers",
                    "Customers",
                    "Customers' events in, as Segment and CloudEvents send them; the record out."),
            new Group("segments", "Segments", "Customers who belong together for a reason that can be read."),
            new Group(
                    "dashboards", "Dashboards", "How what people display moves, for groups large enough to be shown."),
            new Group("warning", "Alerts", "Rules that watch how satisfied people are, and what they found."),
            new Group("repair", "Repair", "Cases, drafts, tasks, follow-up questions, and what people love."),
            new Group("workspace", "Workspace", "Whom to help next, and what is known for it."),
            new Group("assistants", "Assistants", "Tone and next step for assistants that exist already."),
            new Group("context", "Context", "Events in; profile, segments, decision and tone out, in one round trip."),
            new Group(
                    "decisions",
                    "Playbooks",
                    "Playbooks: read, checked, simulated, switched; approvals of what they ask."),
            new Group("ranking", "Ranking", "Rank, reward, activate; the learners behind it; flags for OpenFeature."),
            new Group("catalogue", "Recommendations", "What a shop sells, and which of it to show because of what."),
            new Group("experiments", "Experiments", "Assignment, exposure, outcomes and honest reports."),
            new Group("style", "Tone of voice", "The tone a conversation is in, and messages drafted in it."),
            new Group("connectors", "Connectors", "Help desks and CRMs that are told."),
            new Group("webhooks", "Webhooks", "Addresses that are told what happened, signed."),
            new Group(
                    "outbox",
                    "Deliveries",
                    "What was delivered to other systems, and what waits for somebody to look."),
            new Group("policy", "Switches", "Switches that stop a modality, a playbook, a policy or a tenant at once."),
            new Group(
                    "trust",
                    "Evidence",
                    "What the gate answered, fairness, service levels, and drafts of assessments."),
            new Group("audit", "Audit", "Who did what, and who looked at whose data for what."),
            new Group("models", "Models", "Every network: licence, training data, checksum."));

    private record Group(String slice, String tag, String about) {}

    @Bean
    OpenAPI attune(BuildProperties build) {
        return new OpenAPI()
                .info(new Info()
                        .title("Attune")
                        .version(build.getVersion())
                        .description(ABOUT)
                        .license(new License().name("Apache-2.0").identifier("Apache-2.0")))
                .servers(List.of(new Server().url("/").description("This server")))
                .components(new Components());
    }

    /// Names each operation by its controller and method, so that a client made from this keeps its names when another
    /// operation comes in between.
    @Bean
    GlobalOperationCustomizer operations() {
        return (operation, handler) -> {
            operation.setTags(List.of(group(handler).tag()));
            operation.setOperationId(name(handler));
            return refusals(operation);
        };
    }

    /// After the schemas of the controllers, and only the groups that a description of part of the API has.
    @Bean
    GlobalOpenApiCustomizer groups() {
        return api -> {
            api.getComponents().addSchemas(PROBLEM, problem());
            tellApart(api);
            var used = new HashSet<String>();
            api.getPaths()
                    .values()
                    .forEach(path -> path.readOperations().forEach(operation -> used.addAll(operation.getTags())));
            api.setTags(GROUPS.stream()
                    .filter(group -> used.contains(group.tag()))
                    .map(group -> new Tag().name(group.tag()).description(group.about()))
                    .toList());
        };
    }

    /// Where one method answers at several addresses, each operation is told by the end of its own, which also stands
    /// for `{end}` in its summary.
    private static void tellApart(OpenAPI api) {
        var byMethod = new HashMap<String, List<Runnable>>();
        api.getPaths()
                .forEach((path, item) -> item.readOperations().forEach(operation -> {
                    var method = operation.getOperationId().replaceFirst("_\\d+$", "");
                    var end = path.substring(path.lastIndexOf('/') + 1);
                    byMethod.computeIfAbsent(method, _ -> new ArrayList<>()).add(() -> {
                        operation.setOperationId(method + capital(end));
                        operation.setSummary(operation.getSummary().replace("{end}", end));
                    });
                }));
        byMethod.values().stream().filter(several -> several.size() > 1).forEach(each -> each.forEach(Runnable::run));
    }

    private static Operation refusals(Operation operation) {
        var told = new Content()
                .addMediaType("application/problem+json", new MediaType().schema(new Schema<>().$ref(PROBLEM)));
        operation
                .getResponses()
                .addApiResponse(
                        "default", new ApiResponse().description("Refused").content(told));
        return operation;
    }

    private static ObjectSchema problem() {
        var problem = new ObjectSchema();
        problem.addProperty("status", new IntegerSchema().description("the status of the answer"));
        problem.addProperty("title", new StringSchema().description("its name"));
        problem.addProperty("detail", new StringSchema().description("what happened, the value, and what to try"));
        problem.addProperty("instance", new StringSchema().description("the address asked"));
        return problem;
    }

    private static Group group(HandlerMethod handler) {
        var slice = handler.getBeanType().getPackageName().replaceFirst(".*\\.", "");
        return GROUPS.stream()
                .filter(group -> group.slice().equals(slice))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(
                        "The slice %s answers requests, but the description of the API has no group for it."
                                .formatted(slice)));
    }

    private static String name(HandlerMethod handler) {
        var controller = handler.getBeanType().getSimpleName().replaceFirst("Controller$", "");
        var method = handler.getMethod().getName();
        return controller.substring(0, 1).toLowerCase(Locale.ROOT) + controller.substring(1) + capital(method);
    }

    private static String capital(String word) {
        return word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1);
    }
}
