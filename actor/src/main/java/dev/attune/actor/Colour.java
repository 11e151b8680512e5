package dev.attune.actor;

/// Linear light, one number per primary; 0 = black, 1 = white under the reference light.
public record Colour(double red, double green, double blue) {
    public Colour {
        if (!(red >= 0 && green >= 0 && blue >= 0))
            throw new IllegalArgumentException(
                    "a colour has no negative part, got %s, %s, %s".formatted(red, green, blue));
    }

    static Colour grey(double level) {
        return new Colour(level, level, level);
    }

    Colour times(double gain) {
        return new Colour(red * gain, green * gain, blue * gain);
    }

    Colour times(Colour filter) {
        return new Colour(red * filter.red, green * filter.green, blue * filter.blue);
    }

    Colour plus(Colour other) {
        return new Colour(red + other.red, green + other.green, blue + other.blue);
    }

    /// @param share 0 = this colour, 1 = the other
    Colour mixed(Colour other, double share) {
        return new Colour(
                red + (other.red - red) * share,
                green + (other.green - green) * share,
                blue + (other.blue - blue) * share);
    }
}
