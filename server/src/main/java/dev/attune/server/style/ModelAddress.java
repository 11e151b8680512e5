package dev.attune.server.style;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Optional;

/// Whether an endpoint may be called: not this machine's neighbours unless the operator said so, and never the
/// addresses where clouds keep their secrets.
final class ModelAddress {
    private ModelAddress() {}

    /// What is wrong with it, if anything. Looks the host up, so it is asked before every call.
    static Optional<String> objection(String url, boolean privateNetwork) {
        URI address;
        try {
            address = URI.create(url);
        } catch (IllegalArgumentException e) {
            return Optional.of("attune.language-model.url is no address: " + e.getMessage());
        }
        var scheme = address.getScheme();
        var host = address.getHost();
        if (host == null || scheme == null || address.getUserInfo() != null || address.getQuery() != null)
            return Optional.of("attune.language-model.url must be like https://host/v1, got '%s'".formatted(url));
        if (!scheme.equals("https") && !(scheme.equals("http") && privateNetwork))
            return Optional.of("attune.language-model.url must begin with https, got '%s'. Maybe set .private-network."
                    .formatted(scheme));
        try {
            for (var each : InetAddress.getAllByName(host)) {
                if (each.isLinkLocalAddress() || each.isAnyLocalAddress() || each.isMulticastAddress())
                    return Optional.of("attune.language-model.url leads to %s, which is nobody's server"
                            .formatted(each.getHostAddress()));
                if (!privateNetwork && isPrivate(each))
                    return Optional.of(
                            "attune.language-model.url leads to %s in this machine's own network. Maybe set .private-network."
                                    .formatted(each.getHostAddress()));
            }
        } catch (UnknownHostException e) {
            return Optional.of("the host of attune.language-model.url is not known: " + host);
        }
        return Optional.empty();
    }

    private static boolean isPrivate(InetAddress address) {
        var bytes = address.getAddress();
        boolean uniqueLocal = address instanceof Inet6Address && (bytes[0] & 0xFE) == 0xFC; // RFC 4193
        boolean sharedByCarriers = bytes.length == 4 && (bytes[0] & 0xFF) == 100 && (bytes[1] & 0xC0) == 64; // RFC 6598
        return address.isLoopbackAddress() || address.isSiteLocalAddress() || uniqueLocal || sharedByCarriers;
    }
}
