package dev.attune.server.outbound;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeAddressesTest {
    private final SafeAddresses strict = new SafeAddresses(List.of());

    @ParameterizedTest
    @ValueSource(
            strings = {
                "localhost",
                "127.0.0.1",
                "127.1",
                "2130706433", // 127.0.0.1 as one number
                "0.0.0.0",
                "10.1.2.3",
                "172.16.0.1",
                "172.31.255.255",
                "192.168.1.1",
                "100.64.0.1",
                "169.254.169.254",
                "224.0.0.1",
                "255.255.255.255",
                "::1",
                "::",
                "::ffff:127.0.0.1",
                "::ffff:10.0.0.1",
                "64:ff9b::7f00:1",
                "2002:7f00:1::",
                "fe80::1",
                "fc00::1",
                "fd00:ec2::254",
                "::ffff:0:127.0.0.1", // translated, not mapped: an IPv4 address behind such a translator
                "5f00::1",
                "3fff::1",
                "4000::1"
            })
    void whatLeadsInsideIsClosed(String host) {
        assertThatThrownBy(() -> strict.resolve(host))
                .isInstanceOf(SafeAddresses.ClosedAddressException.class)
                .hasMessageContaining(host)
                .hasMessageContaining("attune.outbound.allowed-networks");
    }

    @ParameterizedTest
    @ValueSource(strings = {"93.184.216.34", "172.32.0.1", "192.169.0.1", "100.128.0.1", "2606:2800:220:1::1"})
    void whatIsPublicIsOpen(String host) throws UnknownHostException {
        assertThat(strict.resolve(host)).containsExactly(InetAddress.getByName(host));
    }

    @Test
    void theOperatorMayOpenANetworkButNeverAMachinesOwnCredentials() throws UnknownHostException {
        var inside = new SafeAddresses(List.of(Network.of("10.0.0.0/8"), Network.of("169.254.0.0/16")));

        assertThat(inside.resolve("10.1.2.3")).hasSize(1);
        assertThat(inside.isAllowedByOperator("10.1.2.3")).isTrue();
        assertThat(inside.isAllowedByOperator("93.184.216.34")).isFalse();
        assertThatThrownBy(() -> inside.resolve("192.168.0.1")).hasMessageContaining("192.168.0.1");
        assertThatThrownBy(() -> inside.resolve("169.254.169.254")).hasMessageContaining("169.254.169.254");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost/8", "10.0.0.0/33", "10.0.0.0/x", "", "intranet"})
    void whatIsNoNetworkIsNamed(String text) {
        assertThatThrownBy(() -> Network.of(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
