package dev.attune.server.live;

import dev.attune.decisions.Decider;
import dev.attune.decisions.DeciderState;
import dev.attune.decisions.DeciderStep;
import dev.attune.decisions.DecisionEvent;
import dev.attune.decisions.Situation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// The playbooks that decide in one session, side by side: each has slots and caps of its own.
final class Deciding {
    private final List<Course> courses;

    /// @param seed of the session
    Deciding(List<Decider> deciders, long seed) {
        this.courses =
                deciders.stream().map(decider -> new Course(decider, seed)).toList();
    }

    private static final class Course {
        private final Decider decider;
        private DeciderState state;

        Course(Decider decider, long seed) {
            this.decider = decider;
            // ids of decisions come from it, so it differs between playbooks
            this.state = DeciderState.initial(seed ^ decider.playbook().id().hashCode() * 0x9E3779B97F4A7C15L);
        }

        Stream<DecisionEvent> follow(Function<DeciderState, DeciderStep> how) {
            var step = how.apply(state);
            state = step.state();
            return step.events().stream();
        }
    }

    /// @param stopped whether a playbook, by its id, must not decide now
    List<DecisionEvent> step(Situation situation, Predicate<String> stopped) {
        return each(course -> stopped.test(course.decider.playbook().id())
                ? course.follow(state -> course.decider.halt(state, situation.at()))
                : course.follow(state -> course.decider.step(state, situation)));
    }

    List<DecisionEvent> halt(Duration at) {
        return each(course -> course.follow(state -> course.decider.halt(state, at)));
    }

    List<DecisionEvent> undo(String decision, Duration at) {
        return each(course -> course.follow(state -> course.decider.undo(state, decision, at)));
    }

    List<DecisionEvent> finish(Duration at) {
        return each(course -> course.follow(state -> course.decider.finish(state, at)));
    }

    private List<DecisionEvent> each(Function<Course, Stream<DecisionEvent>> work) {
        var events = new ArrayList<DecisionEvent>();
        for (var course : courses) work.apply(course).forEach(events::add);
        return events;
    }
}
