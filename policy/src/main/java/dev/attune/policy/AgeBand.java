package dev.attune.policy;

/// What is known of a person's age, from a declaration or an age check; never read from the face.
public enum AgeBand {
    ADULT,
    MINOR,
    UNKNOWN;

    /// The name used in settings and packs, for example `adult`.
    public String id() {
        return Ids.of(this);
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static AgeBand of(String id) {
        return Ids.parse(AgeBand.class, id);
    }
}
