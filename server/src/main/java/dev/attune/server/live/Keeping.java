package dev.attune.server.live;

import dev.attune.server.customers.CustomerAffect.Observed;
import dev.attune.server.sessions.ConversationView;
import dev.attune.server.sessions.SessionLog;
import dev.attune.server.vault.SessionRef;
import dev.attune.signals.Affect;
import dev.attune.signals.AffectEvent;
import dev.attune.signals.Modality;
import dev.attune.signals.Moment;
import dev.attune.signals.SpottingGrade;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What of one session is kept: its seconds, its moments, the conversation, and which way it leaned over all. Whether
/// it may be is asked when it is handed over and again when it is written.
final class Keeping {
    private final SessionLog log;
    private final SessionRef session;
    private final Permits permits;
    private final Aggregator aggregator = new Aggregator();
    private final Overall overall = new Overall();

    Keeping(SessionLog log, SessionRef session, Permits permits) {
        this.log = log;
        this.session = session;
        this.permits = permits;
    }

    void add(Affect affect) {
        write(aggregator.add(affect));
    }

    void add(Moment moment) {
        if (isWorthKeeping(moment) && permits.mayKeep()) log.moment(session, moment, permits::mayKeep);
    }

    /// The estimate of the person who was asked; others may stand in the picture.
    void weigh(Affect affect) {
        overall.add(affect);
    }

    /// Keeps what is still open, where anything may be kept.
    ///
    /// @param conversation of a call
    void finish(List<AffectEvent> last, @Nullable ConversationView conversation) {
        for (var event : last) if (event instanceof Moment moment) add(moment);
        write(aggregator.finish());
        if (conversation != null && permits.mayKeep()) log.conversation(session, conversation, permits::mayKeep);
    }

    /// Which way the session leaned, for the customer's record; empty when too little was seen.
    ///
    /// @param product the person looks at; null where they look at none
    Optional<Observed> overall(Modality required, @Nullable String product) {
        return overall.observed(required, product);
    }

    private void write(List<SessionLog.Second> seconds) {
        if (seconds.isEmpty() || !permits.mayKeep()) return;
        for (var second : seconds) log.second(session, second, permits::mayKeep);
    }

    /// A movement that could not be timed well is shown, but must not enter any statistic.
    private static boolean isWorthKeeping(Moment moment) {
        return !(moment instanceof Moment.MicroExpression micro) || micro.grade() == SpottingGrade.MEASURABLE;
    }
}
