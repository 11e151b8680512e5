package dev.attune.server.live;

import dev.attune.signals.Gate;
import dev.attune.signals.Modality;
import dev.attune.signals.Purpose;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// What one person allows in one session. The gate is asked anew each time, because it may be taken back at any moment;
/// also by the writer's thread.
final class Permits {
    private final Gate gate;
    private final String subject;
    private final Purpose purpose;
    private final Modality required;
    private final Set<Modality> weighingIn = ConcurrentHashMap.newKeySet();

    /// @param required without consent to it there is no session
    Permits(Gate gate, String subject, Purpose purpose, Modality required) {
        this.gate = gate;
        this.subject = subject;
        this.purpose = purpose;
        this.required = required;
    }

    /// For what the session is about.
    boolean allows(Modality modality) {
        return allows(purpose, modality);
    }

    boolean allows(Purpose purpose, Modality modality) {
        return gate.check(new Gate.Question(subject, purpose, modality)) instanceof Gate.Verdict.Allowed;
    }

    /// From now on estimates rest on this modality too.
    void weighsIn(Modality modality) {
        weighingIn.add(modality);
    }

    /// Also asked by the writer, for rows that waited: what is withdrawn between two frames is not written after them.
    boolean mayKeep() {
        if (purpose != Purpose.PERSONALIZATION) return allows(required);
        // where voice or words weigh in, what is kept was read from them too
        return allows(Purpose.ANALYTICS, required)
                && weighingIn.stream().allMatch(modality -> allows(Purpose.ANALYTICS, modality));
    }

    /// Both for now and for the next visit.
    boolean mayRemember(Modality modality) {
        return allows(modality) && allows(Purpose.BASELINE, modality);
    }
}
