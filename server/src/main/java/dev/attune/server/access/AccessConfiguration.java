package dev.attune.server.access;

import dev.attune.server.problems.ProblemWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configurers.AuthorizeHttpRequestsConfigurer;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.config.observation.SecurityObservationSettings;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(LimitSettings.class)
class AccessConfiguration {

    /// The console draws the camera on a canvas (`blob:`), shows thumbnails (`data:`) and styles elements inline;
    /// nothing is ever loaded from elsewhere.
    private static final String CONTENT_SECURITY_POLICY = String.join(
            "; ",
            "default-src 'self'",
            "img-src 'self' blob: data:",
            "media-src 'self' blob:",
            "style-src 'self' 'unsafe-inline'",
            "worker-src 'self' blob:",
            "font-src 'self' data:",
            "connect-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "form-action 'self'",
            "frame-ancestors 'none'");

    static final String SDK = "SDK"; // the role of a key
    private static final String[] CONSOLE =
            Arrays.stream(Role.values()).map(Role::name).toArray(String[]::new);
    private static final String[] CONSOLE_AND_SDK =
            Stream.concat(Arrays.stream(CONSOLE), Stream.of(SDK)).toArray(String[]::new);

    /// Where customers' events are taken in.
    private static final String[] EVENTS = {
        "/v1/identify", "/v1/track", "/v1/page", "/v1/screen", "/v1/group", "/v1/alias", "/v1/batch", "/v1/events"
    };

    private static final String[] RANKING = {
        "/v1/rank", "/v1/events/*/reward", "/v1/events/*/activate", "/v1/multislot/**", "/v1/context", "/ofrep/**"
    };

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    /// Every request is timed as a whole. Timing each filter of the chain by itself, too, cost a decision more than
    /// deciding.
    @Bean
    SecurityObservationSettings filtersAreNotTimed() {
        return SecurityObservationSettings.noObservations();
    }

    @Bean
    SecurityFilterChain callers(
            HttpSecurity http, SignInLinks links, SdkKeys keys, ProblemWriter problems, LimitSettings limits) {
        return http.csrf(csrf -> csrf.disable()) // AccessFilter asks for a header instead
                .sessionManagement(session -> session.sessionCreationPolicy(SessionCreationPolicy.STATELESS))
                .requestCache(cache -> cache.disable())
                .logout(logout -> logout.disable())
                .anonymous(anonymous -> {})
                .cors(cors -> cors.configurationSource(pagesElsewhere()))
                .headers(headers -> headers.contentSecurityPolicy(
                                policy -> policy.policyDirectives(CONTENT_SECURITY_POLICY))
                        .permissionsPolicyHeader(
                                policy -> policy.policy("camera=(self), microphone=(self), geolocation=()"))
                        .referrerPolicy(policy -> policy.policy(ReferrerPolicy.NO_REFERRER)))
                .authorizeHttpRequests(requests -> whoMayWhat(requests))
                .exceptionHandling(
                        failures -> failures.authenticationEntryPoint((request, response, failure) -> problems.write(
                                        response,
                                        HttpStatus.UNAUTHORIZED,
                                        "Nobody is signed in. Maybe open the sign-in link printed when the server started,"
                                                + " or send a valid key in the header Attune-Key."))
                                .accessDeniedHandler(
                                        (request, response, failure) -> problems.write(
                                                response,
                                                HttpStatus.FORBIDDEN,
                                                "This is not for you: an SDK key may read notices, record consents, send events, read words, rank actions and run live sessions; at the console it depends on your role.")))
                .addFilterBefore(new AccessFilter(links, keys, problems), AuthorizationFilter.class)
                .addFilterBefore(new RateLimit(limits, problems), AuthorizationFilter.class)
                .addFilterBefore(new BodyLimit(problems), AuthorizationFilter.class)
                .build();
    }

