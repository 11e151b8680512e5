package dev.attune.server.access;

import dev.attune.server.problems.ProblemWriter;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.http.HttpMethod;
import org.springframework.http.HttpStatus;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.http.SessionCreationPolicy;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;

@Configuration(proxyBeanMethods = false)
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

    @Bean
    InstantSource clock() {
        return InstantSource.system();
    }

    @Bean
    SecurityFilterChain callers(HttpSecurity http, SignInLinks links, SdkKeys keys, ProblemWriter problems) {
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
                .authorizeHttpRequests(requests -> requests.requestMatchers(
                                "/v1/live", "/v1/calls/media-streams", "/v1/calls/audiohook")
                        .permitAll() // refuses by close code 4401, which a page can read
                        .requestMatchers(HttpMethod.GET, "/v1/consents")
                        .hasRole("CONSOLE")
                        .requestMatchers("/v1/notices/**", "/v1/consents/**", "/v1/text")
                        .hasAnyRole("CONSOLE", "SDK")
                        .requestMatchers("/v1/**")
                        .hasRole("CONSOLE")
                        .anyRequest()
                        .permitAll()) // static files, health, metrics without personal data
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
                                                "An SDK key may read notices, record consents, read words and run live sessions, nothing else.")))
                .addFilterBefore(new AccessFilter(links, keys, problems), AuthorizationFilter.class)
                .build();
    }

    /// A shop on another origin may use an SDK key; the console's cookie never travels there.
    private static UrlBasedCorsConfigurationSource pagesElsewhere() {
        var cors = new CorsConfiguration();
        cors.setAllowedOrigins(List.of(CorsConfiguration.ALL));
        cors.setAllowedMethods(List.of("GET", "POST"));
        cors.setAllowedHeaders(List.of(AccessFilter.KEY_HEADER, "Content-Type"));
        cors.setMaxAge(Duration.ofHours(1));
        var source = new UrlBasedCorsConfigurationSource();
        source.registerCorsConfiguration("/v1/notices/**", cors);
        source.registerCorsConfiguration("/v1/text", cors);
        source.registerCorsConfiguration("/v1/consents/**", cors);
        return source;
    }
}
