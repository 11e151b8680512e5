/// Which people belong together, for a reason that can be said: conditions in CEL over what is known of
/// one person at one time. Plain Java, no I/O; a [Person] is told what time it is and answers alike
/// every time.
///
/// ## What a condition can see
///
/// | variable | type | meaning | read from the person's display |
/// |---|---|---|---|
/// | `valence`, `arousal` | double | mean of displayed affect over 28 days, half as heavy every 7 days, -1..1 | yes |
/// | `trend` | double | change of valence per week, as in the customer's record | yes |
/// | `volatility` | double | standard deviation of valence between weeks, likewise | yes |
/// | `readings` | double | of displayed affect in those 28 days | yes |
/// | `churnRisk` | double | 0..1, see [ChurnRisk] | yes |
/// | `attitude["product:kettle"]` | double | -1..1; also `topic:…` and `service:…`; unknown once it expired | yes |
/// | `answer.csat`, `answer.nps`, `answer.ces` | double | the latest answer, on its own scale | no, they said so |
/// | `count7["track:Order Returned"]`, `count30`, `count90` | double | events of this type; 0 if none | of `affect:…` |
/// | `daysSince["track:Order Placed"]` | double | since the last one, up to 90; else unknown | of `affect:…` |
/// | `silentDays` | double | since the person last did something, up to 90; else unknown | no |
/// | `events` | double | what they did in 30 days | no |
/// | `trait.plan` | any | what the service told about the person | no |
///
/// What a person did are their pages, screens, track events and answers. That they were looked at (`affect:…`) is
/// nothing
/// they did, else whoever lets themselves be read would pass for active; nor is what the service told of them
/// (`identify`, `group`, `alias`).
///
/// What is not known makes its clause false, also under `!`, as in playbooks. An event that lies ahead, because the
/// clock
/// was set back, is not known before its time.
@NullMarked
package dev.attune.decisions.segments;

import org.jspecify.annotations.NullMarked;
