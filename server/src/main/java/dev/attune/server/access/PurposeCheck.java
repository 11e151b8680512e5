package dev.attune.server.access;

import dev.attune.server.audit.Audit;
import dev.attune.server.audit.AuditEntry;
import dev.attune.server.problems.Refusal;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.converter.HttpMessageConverter;
import org.springframework.http.server.ServerHttpRequest;
import org.springframework.http.server.ServerHttpResponse;
import org.springframework.http.server.ServletServerHttpRequest;
import org.springframework.security.core.Authentication;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.HandlerInterceptor;
import org.springframework.web.servlet.HandlerMapping;
import org.springframework.web.servlet.config.annotation.InterceptorRegistry;
import org.springframework.web.servlet.config.annotation.WebMvcConfigurer;
import org.springframework.web.servlet.mvc.method.annotation.ResponseBodyAdvice;

/// Asks for the purpose of a look at people's data, and records who looked at what for which purpose.
@ControllerAdvice
class PurposeCheck implements HandlerInterceptor, WebMvcConfigurer, ResponseBodyAdvice<Object> {
    private static final String MANY = "list";
    private static final String LOOK = PurposeCheck.class.getName() + ".look";

    private final Audit audit;

    PurposeCheck(Audit audit) {
        this.audit = audit;
    }

    @Override
    public void addInterceptors(InterceptorRegistry registry) {
        registry.addInterceptor(this).addPathPatterns("/v1/**");
    }

    @Override
    public boolean preHandle(HttpServletRequest request, HttpServletResponse response, Object handler) {
        if (!(handler instanceof HandlerMethod method)) return true;
        var reading = method.getMethodAnnotation(PersonalReading.class);
        if (reading == null) return true;
        var caller = request.getUserPrincipal() instanceof Authentication authentication
                        && authentication.getPrincipal() instanceof Caller.Console console
                ? console
                : null;
        if (caller == null) throw Refusal.forbidden("Only the console may look at people's data.");
        String named = request.getHeader(ReadingPurpose.HEADER);
        var entry = AuditEntry.read(
                caller.getName(), named == null ? "" : shortened(named), reading.object(), object(request));
        var allowed = allowed(reading, caller.role());
        var purpose = ReadingPurpose.of(named == null ? "" : named).filter(allowed::contains);
        if (purpose.isEmpty()) {
            audit.record(entry.refused(named == null ? "no purpose was named" : "not a purpose of this role"));
            throw Refusal.forbidden(
                    "Whoever looks at people's data says why: the header %s must be one of [%s], got %s."
                            .formatted(
                                    ReadingPurpose.HEADER,
                                    allowed.stream()
                                            .map(ReadingPurpose::id)
                                            .sorted()
                                            .collect(Collectors.joining(", ")),
                                    named == null ? "none" : "'" + shortened(named) + "'"));
        }
        if (isAnsweredWithABody(request, method)) request.setAttribute(LOOK, audit.begin(entry));
        else audit.record(entry);
        return true;
    }

    /// What only reads, and answers with JSON, is made while the look at it goes to the disk.
    private static boolean isAnsweredWithABody(HttpServletRequest request, HandlerMethod method) {
        var type = method.getMethod().getReturnType();
        return HttpMethod.GET.matches(request.getMethod()) && (type.isRecord() || type == List.class);
    }

    @Override
    public boolean supports(MethodParameter returned, Class<? extends HttpMessageConverter<?>> converter) {
        return returned.hasMethodAnnotation(PersonalReading.class);
    }

    /// Nothing about anybody leaves before.
    @Override
    public @Nullable Object beforeBodyWrite(
            @Nullable Object body,
            MethodParameter returned,
            MediaType type,
            Class<? extends HttpMessageConverter<?>> converter,
            ServerHttpRequest request,
            ServerHttpResponse response) {
        if (request instanceof ServletServerHttpRequest servlet
                && servlet.getServletRequest().getAttribute(LOOK) instanceof Audit.Recording look) look.await();
        return body;
    }

    private static Set<ReadingPurpose> allowed(PersonalReading reading, Role role) {
        var ofRole = ReadingPurpose.of(role);
        return reading.purposes().length == 0
                ? ofRole
                : Arrays.stream(reading.purposes()).filter(ofRole::contains).collect(Collectors.toSet());
    }

    private static String object(HttpServletRequest request) {
        return request.getAttribute(HandlerMapping.URI_TEMPLATE_VARIABLES_ATTRIBUTE) instanceof Map<?, ?> variables
                        && !variables.isEmpty()
                ? shortened(String.valueOf(variables.values().iterator().next()))
                : MANY;
    }

    /// What a caller sent is not copied whole into the record.
    private static String shortened(String text) {
        return text.replaceAll("[^A-Za-z0-9._:-]", "?").substring(0, Math.min(text.length(), 60));
    }
}
