package dev.attune.server.outbound;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/// A range of addresses, as `10.0.0.0/8` or `fc00::/7`.
record Network(InetAddress first, int prefix) {
    Network {
        int bits = first.getAddress().length * 8;
        if (prefix < 0 || prefix > bits)
            throw new IllegalArgumentException(
                    "the prefix of a network of %d bits must be in 0..%d, got %d".formatted(bits, bits, prefix));
    }

    /// @throws IllegalArgumentException naming what is no network
    static Network of(String text) {
        int slash = text.indexOf('/');
        String address = slash < 0 ? text : text.substring(0, slash);
        // an address in digits only: a name would be looked up, and could change
        if (!address.matches("[0-9.]+|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) throw none(text);
        try {
            var first = InetAddress.getByName(address);
            return new Network(
                    first, slash < 0 ? first.getAddress().length * 8 : Integer.parseInt(text.substring(slash + 1)));
        } catch (UnknownHostException | NumberFormatException e) {
            throw none(text);
        }
    }

    private static IllegalArgumentException none(String text) {
        return new IllegalArgumentException(
                "'%s' is no network. Maybe 127.0.0.0/8, or 10.1.2.3/32 for one address.".formatted(text));
    }

    boolean contains(InetAddress address) {
        byte[] ours = first.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) return false;
        int whole = prefix / 8;
        if (!Arrays.equals(ours, 0, whole, theirs, 0, whole)) return false;
        int rest = prefix % 8;
        return rest == 0 || (ours[whole] & 0xff) >> (8 - rest) == (theirs[whole] & 0xff) >> (8 - rest);
    }
}
