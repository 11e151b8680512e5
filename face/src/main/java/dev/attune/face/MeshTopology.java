package dev.attune.face;

/// Which point of the 478 lies where: MediaPipe's face topology.
///
/// The networks name sides as they appear in an unmirrored picture, so their "left eye" (33, 133) is the subject's
/// right one. Everything here is named by the subject.
final class MeshTopology {
    static final int BASE_POINTS = 468;
    static final int IRIS_POINTS = 5; // the centre first, then four on the rim

    static final int RIGHT_EYE_OUTER = 33;
    static final int RIGHT_EYE_INNER = 133;
    static final int RIGHT_UPPER_LID = 159;
    static final int RIGHT_LOWER_LID = 145;
    static final int RIGHT_BROW_INNER = 55;
    static final int RIGHT_BROW_OUTER = 46;
    static final int RIGHT_NOSE_WING = 129;
    static final int RIGHT_MOUTH_CORNER = 61;
    static final int RIGHT_IRIS = 468;

    static final int LEFT_EYE_OUTER = 263;
    static final int LEFT_EYE_INNER = 362;
    static final int LEFT_UPPER_LID = 386;
    static final int LEFT_LOWER_LID = 374;
    static final int LEFT_BROW_INNER = 285;
    static final int LEFT_BROW_OUTER = 276;
    static final int LEFT_NOSE_WING = 358;
    static final int LEFT_MOUTH_CORNER = 291;
    static final int LEFT_IRIS = 473;

    static final int RIGHT_UPPER_LID_INNER = 158;
    static final int RIGHT_LOWER_LID_INNER = 153;
    static final int RIGHT_UPPER_LID_OUTER = 160;
    static final int RIGHT_LOWER_LID_OUTER = 144;
    static final int RIGHT_BROW_MIDDLE = 105;
    static final int RIGHT_UPPER_LIP_SIDE = 40;
    static final int RIGHT_LOWER_LIP_SIDE = 91;
    static final int RIGHT_INNER_MOUTH_CORNER = 78;
    static final int RIGHT_CHEEK_BELOW_EYE = 50;
    static final int RIGHT_CHEEK_BESIDE_MOUTH = 205;
    static final int RIGHT_JAW = 172;

    static final int LEFT_UPPER_LID_INNER = 385;
    static final int LEFT_LOWER_LID_INNER = 380;
    static final int LEFT_UPPER_LID_OUTER = 387;
    static final int LEFT_LOWER_LID_OUTER = 373;
    static final int LEFT_BROW_MIDDLE = 334;
    static final int LEFT_UPPER_LIP_SIDE = 270;
    static final int LEFT_LOWER_LIP_SIDE = 321;
    static final int LEFT_INNER_MOUTH_CORNER = 308;
    static final int LEFT_CHEEK_BELOW_EYE = 280;
    static final int LEFT_CHEEK_BESIDE_MOUTH = 425;
    static final int LEFT_JAW = 397;

    static final int NOSE_ROOT = 6;
    static final int NOSE_BRIDGE = 197;
    static final int NOSE_TIP = 1;
    static final int NOSE_BASE = 2;
    static final int UPPER_LIP_TOP = 0;
    static final int UPPER_LIP_INNER = 13;
    static final int LOWER_LIP_INNER = 14;
    static final int LOWER_LIP_BOTTOM = 17;
    static final int CHIN = 152;

    /// Base point of each of the 80 points of the lips output, in its order.
    static final int[] LIPS = {
        61, 146, 91, 181, 84, 17, 314, 405, 321, 375, 291, 185, 40, 39, 37, 0, 267, 269, 270, 409, 78, 95, 88, 178,
        87, 14, 317, 402, 318, 324, 308, 191, 80, 81, 82, 13, 312, 311, 310, 415, 76, 77, 90, 180, 85, 16, 315, 404,
        320, 307, 306, 184, 74, 73, 72, 11, 302, 303, 304, 408, 62, 96, 89, 179, 86, 15, 316, 403, 319, 325, 292, 183,
        42, 41, 38, 12, 268, 271, 272, 407
    };

    /// Base point of each of the 71 points around the subject's right eye (the network's left), in the output's order.
    static final int[] RIGHT_EYE = {
        33, 7, 163, 144, 145, 153, 154, 155, 133, 246, 161, 160, 159, 158, 157, 173, 130, 25, 110, 24, 23, 22, 26, 112,
        243, 247, 30, 29, 27, 28, 56, 190, 226, 31, 228, 229, 230, 231, 232, 233, 244, 113, 225, 224, 223, 222, 221,
        189, 35, 124, 46, 53, 52, 65, 143, 111, 117, 118, 119, 120, 121, 128, 245, 156, 70, 63, 105, 66, 107, 55, 193
    };

    /// The same around the subject's left eye (the network's right).
    static final int[] LEFT_EYE = {
        263, 249, 390, 373, 374, 380, 381, 382, 362, 466, 388, 387, 386, 385, 384, 398, 359, 255, 339, 254, 253, 252,
        256, 341, 463, 467, 260, 259, 257, 258, 286, 414, 446, 261, 448, 449, 450, 451, 452, 453, 464, 342, 445, 444,
        443, 442, 441, 413, 265, 353, 276, 283, 282, 295, 372, 340, 346, 347, 348, 349, 350, 357, 465, 383, 300, 293,
        334, 296, 336, 285, 417
    };

    /// Leading points of [#RIGHT_EYE] and [#LEFT_EYE] that follow the lid rim.
    static final int LID_RIM_POINTS = 16;

    private MeshTopology() {}
}
