package dev.attune.server.access;

import io.swagger.v3.oas.models.OpenAPI;
import io.swagger.v3.oas.models.Operation;
import io.swagger.v3.oas.models.media.StringSchema;
import io.swagger.v3.oas.models.parameters.HeaderParameter;
import io.swagger.v3.oas.models.security.SecurityRequirement;
import io.swagger.v3.oas.models.security.SecurityScheme;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springdoc.core.customizers.GlobalOpenApiCustomizer;
import org.springdoc.core.customizers.GlobalOperationCustomizer;
import org.springframework.security.authentication.AnonymousAuthenticationToken;
import org.springframework.security.authentication.UsernamePasswordAuthenticationToken;
import org.springframework.security.core.Authentication;
import org.springframework.security.core.authority.AuthorityUtils;
import org.springframework.security.web.access.WebInvocationPrivilegeEvaluator;
import org.springframework.stereotype.Component;
import org.springframework.web.method.HandlerMethod;

/// Says in the description of the API who may call each operation, by asking the rules themselves, and for which
/// purposes people's data is shown.
@Component
class DescribedCallers implements GlobalOperationCustomizer, GlobalOpenApiCustomizer {
    private static final String KEY = "key";
    private static final String CONSOLE = "console";
    private static final String SOMEBODY = "somebody"; // rules ask for a role, not for a name

    private final WebInvocationPrivilegeEvaluator rules;

    DescribedCallers(WebInvocationPrivilegeEvaluator rules) {
        this.rules = rules;
    }

    @Override
    public Operation customize(Operation operation, HandlerMethod handler) {
        var reading = handler.getMethodAnnotation(PersonalReading.class);
        if (reading == null || asksForPurpose(operation)) return operation;
        var purposes = reading.purposes().length == 0 ? ReadingPurpose.values() : reading.purposes();
        var schema = new StringSchema();
        schema.setEnum(Arrays.stream(purposes).map(ReadingPurpose::id).toList());
        return operation.addParametersItem(new HeaderParameter()
                .name(ReadingPurpose.HEADER)
                .description("Why this data about people is looked at, as the role has it; on record")
                .required(true)
                .schema(schema));
    }

    /// So does one that is answered by two methods, each with another type of content, once the first was seen.
    private static boolean asksForPurpose(Operation operation) {
        var parameters = operation.getParameters();
        return parameters != null
                && parameters.stream().anyMatch(parameter -> ReadingPurpose.HEADER.equals(parameter.getName()));
    }

    @Override
    public void customise(OpenAPI api) {
        api.getComponents()
                .addSecuritySchemes(
                        KEY,
                        scheme(SecurityScheme.In.HEADER, AccessFilter.KEY_HEADER)
                                .description(
                                        "A key made at the console under Keys. What a key may do depends on its kind."))
                .addSecuritySchemes(
                        CONSOLE,
                        scheme(SecurityScheme.In.COOKIE, AccessFilter.COOKIE)
                                .description("Somebody signed in at the console; changes also need the header %s: 1."
                                        .formatted(AccessFilter.CONSOLE_HEADER)));
        api.getPaths()
                .forEach((path, item) -> item.readOperationsMap()
                        .forEach((method, operation) -> describe(operation, path, method.name())));
    }

    private static SecurityScheme scheme(SecurityScheme.In where, String name) {
        return new SecurityScheme().type(SecurityScheme.Type.APIKEY).in(where).name(name);
    }

    private void describe(Operation operation, String path, String method) {
        var callers = new ArrayList<SecurityRequirement>();
        if (!may(stranger(), path, method)) {
            if (may(holding(AccessConfiguration.SDK), path, method))
                callers.add(new SecurityRequirement().addList(KEY));
            var roles = Arrays.stream(Role.values())
                    .filter(role -> may(holding(role.name()), path, method))
                    .toList();
            if (!roles.isEmpty()) callers.add(new SecurityRequirement().addList(CONSOLE));
            if (roles.size() < Role.values().length) tell(operation, roles);
        }
        operation.setSecurity(callers);
    }

    private static void tell(Operation operation, List<Role> roles) {
        var told =
                "At the console for: %s.".formatted(roles.stream().map(Role::id).collect(Collectors.joining(", ")));
        operation.setDescription(Stream.ofNullable(operation.getDescription())
                .map(description -> description + "\n\n" + told)
                .findFirst()
                .orElse(told));
    }

    /// Whatever an id in a path may be, the rules are the same.
    private boolean may(Authentication caller, String path, String method) {
        return rules.isAllowed("", path.replaceAll("\\{[^}]*}", "id"), method, caller);
    }

    private static Authentication holding(String role) {
        return new UsernamePasswordAuthenticationToken(
                SOMEBODY, null, AuthorityUtils.createAuthorityList("ROLE_" + role));
    }

    private static Authentication stranger() {
        return new AnonymousAuthenticationToken(
                SOMEBODY, SOMEBODY, AuthorityUtils.createAuthorityList("ROLE_ANONYMOUS"));
    }
}
