package dev.attune.evaluation.actionunits;

import tools.jackson.databind.node.ObjectNode;

/// What one question of [ActionUnitTest] came to. The questions stand in the order of [ActionUnitResult].
sealed interface Finding
        permits AgreementFinding,
                TurnFinding,
                LevelFinding,
                SideFinding,
                NeutralFinding,
                TrustFinding,
                MixtureFinding,
                StillFinding {

    /// Adds the figures under a name of their own.
    void addTo(ObjectNode json);

    /// The same as a table, with a line of words where it needs one.
    String markdown();
}
