package dev.attune.server.outbound;

import java.io.IOException;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Set;
import org.apache.hc.client5.http.classic.methods.HttpUriRequestBase;
import org.apache.hc.client5.http.config.ConnectionConfig;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClients;
import org.apache.hc.client5.http.impl.io.PoolingHttpClientConnectionManagerBuilder;
import org.apache.hc.core5.http.ClassicHttpResponse;
import org.apache.hc.core5.http.ContentType;
import org.apache.hc.core5.http.io.entity.ByteArrayEntity;
import org.apache.hc.core5.util.TimeValue;
import org.apache.hc.core5.util.Timeout;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.stereotype.Component;

/// Talks HTTP to addresses that somebody typed in: public ones only, over TLS, without following redirects, for a
/// limited time and up to a limited size.
@Component
@EnableConfigurationProperties(OutboundSettings.class)
public class OutboundHttp implements AutoCloseable {
    private static final int MOST_BYTES = 1 << 20; // a page of contacts has some 100 KB
    private static final Timeout CONNECT = Timeout.ofSeconds(5);
    private static final TimeValue KEEP = TimeValue.ofSeconds(30);
    private static final Set<String> SET_BY_BODY = Set.of("content-type", "content-length");

    private final SafeAddresses addresses;
    private final Duration answerWithin;
    private final CloseableHttpClient client;

    OutboundHttp(OutboundSettings settings) {
        this.addresses = new SafeAddresses(
                settings.allowedNetworks().stream().map(Network::of).toList());
        this.answerWithin = settings.answerWithin();
        this.client = HttpClients.custom()
                .setConnectionManager(PoolingHttpClientConnectionManagerBuilder.create()
                        .setDnsResolver(addresses)
                        .setMaxConnTotal(64)
                        .setMaxConnPerRoute(8)
                        .setDefaultConnectionConfig(ConnectionConfig.custom()
                                .setConnectTimeout(CONNECT)
                                .setSocketTimeout(Timeout.of(answerWithin))
                                .setTimeToLive(KEEP)
                                .build())
                        .build())
                .disableRedirectHandling() // a redirect may lead where the address itself may not
                .disableCookieManagement()
                .disableAutomaticRetries() // the outbox tries again, and counts
                .disableAuthCaching()
                .setUserAgent("Attune")
                .build();
    }

    /// Says what is wrong with an address before anything is sent there.
    ///
    /// @throws IllegalArgumentException naming it
    public void check(URI address) {
        String scheme = address.getScheme() == null ? "" : address.getScheme().toLowerCase(Locale.ROOT);
        if (address.getHost() == null || !Set.of("http", "https").contains(scheme) || address.getUserInfo() != null)
            throw new IllegalArgumentException(
                    "An address begins with https:// and a host, without a password in it, got '%s'."
                            .formatted(address));
        try {
            if (scheme.equals("http") && !addresses.isAllowedByOperator(bare(address.getHost())))
                throw new IllegalArgumentException(
                        "'%s' would travel in the open. Maybe https://, or a network allowed by attune.outbound.allowed-networks."
                                .formatted(address));
            addresses.resolve(bare(address.getHost()));
        } catch (SafeAddresses.ClosedAddressException e) {
            throw new IllegalArgumentException(e.getMessage(), e);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("There is no host '%s'.".formatted(address.getHost()), e);
        }
    }

    /// @throws OutboundFailure when there was no answer
    public OutboundAnswer send(OutboundRequest request) {
        var address = request.address();
        try {
            if ("http".equalsIgnoreCase(address.getScheme()) && !addresses.isAllowedByOperator(bare(address.getHost())))
                throw OutboundFailure.refused(
                        "%s would travel in the open".formatted(address.getHost()), new IOException("no TLS"));
        } catch (SafeAddresses.ClosedAddressException e) {
            throw OutboundFailure.refused(String.valueOf(e.getMessage()), e);
        } catch (UnknownHostException e) {
            throw OutboundFailure.noAnswer("there is no host '%s' right now".formatted(address.getHost()), e);
        }
        var http = new HttpUriRequestBase(request.method(), address);
        request.headers().forEach((name, value) -> {
            if (!SET_BY_BODY.contains(name.toLowerCase(Locale.ROOT))) http.setHeader(name, value);
        });
        if (request.body().length > 0) http.setEntity(new ByteArrayEntity(request.body(), contentType(request)));
        var watch = Thread.ofVirtual().start(() -> {
            try {
                Thread.sleep(answerWithin);
                http.cancel();
            } catch (InterruptedException e) {
                // answered in time
            }
        });
        try {
            return client.execute(http, OutboundHttp::answer);
        } catch (SafeAddresses.ClosedAddressException e) {
            throw OutboundFailure.refused(String.valueOf(e.getMessage()), e);
        } catch (IOException e) {
            throw OutboundFailure.noAnswer(
                    http.isCancelled()
                            ? "%s did not answer within %d s".formatted(address.getHost(), answerWithin.toSeconds())
                            : "%s cannot be reached: %s".formatted(address.getHost(), reason(e)),
                    e);
        } finally {
            watch.interrupt();
        }
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName().replaceAll("Exception$", "");
    }

    private static ContentType contentType(OutboundRequest request) {
        return request.headers().entrySet().stream()
                .filter(header -> header.getKey().equalsIgnoreCase("content-type"))
                .map(header -> ContentType.parse(header.getValue()))
                .findFirst()
                .orElse(ContentType.APPLICATION_JSON);
    }

    private static OutboundAnswer answer(ClassicHttpResponse response) throws IOException {
        var headers = new HashMap<String, String>();
        for (var header : response.getHeaders())
            headers.putIfAbsent(header.getName().toLowerCase(Locale.ROOT), header.getValue());
        var entity = response.getEntity();
        if (entity == null) return new OutboundAnswer(response.getCode(), headers, new byte[0]);
        byte[] body = entity.getContent().readNBytes(MOST_BYTES + 1);
        if (body.length > MOST_BYTES) throw new IOException("an answer of more than %d bytes".formatted(MOST_BYTES));
        return new OutboundAnswer(response.getCode(), headers, body);
    }

    /// A host in brackets is an IPv6 address.
    private static String bare(String host) {
        return host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
    }

    @Override
    public void close() throws IOException {
        client.close();
    }
}
