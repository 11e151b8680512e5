package dev.attune.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.hc.client5.http.DnsResolver;

/// Looks names up and gives away public addresses only, and those that the operator allowed. The connection is made to
/// exactly what was given away here, so a name that changes its mind in between gains nothing.
final class SafeAddresses implements DnsResolver {

    /// Special-purpose ranges (IANA registries of RFC 6890), where this server's own network and its host may answer.
    private static final List<Network> CLOSED = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/4",
                    "240.0.0.0/4",
                    "::/3", // all but 2000::/3 is reserved, local, or leads to an IPv4 address
                    "4000::/2",
                    "8000::/1",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16", // leads to an IPv4 address
                    "3fff::/20")
            .map(Network::of)
            .toList();

    /// Where clouds tell a machine its own credentials; not even the operator can mean these.
    private static final List<Network> METADATA = Stream.of(
                    "169.254.169.254/32", "100.100.100.200/32", "fd00:ec2::254/128")
            .map(Network::of)
            .toList();

    private final List<Network> allowed;

    SafeAddresses(List<Network> allowed) {
        this.allowed = List.copyOf(allowed);
    }

    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        var found = InetAddress.getAllByName(host);
        var safe = Arrays.stream(found).filter(this::isSafe).toArray(InetAddress[]::new);
        if (safe.length == 0) throw new ClosedAddressException(host);
        return safe;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }

    private boolean isSafe(InetAddress address) {
        return METADATA.stream().noneMatch(holds(address))
                && (allowed.stream().anyMatch(holds(address)) || CLOSED.stream().noneMatch(holds(address)));
    }

    /// Whether this name leads nowhere but to what the operator allowed.
    boolean isAllowedByOperator(String host) throws UnknownHostException {
        return Arrays.stream(resolve(host)).allMatch(address -> allowed.stream().anyMatch(holds(address)));
    }

    private static Predicate<Network> holds(InetAddress address) {
        return network -> network.contains(address);
    }

    /// The name leads to no address that may be talked to.
    static final class ClosedAddressException extends UnknownHostException {
        private static final long serialVersionUID = 1;

        ClosedAddressException(String host) {
            super(
                    "'%s' leads to a private, local or reserved address. Maybe use a public one, or have the operator allow it with attune.outbound.allowed-networks."
                            .formatted(host));
        }
    }
}
