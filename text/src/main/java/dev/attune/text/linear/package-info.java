/// Hashed n-grams and the linear models on them; what reading and training share.
///
/// [TextNormalizer] → [NgramFeatures] → [NgramModel] (experts: one margin per corpus and label) → [Combiner]
/// (calibrated probability per label) - all of one language in one file, [LanguageModel]. What texts that come together
/// tell of each other is in [CorpusShares].
@NullMarked
package dev.attune.text.linear;

import org.jspecify.annotations.NullMarked;
