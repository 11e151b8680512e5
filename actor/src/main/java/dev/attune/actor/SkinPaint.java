package dev.attune.actor;

/// Skin, lips, brows' shadow, scalp and shirt: everything painted on the body's surface by rest position.
///
/// What varies slowly is painted once per vertex; the rest per sample. Places are read off the base mesh.
final class SkinPaint implements Paint {
    private static final double BODY_HIGHLIGHT = 0.055, LIP_HIGHLIGHT = 0.16;
    private static final Colour MASK = new Colour(0.55, 0.68, 0.74);

    private final Identity.Looks looks;
    private final Grain grain;
    private final Creases creases;
    private final boolean masked;
    private final Vec3 half;
    private final Pulse.Gain blood;

    /// @param half unit vector between the lamp and the camera
    /// @param blood what the pulse makes of the light that comes out of the skin; its gloss stays as it is
    SkinPaint(Identity identity, Grain grain, Creases creases, boolean masked, Vec3 half, Pulse.Gain blood) {
        looks = identity.looks();
        this.grain = grain;
        this.creases = creases;
        this.masked = masked;
        this.half = half;
        this.blood = blood;
    }

    /// Unlit colours per vertex, `[vertices, 3]`; black where the material is not skin.
    static float[] baseColours(Person person) {
        HeadMesh mesh = person.mesh();
        float[] colours = new float[3 * mesh.vertexCount()];
        float[] lashLine = lashLine(person);
        Identity.Looks looks = person.identity().looks();
        for (int v = 0; v < mesh.skinVertexCount(); v++) {
            Vec3 r = Vec3.at(mesh.rest(), v);
            Colour colour = tone(looks, r, mesh.lips()[v]);
            colour = colour.mixed(Colour.grey(0.012), 0.75 * lashLine[v]);
            colour = colour.mixed(looks.hair().times(0.6), 0.9 * Scalp.cover(r.x(), r.y(), r.z()));
            new Vec3(colour.red(), colour.green(), colour.blue()).storeAt(colours, v);
        }
        return colours;
    }

    private static Colour tone(Identity.Looks looks, Vec3 r, double lips) {
        double beside = Math.abs(r.x());
        double mottled = 0.93 + 0.14 * Noise.at(4 * r.x(), 4 * r.y(), 4 * r.z());
        double cheek = Curve.bell(beside - 0.47, 0.22) * Curve.bell(r.y() - 6.99, 0.17);
        double nose = r.z() > 1.45 ? 0.7 * Curve.bell(beside, 0.13) * Curve.bell(r.y() - 6.99, 0.12) : 0;
        double blush = Math.min(1, cheek + nose);
        double underEye = Curve.bell(beside - 0.32, 0.15) * Curve.bell(r.y() - 7.13, 0.05);
        double lidShade = Curve.bell(beside - 0.32, 0.15) * Curve.bell(r.y() - 7.385, 0.045);
        Colour skin = looks.skin()
                .times(mottled * (1 - 0.10 * underEye - 0.12 * lidShade))
                .times(new Colour(1 + 0.07 * blush, 1 - 0.10 * blush, 1 - 0.08 * blush));
        double tint = looks.lipTint();
        Colour lip = new Colour(
                skin.red() * (0.80 - 0.10 * tint),
                skin.green() * (0.62 - 0.24 * tint),
                skin.blue() * (0.68 - 0.22 * tint));
        return skin.mixed(lip, 0.9 * lips);
    }

    /// The dark line the lashes make at the lids, 0..1 per skin vertex; stronger above.
    private static float[] lashLine(Person person) {
        HeadMesh mesh = person.mesh();
        float[] base = person.baseMesh();
        float[] line = new float[mesh.skinVertexCount()];
        for (int v = 0; v < line.length; v++) {
            Vec3 r = Vec3.at(mesh.rest(), v);
            if (r.y() < 7.1 || r.y() > 7.5 || r.z() < 1) continue;
            for (Anatomy.Eye eye :
                    new Anatomy.Eye[] {mesh.anatomy().leftEye(), mesh.anatomy().rightEye()}) {
                line[v] = Math.max(line[v], near(r, base, eye.upperLashRoots(), 0.020));
                line[v] = Math.max(line[v], 0.4f * near(r, base, eye.lowerLashRoots(), 0.014));
            }
        }
        return line;
    }