    /// From the narrow to the wide; what is new and not named here is for admins and analysts.
    private static void whoMayWhat(
            AuthorizeHttpRequestsConfigurer<HttpSecurity>.AuthorizationManagerRequestMatcherRegistry requests) {
        requests.requestMatchers("/v1/live", "/v1/calls/media-streams", "/v1/calls/audiohook")
                .permitAll() // refuses by close code 4401, which a page can read
                .requestMatchers("/v1/my/**")
                .permitAll() // proves itself by the address on a person's receipt
                .requestMatchers(HttpMethod.POST, "/v1/sign-in")
                .permitAll()
                .requestMatchers("/v1/me", "/v1/sign-out")
                .hasAnyRole(CONSOLE)
                .requestMatchers(
                        "/v1/accounts/**",
                        "/v1/keys/**",
                        "/v1/sign-in-links",
                        "/v1/webhooks/**",
                        "/v1/connectors/**",
                        "/v1/deliveries/**")
                .hasRole(Role.ADMIN.name())
                .requestMatchers("/v1/audit/**", "/v1/persons/**")
                .hasAnyRole(Role.ADMIN.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers(HttpMethod.GET, "/v1/consents")
                .hasAnyRole(Role.ADMIN.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers(HttpMethod.DELETE, "/v1/sessions/*")
                .hasAnyRole(Role.ADMIN.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers("/v1/sessions/**")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers(EVENTS)
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), SDK)
                .requestMatchers(HttpMethod.GET, "/v1/customers/**")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers(HttpMethod.POST, "/v1/customers/searches")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers(HttpMethod.GET, "/v1/events/*/explain")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name())
                .requestMatchers(HttpMethod.POST, RANKING)
                .hasAnyRole(CONSOLE_AND_SDK)
                .requestMatchers("/v1/assistants/**", "/webhooks/rest/webhook")
                .hasAnyRole(Role.ADMIN.name(), SDK)
                .requestMatchers("/v1/cases/**", "/v1/repair/**", "/v1/workspace/**")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name())
                .requestMatchers(HttpMethod.GET, "/v1/dashboards/**")
                .hasAnyRole(CONSOLE)
                .requestMatchers("/v1/alerts/**")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name())
                .requestMatchers(HttpMethod.GET, "/v1/calls")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name())
                .requestMatchers("/v1/messages/draft")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name(), Role.AGENT.name())
                .requestMatchers("/v1/notices/**", "/v1/consents/**", "/v1/text", "/v1/style", "/v1/service-levels")
                .hasAnyRole(CONSOLE_AND_SDK)
                .requestMatchers(
                        HttpMethod.POST,
                        "/v1/experiments/*/assignments",
                        "/v1/experiments/*/exposures",
                        "/v1/experiments/outcomes",
                        "/v1/recommendations")
                .hasAnyRole(CONSOLE_AND_SDK)
                .requestMatchers(
                        HttpMethod.GET,
                        "/v1/clips",
                        "/v1/models",
                        "/v1/playbooks",
                        "/v1/playbooks/*",
                        "/v1/style/**",
                        "/v1/retention",
                        "/v1/trust/**",
                        "/v1/switches")
                .hasAnyRole(CONSOLE)
                .requestMatchers("/v1/switches/**")
                .hasAnyRole(Role.ADMIN.name(), Role.PRIVACY_OFFICER.name())
                .requestMatchers("/v1/**", "/ofrep/**")
                .hasAnyRole(Role.ADMIN.name(), Role.ANALYST.name())
                .anyRequest()
                .permitAll(); // static files, health, metrics without personal data
    }

    /// A shop on another origin may use an SDK key; the console's cookie never travels there.
    private static UrlBasedCorsConfigurationSource pagesElsewhere() {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of("GET", "POST"));
        cors.setAllowedHeaders(
                List.of(AccessFilter.KEY_HEADER, AccessFilter.RECEIPT_HEADER, "Authorization", "Content-Type"));
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/v1/notices/**", cors);
        source.registerCorsConfiguration("/v1/text", cors);
        source.registerCorsConfiguration("/v1/style", cors);
        source.registerCorsConfiguration("/v1/service-levels", cors);
        source.registerCorsConfiguration("/v1/consents/**", cors);
        for (var path : EVENTS) source.registerCorsConfiguration(path, cors);
        source.registerCorsConfiguration("/v1/experiments/*/assignments", cors);
        source.registerCorsConfiguration("/v1/experiments/*/exposures", cors);
        source.registerCorsConfiguration("/v1/experiments/outcomes", cors);
        source.registerCorsConfiguration("/v1/recommendations", cors);
        for (var path : RANKING) source.registerCorsConfiguration(path, cors);
        return source;
    }
}
