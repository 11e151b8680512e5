package dev.attune.actor;

/// The white, the iris and the pupil of one eye, and the lamp's reflection on the cornea.
///
/// Angles are seen from the middle of the eyeball. A cornea bulges, so over the iris the surface turns faster than the
/// eyeball does: by 12 mm / 7.8 mm, the radii of eyeball and cornea.
final class EyePaint implements Paint {
    private static final double IRIS = 0.49; // radians, as all angles here
    private static final double RIM_FROM = IRIS - 0.01, RIM_TO = IRIS + 0.07;
    private static final double IRIS_RADIUS = Math.sin((RIM_FROM + RIM_TO) / 2); // of the eyeball's

    /// What the eye shows when nothing else is asked for.
    static final double RESTING_PUPIL = Math.sin(0.17) / IRIS_RADIUS;

    private static final double CORNEA_TURN = 12 / 7.8;
    private static final double WINDOW = 0.13; // half side of the lamp's reflection, as offset of the half vector

    private final Colour iris;
    private final double pupil; // radians
    private final Rotation gazeInverse;
    private final Vec3 gaze, half, halfAcross, halfUp;

    /// @param pupil diameter over that of the iris; 0 paints none
    /// @param eyeTurn of the eyeball in the head
    /// @param gaze where the eye looks in the scene
    /// @param half unit vector between the lamp and the camera
    EyePaint(Colour iris, double pupil, Rotation eyeTurn, Vec3 gaze, Vec3 half) {
        this.iris = iris;
        this.pupil = Math.asin(pupil * IRIS_RADIUS);
        this.gazeInverse = eyeTurn.inverse();
        this.gaze = gaze;
        this.half = half;
        halfAcross = new Vec3(0, 1, 0).cross(half).unit();
        halfUp = half.cross(halfAcross);
    }

    @Override
    public void shade(Sample s) {
        Vec3 look = gazeInverse.apply(new Vec3(s.restX, s.restY, s.restZ)).unit();
        double polar = Math.acos(Math.clamp(look.z(), -1, 1));
        double around = Math.atan2(look.y(), look.x());
        Colour colour = colour(polar, around, look);
        double red = colour.red() * s.lightRed,
                green = colour.green() * s.lightGreen,
                blue = colour.blue() * s.lightBlue;

        Vec3 normal = new Vec3(s.normalX, s.normalY, s.normalZ);
        Vec3 cornea = normal;
        double bulge = 1 - Curve.smoothStep(0.42, 0.62, polar);
        if (bulge > 0) {
            Vec3 sideways = normal.minus(gaze.times(normal.dot(gaze)));
            cornea = normal.plus(sideways.times(bulge * (CORNEA_TURN - 1))).unit();
        }
        double a = Math.abs(cornea.dot(halfAcross)), b = Math.abs(cornea.dot(halfUp));
        double window = cornea.dot(half) < 0
                ? 0
                : (1 - Curve.smoothStep(0.6 * WINDOW, WINDOW, a)) * (1 - Curve.smoothStep(0.6 * WINDOW, WINDOW, b));
        double wet = 0.10 * Math.pow(Math.max(0, cornea.dot(half)), 40);
        double shine = (0.9 * window * bulge + wet) * Math.min(1, 1.5 * s.lightGreen);
        s.answer(red + shine, green + shine, blue + shine);
    }

    private Colour colour(double polar, double around, Vec3 look) {
        if (polar > IRIS + 0.07) {
            double rim = Curve.smoothStep(0.75, 1.25, polar);
            return new Colour(0.66 - 0.10 * rim, 0.60 - 0.20 * rim, 0.57 - 0.20 * rim);
        }
        double fibres = 0.70 + 0.60 * Noise.at(15 * Math.cos(around), 15 * Math.sin(around), 5 * polar);
        double limbus = Curve.smoothStep(IRIS - 0.11, IRIS, polar);
        double collar = 1 + 0.5 * Curve.bell(polar - 0.24, 0.06);
        double caught = 1 + 0.9 * Math.max(0, -look.y()) / IRIS; // light from above gathers in the lower iris
        Colour inside = iris.times(fibres * collar * caught * (1 - 0.75 * limbus));
        double black = pupil == 0 ? 0 : 1 - Curve.smoothStep(pupil - 0.02, pupil + 0.02, polar);
        double white = Curve.smoothStep(RIM_FROM, RIM_TO, polar);
        return inside.mixed(Colour.grey(0.004), black).mixed(new Colour(0.66, 0.60, 0.57), white);
    }
}
