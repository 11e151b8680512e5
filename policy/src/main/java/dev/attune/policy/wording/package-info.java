/// The words that Attune does not use, because nobody can know what they claim.
@NullMarked
package dev.attune.policy.wording;

import org.jspecify.annotations.NullMarked;
