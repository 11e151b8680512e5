package dev.attune.text.topics;

import dev.attune.text.linear.Verdict;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;

/// Tells what a text is about: aspects with the polarity of their clause, intents, urgency, marks of sarcasm, each with
/// the words that say so.
///
/// The dictionary finds aspects and intents; dictionary and learned head together tell which way a clause leans. Give
/// it redacted text: the places it answers are offsets into what it was given. Thread-safe; keeps nothing.
public final class TopicReader {
    private static final Set<Hint> LEAVING = EnumSet.of(Hint.LEAVE, Hint.RIVAL, Hint.LAST, Hint.BOND);
    private static final Set<Hint> CALLING = EnumSet.of(Hint.PERSON, Hint.REACH, Hint.MACHINE);
    private static final Set<Hint> PRESSING = EnumSet.of(Hint.SOON, Hint.PRESSED);
    private static final Verdict NO_COMPLAINT = new Verdict(0, 1);

    private final TopicDictionary dictionary;
    private final Clauses clauses;
    private final Opinions opinions;
    private final double dictionaryWeight;
    private final double complaintFrom;
    private final double complaintByHeadFrom;
    private final double complaintLeast;
    private final double complaintBelow;
    private final double complaintWeight;
    private final double wishLeast;
    private final IntentHead intents;

    /// By the dictionary alone.
    public TopicReader(TopicDictionary dictionary) {
        this(dictionary, IntentHead.SILENT);
    }

    /// @param head also hears what no set phrase says
    public TopicReader(TopicDictionary dictionary, IntentHead head) {
        this.intents = head;
        this.complaintBelow = dictionary.number("complaint-below");
        this.complaintLeast = dictionary.number("complaint-least");
        this.complaintWeight = dictionary.number("complaint-weight");
        this.wishLeast = dictionary.number("wish-least");
        this.dictionary = dictionary;
        this.clauses = new Clauses();
        this.opinions = new Opinions(dictionary);
        this.dictionaryWeight = dictionary.number("dictionary-weight");
        this.complaintFrom = dictionary.number("complaint-from");
        this.complaintByHeadFrom = dictionary.number("complaint-by-head-from");
    }

    /// What of a text bears on what it wants: for whoever trains an [IntentHead].
    public IntentHead.Evidences evidence(String text) {
        var marked = MarkedText.of(text, dictionary.terms());
        return evidence(marked, opinions.in(marked));
    }

    private static IntentHead.Evidences evidence(MarkedText text, List<Opinion> opinions) {
        return new IntentHead.Evidences(Evidence.of(text, opinions), WishEvidence.of(text, opinions));
    }

    /// Never throws for what the text is.
    ///
    /// @param head is asked about clauses that name an aspect, and about the whole text
    public TopicReading read(String text, PolarityHead head) {
        var marked = MarkedText.of(text, dictionary.terms());
        var found = opinions.in(marked);
        var sarcasm = Sarcasm.in(marked, found);
        var believed = sarcasm.isEmpty() ? found : Sarcasm.withoutPraise(marked, found, sarcasm);
        var whole = marked.whole();
        var leaning = joined(Opinions.mean(believed, whole), head.lean(text));
        var turn = turn(marked);
        var leaningOfTurn = turn.equals(whole)
                ? leaning
                : joined(
                        Opinions.mean(believed, turn),
                        head.lean(marked.span(turn).of(text)));
        var heard = intents.hear(text, evidence(marked, found));
        var complains = heard.map(IntentHead.Heard::complaint)
                .map(verdict -> leaningOfTurn.orElse(0) < complaintBelow ? verdict : NO_COMPLAINT);
        double complained = -complaintWeight * probability(complains);
        double blame = Math.min(complained, -complaintWeight * probability(heard.map(IntentHead.Heard::churnThreat)));
        var parts = clauses.of(marked, believed);
        var aspects = new ArrayList<AspectOpinion>();
        for (var part : parts) {
            var names = marked.aspects(part);
            if (names.isEmpty()) continue;
            var span = marked.span(part);
            double polarity = blamed(
                            joined(Opinions.mean(believed, part), head.lean(span.of(text))), believed, part, complained)
                    .orElse(0);
            for (var name : distinct(names))
                aspects.add(new AspectOpinion(name.id(), marked.span(name.stretch()), span, polarity));
        }
        var wanted = intents(
                marked,
                found,
                believed,
                aspects,
                blamed(leaning, believed, whole, complained),
                !sarcasm.isEmpty(),
                complains,
                heard);
        var urgent = urgent(marked, heard);
        return new TopicReading(
                aspects, wanted, urgency(wanted, urgent), urgent, sarcasm, blamed(leaning, believed, whole, blame));
    }

    /// The dictionary outweighs the head where it speaks: it knows set phrases and negation, the head the rest. But
    /// words of praise and blame also stand in plain questions ("Can the deleted file be restored?"): the surer the
    /// head is, beyond even odds, that nothing is said for or against, the less the dictionary counts.
    private OptionalDouble joined(OptionalDouble byDictionary, Optional<PolarityHead.Lean> byHead) {
        if (byHead.isEmpty()) return byDictionary;
        var head = byHead.get();
        if (byDictionary.isEmpty()) return OptionalDouble.of(head.polarity());
        double believed = Math.min(1, 2 * (1 - head.nothing()));
        return OptionalDouble.of(
                dictionaryWeight * believed * byDictionary.getAsDouble() + (1 - dictionaryWeight) * head.polarity());
    }

