package dev.attune.actor;

/// One picture sample on a surface, reused from sample to sample: what a [Paint] is told, and the colour it answers.
final class Sample {
    /// Undeformed position; for an eye the direction from its centre.
    double restX, restY, restZ;

    /// Unit normal.
    double normalX, normalY, normalZ;

    /// Light that arrives, per primary.
    double lightRed, lightGreen, lightBlue;

    /// What the vertices carry, interpolated: unlit colour and share of lip.
    double baseRed, baseGreen, baseBlue, lips;

    /// The answer, linear light.
    double red, green, blue;

    void answer(double r, double g, double b) {
        red = r;
        green = g;
        blue = b;
    }
}
