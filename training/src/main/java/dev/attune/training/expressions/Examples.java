package dev.attune.training.expressions;

import java.util.List;

/// Faces with the votes for them, in one order.
///
/// @param grey see [AlignedFaces]
/// @param votes `[n][8]`, each summing to 1
@SuppressWarnings("ArrayRecordComponent") // a carrier inside this room, never compared
record Examples(byte[][] grey, float[][] votes) {
    static Examples of(AlignedFaces faces, List<LabelledPicture> pictures, List<Integer> chosen) {
        var grey = new byte[chosen.size()][];
        var votes = new float[chosen.size()][];
        for (int i = 0; i < grey.length; i++) {
            grey[i] = faces.grey()[chosen.get(i)];
            votes[i] = pictures.get(chosen.get(i)).votes();
        }
        return new Examples(grey, votes);
    }

    int count() {
        return grey.length;
    }

    /// The expression most voters named; the first in the order of emotions on a tie.
    int top(int at) {
        return top(votes[at]);
    }

    /// Whether more than half of the voters named the same expression.
    boolean isMajority(int at) {
        return votes[at][top(at)] > 0.5f;
    }

    static int top(float[] values) {
        int top = 0;
        for (int i = 1; i < values.length; i++) if (values[i] > values[top]) top = i;
        return top;
    }
}
