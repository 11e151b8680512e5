package dev.attune.server.live;

import dev.attune.decisions.DecisionEvent;
import dev.attune.decisions.Situation;
import dev.attune.server.vault.SessionRef;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What changes for one person: what the playbooks decide is written down and told to the page, what needs somebody's
/// approval waits for it, and what the person takes back ends.
final class Adapting {
    private final LiveHouse house;
    private final Outlet outlet;
    private final ClientMessage.Hello hello;
    private final SessionRef session;
    private final Deciding decisions;
    private final Map<String, ServerMessage.Decision> awaited = new HashMap<>(); // an approval, by decision id

    Adapting(LiveHouse house, Outlet outlet, ClientMessage.Hello hello, SessionRef session) {
        this.house = house;
        this.outlet = outlet;
        this.hello = hello;
        this.session = session;
        this.decisions = new Deciding(
                house.playbooks().inForce(hello.purpose()), session.id().getMostSignificantBits());
    }

    void step(Situation situation) throws IOException {
        follow(decisions.step(
                situation,
                playbook -> house.switches().stopping(playbook).isPresent()
                        || !house.playbooks().isOn(playbook)));
    }

    /// Nothing that was decided holds for whoever is there now.
    void halt(Duration at) throws IOException {
        follow(decisions.halt(at));
    }

    void judge(ClientMessage.Feedback feedback, Duration at) throws IOException {
        house.decisionLog().judged(session, feedback.decisionId(), feedback.verdict());
        if (feedback.verdict().equals("undo")) follow(decisions.undo(feedback.decisionId(), at));
    }

    /// Tells the page of what somebody approved meanwhile, and takes back what somebody declined.
    void hearApprovals(Duration at) throws IOException {
        for (var waiting : Map.copyOf(awaited).entrySet()) {
            var answer = house.approvals().answer(session.id(), waiting.getKey());
            if (answer.isEmpty()) continue; // not written yet
            switch (answer.get()) {
                case WAITING -> {}
                case APPROVED -> {
                    awaited.remove(waiting.getKey());
                    outlet.send(waiting.getValue());
                }
                case DECLINED -> follow(decisions.undo(waiting.getKey(), at));
            }
        }
    }

    /// The page hears no more: what is still in force ends in the record.
    void finish(Duration at) {
        for (var event : decisions.finish(at))
            if (event instanceof DecisionEvent.Ended ended) house.decisionLog().ended(session, ended);
    }

    private void follow(List<DecisionEvent> events) throws IOException {
        for (var event : events) {
            switch (event) {
                case DecisionEvent.Decided decided -> {
                    var message = Wire.decision(decided.decision(), hello.language());
                    house.decisionLog().decided(session, decided.decision(), message.reason());
                    if (decided.decision().action().actionClass().needsApproval()) {
                        house.approvals().ask(session.id(), decided.decision());
                        awaited.put(decided.decision().id(), message);
                    } else outlet.send(message);
                }
                case DecisionEvent.Ended ended -> {
                    house.decisionLog().ended(session, ended);
                    if (awaited.remove(ended.decisionId()) != null) continue; // the page never heard of it
                    outlet.send(new ServerMessage.DecisionEnded(
                            ended.decisionId(), ended.reason().id()));
                }
            }
        }
    }
}
