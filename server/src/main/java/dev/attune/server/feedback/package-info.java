/// Tables of feedback: taken in, read in the background, summed up again for any filter, erased.
///
/// An upload waits enciphered under a key that only this process knows; what is kept of a row is its redacted text and
/// what was read in it.
@NullMarked
package dev.attune.server.feedback;

import org.jspecify.annotations.NullMarked;
