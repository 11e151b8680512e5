package dev.attune.actor;

/// Teeth with the gaps between them, and the tongue.
final class MouthPaint implements Paint {
    private static final Colour ENAMEL = new Colour(0.80, 0.75, 0.66);
    private static final Colour TONGUE = new Colour(0.42, 0.15, 0.14);
    /// Where one tooth ends, from the midline: the usual widths of front teeth in an upper arch, decimetres.
    private static final double[] GAPS = {0, 0.085, 0.150, 0.220, 0.280};
    private static final double LIT_FROM_INSIDE = 0.40; // enamel passes light on

    private final boolean teeth;

    MouthPaint(boolean teeth) {
        this.teeth = teeth;
    }

    @Override
    public void shade(Sample s) {
        Colour colour = teeth ? ENAMEL.times(gaps(s.restX)) : TONGUE;
        double own = teeth ? LIT_FROM_INSIDE : 0;
        s.answer(
                colour.red() * (own + (1 - own) * s.lightRed),
                colour.green() * (own + (1 - own) * s.lightGreen),
                colour.blue() * (own + (1 - own) * s.lightBlue));
    }

    private static double gaps(double x) {
        double light = 1;
        for (double gap : GAPS) light *= 1 - 0.22 * Curve.bell(Math.abs(x) - gap, 0.007);
        return light;
    }
}
