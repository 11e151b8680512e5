/// What a recording displayed, written in the formats people's tools read, and how fast it was measured.
///
/// One [RecordingReport] per recording writes five files while the frames go by: it keeps no frame longer than a
/// thumbnail, so a two-hour video needs no more memory than a short one. Words in reports follow the wording rule:
/// "displayed expression consistent with …", never a claim about what somebody feels.
///
/// How well Attune reads is measured topic by topic, one sub-package each, with the statistics of
/// [dev.attune.evaluation.statistics]; every topic answers with an [EvaluationResult].
@NullMarked
package dev.attune.evaluation;

import org.jspecify.annotations.NullMarked;
