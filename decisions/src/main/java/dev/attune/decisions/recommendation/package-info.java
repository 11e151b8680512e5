/// Which items to show, and because of what.
///
/// A [Recommender] scores items by what this person looked at, by what was searched for now, and by
/// what others liked; it chooses with diversity in mind and tells for each item the part that counted
/// most. Works for somebody nobody knows.
///
/// What is displayed changes how much is shown and how hard it is to choose between, never which price somebody
/// sees: a display consistent with confusion or frustration gives fewer items that need less explaining.
@NullMarked
package dev.attune.decisions.recommendation;

import org.jspecify.annotations.NullMarked;
