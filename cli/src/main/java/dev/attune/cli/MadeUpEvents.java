package dev.attune.cli;

import java.nio.charset.StandardCharsets;

/// The bodies that one sender sends, made once: from request to request only numbers change, in place. The sender runs
/// on the machine that it measures, so what it costs is taken from the server.
final class MadeUpEvents {
    private static final int DIGITS = 12;
    private static final int EVERY_ANSWER = 10; // of ten events one is an answer, which a profile rests on

    private final int people;
    private final int batch;
    private final byte[] body;
    private final int[] peopleAt; // where the digits of each event's person end
    private final int[] numbersAt; // likewise of its own number

    /// About 300 bytes each, of people in turn, of whom everybody comes at another place each turn: so all give
    /// answers, and not always the same.
    MadeUpEvents(String run, int people, int batch) {
        this.people = people;
        this.batch = batch;
        this.peopleAt = new int[batch];
        this.numbersAt = new int[batch];
        var text = new StringBuilder("{\"batch\": [");
        for (int i = 0; i < batch; i++) {
            if (i > 0) text.append(',');
            boolean answer = i % EVERY_ANSWER == 0;
            text.append("{\"type\": \"track\", \"event\": \"%s\", \"userId\": \""
                            .formatted(answer ? "Survey Answered" : "Product Viewed"))
                    .append(person(run, 0));
            peopleAt[i] = text.length();
            text.append("\", \"messageId\": \"").append(run).append('-').append("0".repeat(DIGITS));
            numbersAt[i] = text.length();
            text.append("""
                    ", "properties": {%s"product_id": "sku-%d", "category": "lamps", "price": %d.95, "position": %d, "url": \
                    "https://shop.example/products/sku-%d?from=list"}, "context": {"channel": "web", "locale": "en-GB"}}""".formatted(
                            answer ? "\"survey\": \"csat\", \"score\": %d, ".formatted(1 + i / EVERY_ANSWER % 5) : "",
                            i % 997,
                            10 + i % 90,
                            i % 20,
                            i % 997));
        }
        this.body = text.append("]}").toString().getBytes(StandardCharsets.US_ASCII);
    }

    static String person(String run, int n) {
        return ("bench-%s-%0" + DIGITS + "d").formatted(run, n);
    }

    /// The next one overwrites it.
    byte[] of(long request) {
        for (int i = 0; i < batch; i++) {
            long n = request * batch + i;
            write((n + n / people) % people, peopleAt[i]);
            write(n, numbersAt[i]);
        }
        return body;
    }

    private void write(long number, int end) {
        long rest = number;
        for (int at = end - 1; at >= end - DIGITS; at--) {
            body[at] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
    }
}
