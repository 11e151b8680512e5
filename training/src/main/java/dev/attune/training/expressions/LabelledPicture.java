package dev.attune.training.expressions;

import dev.attune.media.Frame;
import dev.attune.training.UnusableData;

/// One picture with what people said it displays.
///
/// @param name where it comes from, for messages
/// @param votes share of each [dev.attune.signals.Emotion], in its order; sums to 1
/// @param group pictures of one group stay on one side of every split: the same person, or exact copies
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record LabelledPicture(String name, float[] votes, String group, Pixels pixels) {

    /// Reads the picture when it is asked for: a folder may be larger than memory.
    interface Pixels {
        /// @throws UnusableData when the file is no picture; the message names it
        Frame read() throws UnusableData;

        /// Side of the square in the middle that the face is known to fill, in pixels; 0 when it must be searched for.
        int filledSide();
    }
}
