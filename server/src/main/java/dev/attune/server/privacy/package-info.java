/// What a person may ask for: a copy of everything, and that it be erased; and the clocks after which it is erased
/// unasked.
///
/// This slice knows no other's tables. Whoever stores something about a person is a [PersonDataHolder]; whoever stores
/// something for a time only has a [RetentionClock].
@NullMarked
package dev.attune.server.privacy;

import org.jspecify.annotations.NullMarked;
