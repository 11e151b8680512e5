package dev.attune.face;

import java.util.ArrayList;
import java.util.List;

/// Squares of a picture in which the detector looks, so that small faces are large enough in one of them.
final class Tiles {
    /// BlazeFace-back was made for faces above about a tenth of its square; 0.09 still found all five of a test group.
    private static final double SMALLEST_FACE_IN_TILE = 0.09;

    private static final double SHRINK_PER_LEVEL = 2; // a face between two levels is well inside the next one
    private static final double OVERLAP = 0.25; // more than twice the smallest face, so that none is cut in all tiles

    private static final double TURNED = 1.2; // so that a turned corner keeps what stands near the border

    private static final double CLOSE_UP = 1.6; // BlazeFace misses faces that reach over the border of its square

    private Tiles() {}

    /// The whole picture first, then up to `levels` times smaller tiles, no smaller than the smallest face needs.
    static List<Crop> covering(int width, int height, double smallestFacePixels, int levels) {
        double smallestSide = smallestFacePixels / SMALLEST_FACE_IN_TILE;
        double side = Math.max(width, height);
        var tiles = new ArrayList<Crop>();
        tiles.add(new Crop(width / 2.0, height / 2.0, side, 0));
        for (int level = 1; level <= levels && side > smallestSide; level++) {
            side = Math.max(side / SHRINK_PER_LEVEL, smallestSide);
            addLevel(width, height, side, tiles);
        }
        return tiles;
    }

    /// The picture with a black frame around it, for a face that fills it.
    static Crop closeUp(int width, int height) {
        return new Crop(width / 2.0, height / 2.0, CLOSE_UP * Math.max(width, height), 0);
    }

    /// The whole picture, turned: BlazeFace finds no face that lies on its side, or stands on its head.
    static Crop turned(int width, int height, double roll) {
        return new Crop(width / 2.0, height / 2.0, TURNED * Math.max(width, height), roll);
    }

    private static void addLevel(int width, int height, double side, List<Crop> tiles) {
        int columns = count(width, side);
        int rows = count(height, side);
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
                tiles.add(new Crop(centre(column, columns, width, side), centre(row, rows, height, side), side, 0));
    }

    private static int count(int length, double side) {
        return length <= side ? 1 : 1 + (int) Math.ceil((length - side) / (side * (1 - OVERLAP)));
    }

    private static double centre(int index, int count, int length, double side) {
        return count == 1 ? length / 2.0 : side / 2 + index * (length - side) / (count - 1);
    }
}
