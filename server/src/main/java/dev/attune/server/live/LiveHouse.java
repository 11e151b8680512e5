package dev.attune.server.live;

import dev.attune.server.audit.Audit;
import dev.attune.server.consent.Consents;
import dev.attune.server.consent.Vouching;
import dev.attune.server.customers.CustomerAffect;
import dev.attune.server.decisions.Approvals;
import dev.attune.server.decisions.DecisionLog;
import dev.attune.server.decisions.PlaybookShelf;
import dev.attune.server.models.Perception;
import dev.attune.server.policy.Switches;
import dev.attune.server.sessions.Baselines;
import dev.attune.server.sessions.ObservationLog;
import dev.attune.server.sessions.SessionLog;
import dev.attune.server.style.Styles;
import dev.attune.server.words.Words;
import dev.attune.signals.Gate;
import org.springframework.stereotype.Component;

/// What every live session needs from the rest of the house.
@Component
record LiveHouse(
        Gate gate,
        Switches switches,
        Consents consents,
        Vouching vouching,
        Perception perception,
        Words words,
        PlaybookShelf playbooks,
        Styles styles,
        SessionLog sessionLog,
        ObservationLog observationLog,
        Baselines baselines,
        DecisionLog decisionLog,
        Approvals approvals,
        CustomerAffect customers,
        Analysts analysts,
        Audience audience,
        Audit audit,
        LiveMetrics metrics,
        LiveSettings settings) {}
