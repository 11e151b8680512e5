/// What a service may do about what is displayed, and why. Plain Java, no I/O.
///
/// A [Playbook] is read from YAML by [Playbooks]; its conditions are CEL. A [Decider] steps through media time:
/// `(state, situation) -> (state, events)`. Every [Decision] carries the clauses that matched and their inputs.
///
/// ## What a condition can see
///
/// | variable | type | meaning | from the person |
/// |---|---|---|---|
/// | `au.AU04`, `au["AU04"]` | double | action unit intensity 0..5, mean of both sides, against the person's baseline |
/// yes |
/// | `emotion.joy` | double | probability of a displayed expression, 0..1; the ids of [dev.attune.signals.Emotion] |
/// yes |
/// | `state.confusion` | double | model-defined state, 0..1; the ids of [dev.attune.signals.State] | yes |
/// | `valence`, `arousal` | double | -1..1 | yes |
/// | `quality.score` | double | 0..1, of the present estimate | yes |
/// | `quality.coverage` | double | recent share of time with a readable expression, 0..1 | yes |
/// | `page.kind`, `page.id` | string | where the person is: `list`, `product`, `checkout`, `confirmation` | no |
/// | `facts.NAME` | any | what the page knows, for example `facts.secondsOnPage`, `facts.cartItems` | no |
///
/// An input that is not known makes its clause false, also under `!`: nothing happens for lack of evidence. That is
/// why `has()` and `in` on these maps are refused. Consent is not a variable: it is settled before a playbook runs,
/// and a rule that could see it could punish a refusal. For the same reason `quality` counts as read from the
/// person.
///
/// ## Emotion routes and styles, it never grants
///
/// A rule that reads anything from the person can only have an action of class `STYLE`, `ROUTE`, `HELP` or `CONTENT`,
/// see [ActionClass]. Facts are trusted to be free of affect: a caller must not copy a derived score into them.
@NullMarked
package dev.attune.decisions;

import org.jspecify.annotations.NullMarked;
