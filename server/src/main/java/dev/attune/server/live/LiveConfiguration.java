package dev.attune.server.live;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.web.socket.config.annotation.EnableWebSocket;
import org.springframework.web.socket.config.annotation.WebSocketConfigurer;
import org.springframework.web.socket.config.annotation.WebSocketHandlerRegistry;
import org.springframework.web.socket.server.standard.ServletServerContainerFactoryBean;

@Configuration(proxyBeanMethods = false)
@EnableWebSocket
@EnableConfigurationProperties(LiveSettings.class)
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
    ServletServerContainerFactoryBean socketBuffers() {
        var container = new ServletServerContainerFactoryBean();
        container.setMaxBinaryMessageBufferSize(PART_BYTES);
        container.setMaxTextMessageBufferSize(PART_BYTES);
        return container;
    }
}