    private static float near(Vec3 r, float[] xyz, int[] roots, double width) {
        double nearest = Double.MAX_VALUE;
        for (int i = 0; i + 1 < roots.length; i++) {
            Vec3 a = Vec3.at(xyz, roots[i]), along = Vec3.at(xyz, roots[i + 1]).minus(a);
            double t = Math.clamp(r.minus(a).dot(along) / along.dot(along), 0, 1);
            nearest = Math.min(nearest, r.minus(a.plus(along.times(t))).length());
        }
        return (float) Curve.bell(nearest, width);
    }

    @Override
    public void shade(Sample s) {
        double x = s.restX, y = s.restY, z = s.restZ;
        double below = y < 6.1 ? Shirt.below(x, y, z) : -1;
        if (below > 0) {
            double knit = Shirt.knit(x, y, z, below);
            s.answer(
                    looks.shirt().red() * knit * s.lightRed,
                    looks.shirt().green() * knit * s.lightGreen,
                    looks.shirt().blue() * knit * s.lightBlue);
            return;
        }
        if (masked && z > 0.3 && y > 6.2 && y < 6.98 + 0.12 * Curve.bell(x, 0.2)) {
            double pleat = 0.92 + 0.08 * Math.sin(40 * y);
            s.answer(
                    MASK.red() * pleat * s.lightRed,
                    MASK.green() * pleat * s.lightGreen,
                    MASK.blue() * pleat * s.lightBlue);
            return;
        }
        double fine = grain.at(x, y, z);
        double light = creases.lightAt(x, y, z);
        double pores = 1 + 0.10 * (fine - 0.5);
        double red = s.baseRed * pores, green = s.baseGreen * pores, blue = s.baseBlue * pores;
        double dark = Math.max(browShadow(x, y, z), stubble(x, y, z, fine) * (1 - s.lips));
        red += dark * (0.8 * looks.hair().red() - red);
        green += dark * (0.8 * looks.hair().green() - green);
        blue += dark * (0.8 * looks.hair().blue() - blue);
        if (looks.freckles() > 0 && fine > 0.66 && z > 0.9 && y > 6.8 && y < 7.25) {
            double spot = looks.freckles() * 1.6 * (fine - 0.66);
            green *= 1 - spot;
            blue *= 1 - 1.4 * spot;
        }
        double shine = Math.max(0, s.normalX * half.x() + s.normalY * half.y() + s.normalZ * half.z());
        double grazing = 1 - Math.max(0, s.normalZ);
        double gloss = (BODY_HIGHLIGHT * Math.pow(shine, 18) * (0.55 + 0.9 * fine) + 0.02 * grazing * grazing * grazing)
                + s.lips * LIP_HIGHLIGHT * Math.pow(shine, 70) * (0.4 + 1.2 * fine);
        double soft = light * (0.85 + 0.15 * light); // red light reaches a little into a fold
        s.answer(
                red * blood.red() * s.lightRed * light + gloss * s.lightRed,
                green * blood.green() * s.lightGreen * soft + gloss * s.lightGreen,
                blue * blood.blue() * s.lightBlue * soft + gloss * s.lightBlue);
    }

    /// Skin under the hairs of a brow, 0..1.
    private double browShadow(double x, double y, double z) {
        double beside = Math.abs(x);
        if (z < 0.9 || y < 7.3 || y > 7.65 || beside < 0.08 || beside > 0.66) return 0;
        double along = Brow.along(beside);
        double half = looks.browThickness() * Brow.taper(along);
        double off = Math.abs(y - Brow.height(beside));
        return 0.55
                * (1 - Curve.smoothStep(0.45 * half, 1.3 * half, off))
                * Curve.smoothStep(-0.06, 0.14, along)
                * (1 - Curve.smoothStep(0.9, 1.06, along));
    }

    private double stubble(double x, double y, double z, double fine) {
        if (looks.stubble() == 0 || y > 7.0 || z < 0.2) return 0;
        double jaw = Curve.smoothStep(-6.98, -6.75, -y) * Curve.smoothStep(6.05, 6.3, y);
        double bareCheek = Curve.bell(Math.abs(x) - 0.42, 0.12) * Curve.bell(y - 6.95, 0.1);
        return 0.5 * looks.stubble() * jaw * (1 - bareCheek) * (0.4 + 0.8 * fine);
    }
}
