package dev.attune.face;

import dev.attune.signals.Box;
import java.util.List;

/// Decodes BlazeFace: every output row is a face proposal relative to a fixed anchor point.
///
/// Both nets (front 128, back 256) share one layout: 16 x 16 cells with 2 anchors each (512 rows), then 8 x 8 cells
/// with 6 (384 rows), cells row-major, the anchor in the middle of its cell. A row of the regressor holds 16 numbers in
/// input pixels: centre x, y from the anchor, width, height, then 6 keypoints x, y from the anchor, of which the first
/// two are the eyes, picture left first. Source: Bazarevsky et al. 2019, arXiv 1907.05047.
enum AnchorGrid {
    FINE(16, 2),
    COARSE(8, 6);

    private static final int ROW = 16;

    private final int cells;
    private final int perCell;

    AnchorGrid(int cells, int perCell) {
        this.cells = cells;
        this.perCell = perCell;
    }

    int anchors() {
        return cells * cells * perCell;
    }

    /// Adds the proposals above `minScore` to `found`.
    ///
    /// @param logits `[anchors]`, before the sigmoid
    /// @param rows `[anchors, 16]`
    /// @param inputSize side of the net's input, the unit of `rows`
    /// @param tile the square of the picture that the net was shown; the boxes stay upright in the picture
    void decode(float[] logits, float[] rows, int inputSize, Crop tile, double minScore, List<Detection> found) {
        if (logits.length != anchors() || rows.length != anchors() * ROW)
            throw new IllegalArgumentException("expected %d scores and %d regressor values, got %d and %d"
                    .formatted(anchors(), anchors() * ROW, logits.length, rows.length));
        for (int anchor = 0; anchor < logits.length; anchor++) {
            double score = 1 / (1 + Math.exp(-logits[anchor]));
            if (score < minScore) continue;
            int cell = anchor / perCell;
            double anchorX = (cell % cells + 0.5) / cells;
            double anchorY = (cell / cells + 0.5) / cells;
            int row = anchor * ROW;
            double width = Math.max(0, rows[row + 2]) / inputSize * tile.side();
            double height = Math.max(0, rows[row + 3]) / inputSize * tile.side();
            double u = rows[row] / inputSize + anchorX;
            double v = rows[row + 1] / inputSize + anchorY;
            double rightU = rows[row + 4] / inputSize + anchorX;
            double rightV = rows[row + 5] / inputSize + anchorY;
            double leftU = rows[row + 6] / inputSize + anchorX;
            double leftV = rows[row + 7] / inputSize + anchorY;
            found.add(new Detection(
                    score,
                    new Box(tile.pictureX(u, v) - width / 2, tile.pictureY(u, v) - height / 2, width, height),
                    tile.pictureX(rightU, rightV),
                    tile.pictureY(rightU, rightV),
                    tile.pictureX(leftU, leftV),
                    tile.pictureY(leftU, leftV)));
        }
    }
}
