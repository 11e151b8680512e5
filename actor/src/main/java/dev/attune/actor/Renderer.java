package dev.attune.actor;

import dev.attune.actor.GroundTruth.Place;
import dev.attune.actor.GroundTruth.Point;
import dev.attune.actor.HeadMesh.Material;
import dev.attune.media.Frame;
import dev.attune.signals.ActionUnit;
import dev.attune.signals.Gaze;
import dev.attune.signals.HeadPose;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;

/// Films one person in one scene. Making a renderer takes seconds (hair is grown, shadows are found); a frame takes a
/// fraction of one. The same rig, identity, scene, expression and time give the same bytes.
///
/// A frame goes: expression → vertices → light per vertex → nearest triangle per sample → paint per sample → hairs →
/// film. Not for use by several threads at once; it uses all cores by itself.
public final class Renderer {
    private static final double MILLIMETRES_PER_DECIMETRE = 100;

    private final Scene scene;
    private final Person person;
    private final Light light;
    private final Visibility visibility;
    private final Hair hair;
    private final FineHair fineHair;
    private final Grain grain;
    private final float[] baseColours;
    private final float[] backdrop;
    private final Film film;
    private final Camera camera;

    public Renderer(Rig rig, Identity identity, Scene scene) {
        this.scene = scene;
        person = new Person(rig, identity);
        light = new Light(scene.lighting());
        hair = new Hair(person);
        visibility = Visibility.find(person, light, hair);
        fineHair = new FineHair(person);
        grain = new Grain(identity.seed());
        baseColours = SkinPaint.baseColours(person);
        backdrop = Backdrop.paint(
                columns(), rows(), scene.seed(), 0.5 + 0.5 * scene.lighting().ambient());
        film = new Film(scene);
        camera = Camera.of(scene, person.origin(), scene.samplesPerSide());
    }

    private int columns() {
        return scene.width() * scene.samplesPerSide();
    }

    private int rows() {
        return scene.height() * scene.samplesPerSide();
    }

    /// @param at media time of the frame; also tells its sensor noise from that of other frames
    public Shot render(Expression expression, Duration at) {
        return render(expression, at, Pulse.NONE);
    }

    /// @param pulse that colours the skin at this time
    public Shot render(Expression expression, Duration at, Pulse pulse) {
        Person.Pose pose = person.pose(expression);
        float[] irradiance = light.irradiance(pose.normals(), visibility);
        var canvas = new Canvas(columns(), rows(), backdrop);
        drawSurfaces(canvas, pose, irradiance, pulse.at(at));
        fineHair.draw(canvas, camera, pose, irradiance);
        hair.draw(canvas, camera, pose.motion());
        byte[] bgr = film.develop(canvas.colour, at.toNanos());
        return new Shot(new Frame(at, scene.width(), scene.height(), bgr), truth(pose, at));
    }

    private void drawSurfaces(Canvas canvas, Person.Pose pose, float[] irradiance, Pulse.Gain blood) {
        HeadMesh mesh = person.mesh();
        int vertices = mesh.vertexCount();
        float[] x = new float[vertices], y = new float[vertices], near = new float[vertices];
        float[] fine = pose.fine();
        for (int v = 0; v < vertices; v++) {
            double n = camera.inverseDistance(fine[3 * v + 2]);
            near[v] = (float) n;
            x[v] = (float) camera.column(fine[3 * v], n);
            y[v] = (float) camera.row(fine[3 * v + 1], n);
        }
        canvas.rasterise(mesh.triangles(), x, y, near);

        Map<Material, Paint> paints = paints(pose, blood);
        int[] triangles = mesh.triangles();
        float[] rest = mesh.rest(), normals = pose.normals(), lips = mesh.lips();
        canvas.shade((sample, t, wa, wb, wc) -> {
            int a = triangles[3 * t], b = triangles[3 * t + 1], c = triangles[3 * t + 2];
            sample.restX = mixed(rest, 0, a, b, c, wa, wb, wc);
            sample.restY = mixed(rest, 1, a, b, c, wa, wb, wc);
            sample.restZ = mixed(rest, 2, a, b, c, wa, wb, wc);
            double nx = mixed(normals, 0, a, b, c, wa, wb, wc);
            double ny = mixed(normals, 1, a, b, c, wa, wb, wc);
            double nz = mixed(normals, 2, a, b, c, wa, wb, wc);
            double unit = 1 / Math.sqrt(nx * nx + ny * ny + nz * nz + 1e-12);
            sample.normalX = nx * unit;
            sample.normalY = ny * unit;
            sample.normalZ = nz * unit;
            sample.lightRed = mixed(irradiance, 0, a, b, c, wa, wb, wc);
            sample.lightGreen = mixed(irradiance, 1, a, b, c, wa, wb, wc);
            sample.lightBlue = mixed(irradiance, 2, a, b, c, wa, wb, wc);
            sample.baseRed = mixed(baseColours, 0, a, b, c, wa, wb, wc);
            sample.baseGreen = mixed(baseColours, 1, a, b, c, wa, wb, wc);
            sample.baseBlue = mixed(baseColours, 2, a, b, c, wa, wb, wc);
            sample.lips = lips[a] * wa + lips[b] * wb + lips[c] * wc;
            Objects.requireNonNull(paints.get(mesh.material(t))).shade(sample);
        });
    }

