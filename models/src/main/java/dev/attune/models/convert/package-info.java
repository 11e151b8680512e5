/// Turns the packaged weights into the files that [dev.attune.models.ModelStore] serves. Runs once, at build time.
///
/// Reading order: [BuildModels] (what happens), [TfjsGraph] (what comes in), [GraphTranslation] (the heart),
/// [OnnxGraph] (what goes out).
@NullMarked
package dev.attune.models.convert;

import org.jspecify.annotations.NullMarked;
