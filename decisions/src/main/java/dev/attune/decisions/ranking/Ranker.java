package dev.attune.decisions.ranking;

import dev.attune.decisions.experiments.Assignment;
import dev.attune.decisions.learning.Draw;
import dev.attune.decisions.learning.Shares;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Chooses one of the offered actions and says why. Pure: the same slot, standing and request give the
/// same record, bit for bit.
public final class Ranker {
    private Ranker() {}

    public static LoggedDecision rank(Slot slot, Standing standing, RankRequest request) {
        return new Question(slot, standing, request).answer();
    }

    /// One question per place on a page, answered in order: what an earlier place shows, a later one
    /// does not.
    public record Place(Slot slot, Standing standing, RankRequest request) {}

    public static List<LoggedDecision> rankAll(List<Place> places) {
        var taken = new HashSet<String>();
        var answers = new ArrayList<LoggedDecision>();
        for (var place : places) {
            var answer = rank(place.slot(), place.standing(), place.request().alsoExcluding(taken));
            answer.chosen().ifPresent(taken::add);
            answers.add(answer);
        }
        return answers;
    }

    /// One question at work.
    private static final class Question {
        private final Slot slot;
        private final Standing standing;
        private final RankRequest request;
        private final boolean entitlement;
        private final Map<String, String> removed = new LinkedHashMap<>();
        private final List<Candidate> eligible = new ArrayList<>();
        private final Draw draw;
        private List<Double> scores = List.of();

        Question(Slot slot, Standing standing, RankRequest request) {
            this.slot = slot;
            this.standing = standing;
            this.request = request;
            this.entitlement = request.offersEntitlement();
            this.draw = Draw.of(request.eventId(), slot.policyVersion());
            for (var action : request.actions()) {
                var reason = objection(action);
                if (reason.isPresent()) removed.put(action.id(), reason.get());
                else eligible.add(action);
            }
        }

        LoggedDecision answer() {
            if (eligible.isEmpty()) return fixed(Optional.empty(), LoggedDecision.Why.NOTHING_ELIGIBLE);
            var baseline = eligible.getFirst().id();
            return switch (standing.mode()) {
                case KILLED -> fixed(Optional.of(baseline), LoggedDecision.Why.KILLED);
                case BASELINE -> fixed(Optional.of(baseline), LoggedDecision.Why.BASELINE);
                case APPRENTICE, ONLINE -> {
                    if (slot.guards().holdback() && Assignment.heldBack(slot.id(), request.subject()))
                        yield fixed(Optional.of(baseline), LoggedDecision.Why.HELD_BACK);
                    if (isVulnerable()) yield fixed(Optional.of(safe(baseline)), LoggedDecision.Why.VULNERABLE);
                    yield standing.mode() == Mode.APPRENTICE ? apprentice(baseline) : online();
                }
            };
        }

        private LoggedDecision online() {
            var probabilities = probabilities();
            var chosen = eligible.get(draw.from(probabilities)).id();
            long possible =
                    Arrays.stream(probabilities).filter(share -> share > 0).count();
            return record(
                    Optional.of(chosen),
                    Arrays.stream(probabilities).boxed().toList(),
                    LoggedDecision.Why.LEARNER,
                    possible > 1,
                    true,
                    Optional.empty());
        }

        private LoggedDecision apprentice(String baseline) {
            var shadow = eligible.get(draw.from(probabilities())).id();
            return record(
                    Optional.of(baseline),
                    certain(baseline),
                    LoggedDecision.Why.APPRENTICE,
                    false,
                    true,
                    Optional.of(shadow));
        }

        private LoggedDecision fixed(Optional<String> chosen, LoggedDecision.Why why) {
            return record(chosen, chosen.map(this::certain).orElse(List.of()), why, false, false, Optional.empty());
        }

        private LoggedDecision record(
                Optional<String> chosen,
                List<Double> probabilities,
                LoggedDecision.Why why,
                boolean explored,
                boolean learnable,
                Optional<String> shadow) {
            return new LoggedDecision(
                    request,
                    slot.id(),
                    standing.mode(),
                    slot.policyVersion(),
                    slot.explorer().id(),
                    slot.schema().version(),
                    removed,
                    eligible.stream().map(Candidate::id).toList(),
                    scores,
                    probabilities,
                    chosen,
                    why,
                    explored,
                    learnable,
                    shadow,
                    draw.seed(),
                    slot.guards().epsilon(),
                    entitlement ? slot.schema().displayed(request.context()) : List.of(),
                    slot.schema().unread(request.context()));
        }

