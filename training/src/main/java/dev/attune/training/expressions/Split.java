package dev.attune.training.expressions;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/// Which pictures teach, which set the calibration, and which are only looked at in the end. Indices, ascending.
///
/// A group is always on one side. Which side depends on the group's name and the seed alone, so that more data does not
/// move what was a test picture into training.
record Split(List<Integer> train, List<Integer> calibration, List<Integer> test) {
    static final double CALIBRATION_SHARE = 0.1;
    static final double TEST_SHARE = 0.1;

    Split {
        train = List.copyOf(train);
        calibration = List.copyOf(calibration);
        test = List.copyOf(test);
    }

    static Split byGroup(List<LabelledPicture> pictures, long seed) {
        var train = new ArrayList<Integer>();
        var calibration = new ArrayList<Integer>();
        var test = new ArrayList<Integer>();
        for (int i = 0; i < pictures.size(); i++) {
            double place = place(pictures.get(i).group(), seed);
            if (place < TEST_SHARE) test.add(i);
            else if (place < TEST_SHARE + CALIBRATION_SHARE) calibration.add(i);
            else train.add(i);
        }
        return new Split(train, calibration, test);
    }

    /// Uniform in [0, 1), the same for the same group and seed on every machine.
    private static double place(String group, long seed) {
        long hash = seed;
        for (int i = 0; i < group.length(); i++) hash = hash * 0x5DEECE66DL + group.charAt(i) + 0xBL;
        return new SplittableRandom(hash).nextDouble();
    }
}
