package dev.attune.signals;

/// An axis-parallel rectangle in pixels of the upright picture; may reach over its border.
public record Box(double x, double y, double width, double height) {
    public Box {
        Check.finite("x", x);
        Check.finite("y", y);
        Check.inRange("width", width, 0, Double.MAX_VALUE);
        Check.inRange("height", height, 0, Double.MAX_VALUE);
    }

    public double centreX() {
        return x + width / 2;
    }

    public double centreY() {
        return y + height / 2;
    }

    public boolean contains(double pointX, double pointY) {
        return pointX >= x && pointX < x + width && pointY >= y && pointY < y + height;
    }

    /// Intersection over union, in [0, 1].
    public double overlap(Box other) {
        double across = Math.min(x + width, other.x + other.width) - Math.max(x, other.x);
        double down = Math.min(y + height, other.y + other.height) - Math.max(y, other.y);
        if (across <= 0 || down <= 0) return 0;
        double shared = across * down;
        return shared / (width * height + other.width * other.height - shared);
    }
}
