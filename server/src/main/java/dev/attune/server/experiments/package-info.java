/// Experiments: who was dealt to which arm, whether they really saw it, what happened, and what may be concluded.
///
/// The arithmetic is `decisions.experiments`; here are the tables, the addresses and the SQL whose sums a report rests
/// on. Other slices call [Experiments] or publish what they observed; this one knows none of those that adapt.
@NullMarked
package dev.attune.server.experiments;

import org.jspecify.annotations.NullMarked;
