package dev.attune.server.decisions;

import dev.attune.decisions.Playbook;
import dev.attune.decisions.Rule;
import dev.attune.decisions.Stretch;
import dev.attune.decisions.Wording;
import dev.attune.policy.Place;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A playbook as pages get it. Wordings come in all three languages, so that a page can change its own.
///
/// @param summary what it is for, in a sentence or two
/// @param setting the kind of service it is for
/// @param use where it may be used
/// @param fallback the house style, used whenever nothing is known
/// @param frequencyCap how often one person is served at most
/// @param own written by the tenant, not shipped
/// @param on whether it is switched on
/// @param lock why it may not be on here; null when it may
/// @param rules in the order of the file
record PlaybookView(
        String id,
        int version,
        String title,
        String summary,
        String setting,
        UseView use,
        String fallback,
        CapView frequencyCap,
        boolean own,
        boolean on,
        @Nullable PlaybookLock lock,
        List<RuleView> rules) {

    /// @param places countries where it may be used
    /// @param role of the person, for example `customer`
    record UseView(List<String> places, String role, String purpose) {}

    /// @param decisions at most so many
    /// @param perMinutes within so many minutes
    record CapView(int decisions, double perMinutes) {}

    /// @param priority the higher one takes the place
    /// @param when the condition in CEL
    /// @param clauses the condition's parts, all of which must hold
    /// @param stay the condition that keeps the action running, in CEL
    /// @param readsDisplay whether anything about the person is among them
    /// @param holdsForMs how long `when` must be true, in milliseconds
    /// @param releaseMs how long `stay` must be false until the action ends, in milliseconds
    /// @param cooldownMs from the end of the action until the rule may act again, in milliseconds
    /// @param action its id
    record RuleView(
            String id,
            String slot,
            int priority,
            String when,
            List<String> clauses,
            String stay,
            boolean readsDisplay,
            long holdsForMs,
            long releaseMs,
            long cooldownMs,
            String action,
            String actionClass,
            Map<String, Object> parameters,
            Wording does,
            Wording reason) {
        static RuleView of(Rule rule) {
            return new RuleView(
                    rule.id(),
                    rule.slot(),
                    rule.priority(),
                    rule.when().text(),
                    rule.when().clauses(),
                    rule.stay().text(),
                    rule.readsAffect(),
                    rule.holds().toMillis(),
                    rule.release().toMillis(),
                    rule.cooldown().toMillis(),
                    rule.action().id(),
                    rule.action().actionClass().name(),
                    rule.action().parameters(),
                    rule.does(),
                    rule.reason());
        }
    }

    /// A part of a made-up session.
    ///
    /// @param shows null when nobody is looked at
    record StretchView(
            long fromMs,
            long toMs,
            String page,
            Map<String, Object> facts,
            @Nullable Map<String, Double> shows) {
        static List<StretchView> of(List<Stretch> session) {
            var views = new ArrayList<StretchView>();
            var from = Duration.ZERO;
            for (var stretch : session) {
                var to = from.plus(stretch.lasts());
                views.add(new StretchView(
                        from.toMillis(), to.toMillis(), stretch.page().kind(), stretch.facts(), stretch.shows()));
                from = to;
            }
            return views;
        }
    }

    static PlaybookView of(Playbook playbook, String language, boolean own, boolean on, @Nullable PlaybookLock lock) {
        var use = playbook.use();
        return new PlaybookView(
                playbook.id(),
                playbook.version(),
                playbook.title().in(language),
                playbook.summary().in(language),
                playbook.setting().id(),
                new UseView(
                        use.places().stream().map(Place::id).toList(),
                        use.role().id(),
                        use.purpose().id()),
                playbook.fallback(),
                new CapView(
                        playbook.frequencyCap().decisions(),
                        playbook.frequencyCap().per().toSeconds() / 60.0),
                own,
                on,
                lock,
                playbook.rules().stream().map(RuleView::of).toList());
    }
}