    private static double mixed(float[] values, int k, int a, int b, int c, float wa, float wb, float wc) {
        return values[3 * a + k] * wa + values[3 * b + k] * wb + values[3 * c + k] * wc;
    }

    private Map<Material, Paint> paints(Person.Pose pose, Pulse.Gain blood) {
        Identity identity = person.identity();
        Vec3 half = light.key().plus(new Vec3(0, 0, 1)).unit();
        var creases = new Creases(pose.expression(), identity.ageing());
        Colour iris = identity.looks().iris();
        double pupil = pose.expression().pupil();
        Rotation left = pose.leftEyeTurn(), right = pose.rightEyeTurn();
        var paints = new EnumMap<Material, Paint>(Material.class);
        paints.put(
                Material.SKIN,
                new SkinPaint(identity, grain, creases, scene.cover() == Scene.Cover.MEDICAL_MASK, half, blood));
        paints.put(Material.TEETH, new MouthPaint(true));
        paints.put(Material.TONGUE, new MouthPaint(false));
        paints.put(Material.LEFT_EYE, new EyePaint(iris, pupil, left, pose.direction(left), half));
        paints.put(Material.RIGHT_EYE, new EyePaint(iris, pupil, right, pose.direction(right), half));
        return paints;
    }

    private GroundTruth truth(Person.Pose pose, Duration at) {
        Expression expression = pose.expression();
        var units = new ArrayList<ActionUnit>();
        for (ActionUnitRecipe recipe : ActionUnitRecipe.values()) {
            Expression.Level level = expression.level(recipe.number());
            units.add(new ActionUnit(recipe.number(), level.left(), level.right(), 1));
        }
        Vec3 gaze = pose.gazeDirection();
        Vec3 between = pose.leftEye().plus(pose.rightEye()).times(0.5).minus(camera.target());
        var head = new HeadPose(
                expression.headYaw(),
                expression.headPitch(),
                expression.headRoll(),
                between.x() * MILLIMETRES_PER_DECIMETRE,
                -between.y() * MILLIMETRES_PER_DECIMETRE,
                (Scene.CAMERA_DISTANCE - between.z()) * MILLIMETRES_PER_DECIMETRE);
        return new GroundTruth(
                at,
                units,
                head,
                new Gaze(
                        Math.toDegrees(Math.atan2(gaze.x(), gaze.z())),
                        Math.toDegrees(Math.asin(Math.clamp(gaze.y(), -1, 1)))),
                places(pose));
    }

    private Map<Place, Point> places(Person.Pose pose) {
        Anatomy anatomy = person.mesh().anatomy();
        var points = new EnumMap<Place, Point>(Place.class);
        points.put(Place.LEFT_IRIS, iris(pose, pose.leftEye(), pose.leftEyeTurn()));
        points.put(Place.RIGHT_IRIS, iris(pose, pose.rightEye(), pose.rightEyeTurn()));
        points.put(
                Place.LEFT_UPPER_LID,
                pixel(Vec3.at(pose.coarse(), anatomy.leftEye().upperLid())));
        points.put(
                Place.LEFT_LOWER_LID,
                pixel(Vec3.at(pose.coarse(), anatomy.leftEye().lowerLid())));
        points.put(
                Place.RIGHT_UPPER_LID,
                pixel(Vec3.at(pose.coarse(), anatomy.rightEye().upperLid())));
        points.put(
                Place.RIGHT_LOWER_LID,
                pixel(Vec3.at(pose.coarse(), anatomy.rightEye().lowerLid())));
        points.put(Place.LEFT_MOUTH_CORNER, pixel(Vec3.at(pose.coarse(), anatomy.leftMouthCorner())));
        points.put(Place.RIGHT_MOUTH_CORNER, pixel(Vec3.at(pose.coarse(), anatomy.rightMouthCorner())));
        return points;
    }

    private Point iris(Person.Pose pose, Vec3 eye, Rotation turn) {
        return pixel(eye.plus(pose.direction(turn).times(person.eyeRadius())));
    }

    private Point pixel(Vec3 p) {
        double n = camera.inverseDistance(p.z());
        return new Point(
                camera.column(p.x(), n) / scene.samplesPerSide(), camera.row(p.y(), n) / scene.samplesPerSide());
    }
}
