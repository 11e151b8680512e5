package dev.attune.policy;

/// Whose law applies; each has a [PolicyPack].
public enum Jurisdiction {
    EU("eu-3"),
    /// Treated as the EU until a pack of its own is written.
    UK("eu-3"),
    RU("ru-3"),
    CN("cn-3"),
    /// Illinois, for its Biometric Information Privacy Act.
    US_IL("us-il-3"),
    /// Anywhere else: the strictest of all packs together.
    OTHER("strict-3");

    private final String pack;

    Jurisdiction(String pack) {
        this.pack = pack;
    }

    String packFile() {
        return pack + ".tsv";
    }

    /// The name used in settings, for example `us-il`.
    public String id() {
        return Ids.of(this);
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static Jurisdiction of(String id) {
        return Ids.parse(Jurisdiction.class, id);
    }
}
