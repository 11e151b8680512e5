/// What a shop sells, and which of it to show whom, because of what. A tenant brings a catalogue of its own, or looks
/// at the demo shop's.
///
/// The choice is `decisions.recommendation`. What somebody displays is used only while they let the service adapt to
/// it; it brings fewer and easier things, never another price.
@NullMarked
package dev.attune.server.catalogue;

import org.jspecify.annotations.NullMarked;
