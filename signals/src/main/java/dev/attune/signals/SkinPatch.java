package dev.attune.signals;

/// The mean colour of one region of skin in one frame, as the camera gave it (gamma-coded, channels in [0, 255]).
///
/// @param red likewise green and blue; 0 when `pixels` is 0
/// @param pixels how many were averaged; 0 when the region is not visible
/// @param saturated share of them with a channel at an end of its range, in [0, 1]
public record SkinPatch(double red, double green, double blue, int pixels, double saturated) {
    public static final SkinPatch UNSEEN = new SkinPatch(0, 0, 0, 0, 0);

    public SkinPatch {
        Check.inRange("red", red, 0, 255);
        Check.inRange("green", green, 0, 255);
        Check.inRange("blue", blue, 0, 255);
        if (pixels < 0) throw new IllegalArgumentException("a number of pixels must not be negative, got " + pixels);
        Check.inRange("saturated share", saturated, 0, 1);
    }
}
