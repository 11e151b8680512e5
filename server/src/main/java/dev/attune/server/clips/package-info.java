/// Bundled clips of a synthetic person, for a demo that needs nobody's face.
@NullMarked
package dev.attune.server.clips;

import org.jspecify.annotations.NullMarked;
