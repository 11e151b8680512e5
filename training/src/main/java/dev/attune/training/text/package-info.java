/// `attune train text`: the weights that read words, from labelled sentences. The same data gives the same bytes.
///
/// [Corpus] → [Sentences] → experts on n-grams ([ExpertFit]) → combiners on their out-of-fold margins ([CombinerFit])
/// → one file per language ([TextTraining]). Linear, no PyTorch.
@NullMarked
package dev.attune.training.text;

import org.jspecify.annotations.NullMarked;
