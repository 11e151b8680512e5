package dev.attune.media;

import org.jspecify.annotations.Nullable;

/// How stored pixels become an upright picture: first swap axes, then mirror. Covers the eight cases of a display
/// matrix or an EXIF tag; other angles are rounded to the nearest quarter turn.
///
/// @param swapsAxes rows become columns
/// @param mirrorsX the upright picture runs against the stored direction horizontally
/// @param mirrorsY and vertically
record Orientation(boolean swapsAxes, boolean mirrorsX, boolean mirrorsY) {
    static final Orientation UPRIGHT = new Orientation(false, false, false);

    /// @param matrix FFmpeg's 3 x 3 display matrix, row-major, 16.16 fixed point:
    ///     `x' = m0 x + m3 y`, `y' = m1 x + m4 y`
    static Orientation ofDisplayMatrix(int[] matrix) {
        if (Math.abs((long) matrix[0]) >= Math.abs((long) matrix[1]))
            return new Orientation(false, matrix[0] < 0, matrix[4] < 0);
        return new Orientation(true, matrix[3] < 0, matrix[1] < 0);
    }

    /// EXIF 2.32, tag 0x0112: where row 0 and column 0 of the stored picture belong. Unknown values mean upright.
    static Orientation ofExif(@Nullable String tag) {
        if (tag == null) return UPRIGHT;
        return switch (tag.strip()) {
            case "2" -> new Orientation(false, true, false);
            case "3" -> new Orientation(false, true, true);
            case "4" -> new Orientation(false, false, true);
            case "5" -> new Orientation(true, false, false);
            case "6" -> new Orientation(true, true, false);
            case "7" -> new Orientation(true, true, true);
            case "8" -> new Orientation(true, false, true);
            default -> UPRIGHT;
        };
    }

    /// @param stored `width * height` BGR pixels
    /// @param upright receives the turned pixels, same length
    void apply(byte[] stored, int width, int height, byte[] upright) {
        int outWidth = swapsAxes ? height : width;
        int outHeight = swapsAxes ? width : height;
        for (int y = 0, to = 0; y < outHeight; y++) {
            int alongY = mirrorsY ? outHeight - 1 - y : y;
            for (int x = 0; x < outWidth; x++, to += 3) {
                int alongX = mirrorsX ? outWidth - 1 - x : x;
                int from = 3 * (swapsAxes ? alongX * width + alongY : alongY * width + alongX);
                upright[to] = stored[from];
                upright[to + 1] = stored[from + 1];
                upright[to + 2] = stored[from + 2];
            }
        }
    }
}