        /// Final: believed, explored, floored, limited.
        private double[] probabilities() {
            var seen = slot.schema().context(request.context(), true);
            var unseen = slot.schema().context(request.context(), false);
            var estimates = eligible.stream()
                    .map(action -> {
                        boolean display = !entitlement && action.actionClass().mayFollowAffect();
                        return standing.beliefs()
                                .estimate(
                                        action.id(),
                                        slot.schema().withAction(display ? seen : unseen, action.features(), display));
                    })
                    .toList();
            scores = estimates.stream().map(estimate -> estimate.mean()).toList();
            var wanted = slot.explorer()
                    .probabilities(estimates, standing.beliefs().population().updates());
            return limited(Shares.withFloor(wanted, slot.guards().epsilon()));
        }

        private double[] limited(double[] probabilities) {
            int k = eligible.size();
            var floors = new double[k];
            var ceilings = new double[k];
            var budget = standing.budget().at(request.at());
            boolean free = true;
            for (int i = 0; i < k; i++) {
                var id = eligible.get(i).id();
                var declared = slot.guards().limits().getOrDefault(id, Guards.Limit.FREE);
                var budgeted = budget.limit(id, slot.guards().shareChangePerHour());
                // what people declared goes before what the last hour suggests
                ceilings[i] = Math.max(declared.floor(), Math.min(declared.ceiling(), budgeted.ceiling()));
                floors[i] = Math.min(ceilings[i], Math.max(declared.floor(), budgeted.floor()));
                free &= floors[i] == 0 && ceilings[i] == 1;
            }
            if (free) return probabilities;
            return Shares.within(probabilities, feasibleFloors(floors), feasibleCeilings(ceilings));
        }

        /// When some actions are not eligible, what is left cannot always keep the limits: then they
        /// give way in proportion.
        private static double[] feasibleFloors(double[] floors) {
            double sum = Arrays.stream(floors).sum();
            return sum <= 1
                    ? floors
                    : Arrays.stream(floors).map(floor -> floor / sum).toArray();
        }

        private static double[] feasibleCeilings(double[] ceilings) {
            double sum = Arrays.stream(ceilings).sum();
            if (sum >= 1) return ceilings;
            double missing = (1 - sum) / ceilings.length;
            return Arrays.stream(ceilings)
                    .map(ceiling -> Math.min(1, ceiling + missing))
                    .toArray();
        }

        private Optional<String> objection(Candidate action) {
            if (request.excluded().contains(action.id())) return Optional.of(Objection.EXCLUDED.logged());
            var ineligible = request.ineligible().get(action.id());
            if (ineligible != null) return Optional.of(ineligible);
            if (!action.actionClass().mayMeetDistress()) {
                if (entitlement) return Optional.of(Objection.BESIDE_ENTITLEMENT.logged());
                if (request.negativeDisplay()) return Optional.of(Objection.NEGATIVE_DISPLAY.logged());
            }
            var cap = slot.guards().cap();
            int recent = 0;
            for (var showing : standing.showings()) {
                if (!showing.action().equals(action.id()) || !showing.channel().equals(request.channel())) continue;
                // without a cool-down a showing by a faster thread, a moment ahead of this question, is none
                if (!cap.coolDown().isZero()
                        && showing.at().plus(cap.coolDown()).isAfter(request.at()))
                    return Optional.of(Objection.COOLING_DOWN.logged());
                if (showing.at().plus(cap.per()).isAfter(request.at())) recent++;
            }
            if (recent >= cap.showings()) return Optional.of(Objection.SHOWN_OFTEN_ENOUGH.logged());
            if (standing.stopped().contains(action.id())) return Optional.of(Objection.STOPPED.logged());
            return Optional.empty();
        }

        private boolean isVulnerable() {
            return request.vulnerable().stream().anyMatch(why -> !entitlement || !why.isDisplay());
        }

        private String safe(String baseline) {
            var safe = slot.guards().safeAction();
            return eligible.stream().anyMatch(action -> action.id().equals(safe)) ? safe : baseline;
        }

        private List<Double> certain(String chosen) {
            return eligible.stream()
                    .map(action -> action.id().equals(chosen) ? 1.0 : 0.0)
                    .toList();
        }
    }
}
