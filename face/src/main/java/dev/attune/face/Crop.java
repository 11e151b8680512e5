package dev.attune.face;

/// A square of the picture, turned about its centre: what a network is shown.
///
/// Crop coordinates `(u, v)` run from (0, 0) at one corner to (1, 1) at the opposite one.
///
/// @param side in pixels of the picture
/// @param roll in radians; positive turns the square clockwise, so that a face tilted clockwise stands upright in it
record Crop(double centreX, double centreY, double side, double roll) {
    Crop {
        if (!(side > 0) || !Double.isFinite(side + centreX + centreY + roll))
            throw new IllegalArgumentException(
                    "a crop needs a finite place and a positive side, got centre %s, %s, side %s, roll %s"
                            .formatted(centreX, centreY, side, roll));
    }

    double pictureX(double u, double v) {
        return centreX + side * ((u - 0.5) * Math.cos(roll) - (v - 0.5) * Math.sin(roll));
    }

    double pictureY(double u, double v) {
        return centreY + side * ((u - 0.5) * Math.sin(roll) + (v - 0.5) * Math.cos(roll));
    }

    Crop scaled(double factor) {
        return new Crop(centreX, centreY, side * factor, roll);
    }

    /// Shifted along the crop's own axes by shares of its side.
    Crop shifted(double across, double down) {
        return new Crop(pictureX(0.5 + across, 0.5 + down), pictureY(0.5 + across, 0.5 + down), side, roll);
    }

    /// How far `other` lies from this one: the largest of shift, growth (both as shares of the side) and turn
    /// (radians).
    double distance(Crop other) {
        double shift = Math.hypot(other.centreX - centreX, other.centreY - centreY) / side;
        double turn = Math.abs(Math.IEEEremainder(other.roll - roll, 2 * Math.PI));
        return Math.max(Math.max(shift, turn), Math.abs(other.side / side - 1));
    }
}
