package dev.attune.server.live;

import dev.attune.server.access.SdkKeys;
import java.time.InstantSource;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;
import tools.jackson.databind.json.JsonMapper;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties({LiveSettings.class, CallSettings.class})
class LiveConfiguration {
    private static final int PART_BYTES = 64 * 1024; // an ordinary frame comes in one part

    @Bean
    WebSocketConfigurer liveSocket(LiveEndpoint endpoint) {
        return new WebSocketConfigurer() {
            @Override
            public void registerWebSocketHandlers(WebSocketHandlerRegistry registry) {
                // any origin: SDK keys are for pages elsewhere; the endpoint checks the origin of cookies
                registry.addHandler(endpoint, "/v1/live").setAllowedOriginPatterns("*");
            }
        };
    }

    @Bean
    WebSocketConfigurer callSockets(
            LiveSessions sessions,
            LiveHouse house,
            CallSettings settings,
            SdkKeys keys,
            InstantSource clock,
            JsonMapper json) {
        var mediaStreams = new CallEndpoint(
                line -> new MediaStreamsCodec(line, settings.patience()), sessions, house, settings, keys, clock, json);
        var audioHook =
                new CallEndpoint(line -> new AudioHookCodec(line, json), sessions, house, settings, keys, clock, json);
        return registry -> registry.addHandler(mediaStreams, "/v1/calls/media-streams")
                .addHandler(audioHook, "/v1/calls/audiohook")
                .setAllowedOriginPatterns("*"); // call centres are no browsers; a key is asked for
    }

    @Bean
    ServletServerContainerFactoryBean socketBuffers() {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxBinaryMessageBufferSize(PART_BYTES);
        container.setMaxTextMessageBufferSize(PART_BYTES);
        return container;
    }
}
