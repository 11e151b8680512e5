package dev.attune.actor;

/// A pinhole camera that looks along -z at the person's eyes from [Scene#CAMERA_DISTANCE].
///
/// @param target the point that stands at the optical centre
/// @param focalSamples samples per unit of (offset / distance)
/// @param centreX optical centre in samples
record Camera(Vec3 target, double focalSamples, double centreX, double centreY) {

    static Camera of(Scene scene, Vec3 target, int samplesPerSide) {
        double height = scene.height() * (double) samplesPerSide;
        return new Camera(
                target,
                height * Scene.CAMERA_DISTANCE / scene.framing().height(),
                scene.width() * (double) samplesPerSide / 2,
                height * scene.framing().eyeLine());
    }

    double inverseDistance(double z) {
        return 1 / (Scene.CAMERA_DISTANCE - (z - target.z()));
    }

    double column(double x, double inverseDistance) {
        return centreX + focalSamples * (x - target.x()) * inverseDistance;
    }

    double row(double y, double inverseDistance) {
        return centreY - focalSamples * (y - target.y()) * inverseDistance;
    }
}
