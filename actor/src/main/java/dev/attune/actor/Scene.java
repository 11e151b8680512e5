package dev.attune.actor;

/// How the person is lit and filmed.
///
/// @param samplesPerSide picture samples along each side of a pixel: 2 for film, 3 for a still to show
/// @param seed of the background and, with the time of a frame, of its sensor noise
public record Scene(
        int width,
        int height,
        Framing framing,
        Lighting lighting,
        Sensor sensor,
        Cover cover,
        int samplesPerSide,
        long seed) {

    /// @param height what the picture shows from bottom to top at the distance of the eyes, decimetres
    /// @param eyeLine where the resting eyes stand, as a share of the picture's height from the top
    public record Framing(double height, double eyeLine) {}

    /// One large soft lamp, a cool fill from the other side, a rim light from behind and the room.
    ///
    /// @param keyAzimuth degrees from the camera, positive to the person's own left
    /// @param keyElevation degrees above the eyes
    /// @param key strength, 1 = the reference exposure
    /// @param ambient strength of fill and room, 1 = soft daylight
    public record Lighting(double keyAzimuth, double keyElevation, double key, double ambient) {}

    /// @param noise standard deviation in 8-bit levels
    /// @param blur standard deviation of the lens in pixels
    /// @param exposure gain before development, 1 = right
    /// @param infrared grey, as a camera with an infrared lamp sees skin
    public record Sensor(double noise, double blur, double exposure, boolean infrared) {}

    /// What hides part of the face.
    public enum Cover {
        NOTHING,
        MEDICAL_MASK
    }

    public static final double CAMERA_DISTANCE = 8; // decimetres: an arm's length and a bit, as at a laptop

    public Scene {
        if (width < 32 || height < 32 || width > 4096 || height > 4096)
            throw new IllegalArgumentException(
                    "a picture must have 32..4096 pixels per side, got %d x %d".formatted(width, height));
        if (samplesPerSide < 1 || samplesPerSide > 4)
            throw new IllegalArgumentException("samples per side must be in 1..4, got " + samplesPerSide);
    }

    /// A soft portrait at a desk.
    public static Scene portrait(int width, int height) {
        return new Scene(
                width,
                height,
                new Framing(3.4, 0.44),
                new Lighting(-38, 28, 1.0, 1.0),
                new Sensor(0.7, 0, 1.0, false),
                Cover.NOTHING,
                2,
                1);
    }

    public Scene withLighting(Lighting changed) {
        return new Scene(width, height, framing, changed, sensor, cover, samplesPerSide, seed);
    }

    public Scene withSensor(Sensor changed) {
        return new Scene(width, height, framing, lighting, changed, cover, samplesPerSide, seed);
    }

    public Scene withCover(Cover changed) {
        return new Scene(width, height, framing, lighting, sensor, changed, samplesPerSide, seed);
    }

    public Scene withFraming(Framing changed) {
        return new Scene(width, height, changed, lighting, sensor, cover, samplesPerSide, seed);
    }

    public Scene withSamplesPerSide(int changed) {
        return new Scene(width, height, framing, lighting, sensor, cover, changed, seed);
    }

    public Scene withSeed(long changed) {
        return new Scene(width, height, framing, lighting, sensor, cover, samplesPerSide, changed);
    }
}