    /// From the last word of contrast on behind which something is told that speaks for a complaint, so that praise in
    /// front of a "but" does not hide it; otherwise all.
    private static Stretch turn(MarkedText text) {
        var whole = text.whole();
        for (int i = whole.to() - 1; i > 0; i--) {
            var behind = new Stretch(i, whole.to());
            if (text.has(Meaning.Contrasts.class, i)
                    && text.events().stream()
                            .anyMatch(told -> told.event().speaksFor() && behind.holds(told.stretch()))) return behind;
        }
        return whole;
    }

    /// Of what the answer is yes to; 0 otherwise.
    private static double probability(Optional<Verdict> verdict) {
        return verdict.filter(Verdict::yes).map(Verdict::probability).orElse(0.0);
    }

    /// A complaint or a threat to leave leans down even where no word does, unless something in the stretch is praised.
    private static OptionalDouble blamed(
            OptionalDouble polarity, List<Opinion> believed, Stretch stretch, double blame) {
        boolean praised =
                believed.stream().anyMatch(opinion -> opinion.polarity() > 0 && stretch.holds(opinion.stretch()));
        return blame == 0 || praised ? polarity : OptionalDouble.of(Math.min(blame, polarity.orElse(blame)));
    }

    private static List<MarkedText.Named> distinct(List<MarkedText.Named> names) {
        var first = new LinkedHashMap<String, MarkedText.Named>();
        for (var name : names) first.putIfAbsent(name.id(), name);
        return List.copyOf(first.values());
    }

    private List<IntentMention> intents(
            MarkedText text,
            List<Opinion> found,
            List<Opinion> believed,
            List<AspectOpinion> aspects,
            OptionalDouble polarity,
            boolean sarcastic,
            Optional<Verdict> complains,
            Optional<IntentHead.Heard> heard) {
        var intents = new LinkedHashMap<Intent, Span>();
        for (var want : text.wants()) {
            if (Opinions.contradicts(found, want.stretch(), want.intent())) continue;
            if (want.intent() == Intent.THANKS && sarcastic) continue;
            if (want.intent() == Intent.QUESTION && !text.asks(want.stretch())) continue;
            intents.putIfAbsent(want.intent(), text.span(want.stretch()));
        }
        text.question().ifPresent(stretch -> intents.putIfAbsent(Intent.QUESTION, text.span(stretch)));
        heard.ifPresent(wishes -> {
            weigh(intents, Intent.CHURN_THREAT, wishes.churnThreat(), text, LEAVING);
            weigh(intents, Intent.REQUEST_FOR_HUMAN, wishes.requestForHuman(), text, CALLING);
        });
        boolean unlikely = complains.isPresent() && complains.get().probability() < complaintLeast;
        if (!intents.containsKey(Intent.COMPLAINT) && !unlikely)
            complaint(text, believed, aspects, polarity, complains)
                    .ifPresent(why -> intents.put(Intent.COMPLAINT, why));
        return intents.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> new IntentMention(entry.getKey(), entry.getValue()))
                .toList();
    }

    /// A set phrase counts unless the model holds it for most unlikely; without one the model decides.
    private void weigh(Map<Intent, Span> intents, Intent intent, Verdict verdict, MarkedText text, Set<Hint> hints) {
        if (verdict.probability() < wishLeast) intents.remove(intent);
        else if (verdict.yes()) intents.putIfAbsent(intent, text.span(WishEvidence.why(text, hints)));
    }

    private List<Span> urgent(MarkedText text, Optional<IntentHead.Heard> heard) {
        var verdict = heard.map(IntentHead.Heard::urgent);
        if (verdict.isPresent() && verdict.get().probability() < wishLeast) return List.of();
        var said = text.hurries().stream().map(text::span).toList();
        if (!said.isEmpty() || verdict.filter(Verdict::yes).isEmpty()) return said;
        return List.of(text.span(WishEvidence.why(text, PRESSING)));
    }

    private Optional<Span> complaint(
            MarkedText text,
            List<Opinion> believed,
            List<AspectOpinion> aspects,
            OptionalDouble polarity,
            Optional<Verdict> heard) {
        if (heard.filter(Verdict::yes).isPresent()) return Optional.of(text.span(Evidence.why(text)));
        var worst = aspects.stream().min(Comparator.comparingDouble(AspectOpinion::polarity));
        if (worst.isPresent() && worst.get().polarity() <= complaintFrom) return worst.map(AspectOpinion::clause);
        if (polarity.isEmpty() || polarity.getAsDouble() > complaintFrom) return Optional.empty();
        var blame = believed.stream()
                .filter(opinion -> opinion.polarity() < 0)
                .min(Comparator.comparingDouble(Opinion::polarity))
                .map(opinion -> text.span(opinion.stretch()));
        if (blame.isPresent() || polarity.getAsDouble() > complaintByHeadFrom) return blame;
        return Optional.of(text.span(text.whole()));
    }

    private static Urgency urgency(List<IntentMention> intents, List<Span> urgent) {
        if (!urgent.isEmpty()) return Urgency.HIGH;
        boolean raised = intents.stream()
                .anyMatch(mention ->
                        mention.intent() == Intent.CHURN_THREAT || mention.intent() == Intent.REQUEST_FOR_HUMAN);
        return raised ? Urgency.RAISED : Urgency.NONE;
    }
}
