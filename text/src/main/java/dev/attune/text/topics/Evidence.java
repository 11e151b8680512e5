package dev.attune.text.topics;

import java.util.List;

/// What of a text bears on whether it complains, as numbers that mean the same in every language: which [Event]s its
/// words tell, alone and two together, what it praises and blames, asks and thanks for. A changed order or meaning
/// needs new weights.
final class Evidence {
    private static final Event[] EVENTS = Event.values();
    private static final int FOR = Event.SETTLED.ordinal(); // the events before it speak for a complaint
    private static final int MOST_MORE = 2; // mentions beyond the first that count
    private static final double LONG = 20; // tokens from which a text is not short

    private Evidence() {}

    static float[] of(MarkedText text, List<Opinion> opinions) {
        var told = new int[EVENTS.length];
        var wants = new boolean[Intent.values().length];
        for (var event : text.events()) told[event.event().ordinal()]++;
        for (var want : text.wants()) wants[want.intent().ordinal()] = true;
        var numbers = new Numbers();
        for (int count : told) numbers.add(count > 0);
        for (int count : told) numbers.add(Math.clamp(count - 1, 0, MOST_MORE) / (double) MOST_MORE);
        numbers.add(
                opinions.stream().mapToDouble(opinion -> -opinion.polarity()).reduce(0, Math::max));
        numbers.add(opinions.stream().mapToDouble(Opinion::polarity).reduce(0, Math::max));
        boolean asked = text.question().isPresent();
        numbers.add(asked);
        for (var intent : Intent.values()) numbers.add(wants[intent.ordinal()]);
        numbers.add(text.aspects(text.whole()).isEmpty());
        numbers.add(Math.min(1, text.tokens().size() / LONG));
        numbers.add(text.text().indexOf('!') >= 0 || text.text().indexOf('！') >= 0);
        numbers.add(text.tokens().stream().anyMatch(token -> token.kind() == Token.Kind.HAN));
        numbers.add(text.tokens().stream().anyMatch(Token::isCyrillic));
        for (int one = 0; one < FOR; one++)
            for (int other = one + 1; other < FOR; other++) numbers.add(told[one] > 0 && told[other] > 0);
        for (int one = 0; one < FOR; one++) {
            numbers.add(told[one] > 0 && told[Event.OPEN.ordinal()] > 0);
            numbers.add(told[one] > 0 && asked);
        }
        return numbers.values();
    }

    /// The words that speak for a complaint, from the first to the last; the whole text where none does.
    static Stretch why(MarkedText text) {
        int from = Integer.MAX_VALUE;
        int to = 0;
        for (var told : text.events())
            if (told.event().speaksFor()) {
                from = Math.min(from, told.stretch().from());
                to = Math.max(to, told.stretch().to());
            }
        return to == 0 ? text.whole() : new Stretch(from, to);
    }

    private static final class Numbers {
        private final float[] numbers = new float[SIZE];
        private int size;

        void add(boolean yes) {
            add(yes ? 1 : 0);
        }

        void add(double number) {
            numbers[size++] = (float) number;
        }

        float[] values() {
            return numbers;
        }
    }

    /// Numbers of any text.
    private static final int SIZE = 2 * EVENTS.length + 3 + Intent.values().length + 5 + FOR * (FOR - 1) / 2 + 2 * FOR;
}
