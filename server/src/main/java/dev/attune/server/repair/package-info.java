/// Relationship repair: a case opens from moments, texts, answers or an alert, one for each person and
/// topic, and goes the way of `decisions.repair`; what is said is drafted in the person's style, tasks
/// and messages leave by the outbox, and afterwards the person says how it is. What people love is kept
/// beside it: themes, and quotes they said yes to.
///
/// Severity and due time say how soon somebody helps of their own accord. They reach no price, refund or queue. Whoever
/// works on a case stands on it only until it is answered; no outcome is stored beside a name.
@NullMarked
package dev.attune.server.repair;

import org.jspecify.annotations.NullMarked;
