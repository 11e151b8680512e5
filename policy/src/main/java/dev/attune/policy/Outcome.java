package dev.attune.policy;

import dev.attune.signals.Modality;

/// What a policy permits, from the mildest to the strictest. Where several rules match, the strictest wins.
public enum Outcome {
    ALLOW,
    /// Permitted once the person was told; consent is asked for separately.
    ALLOW_WITH_NOTICE,
    /// Only results over many people, none about one.
    AGGREGATE_ONLY,
    /// Only what typed text says about its subject; no biometric signal, and nothing about the one who wrote it.
    TEXT_ONLY,
    BLOCK;

    /// @param aboutOnePerson whether results about single people would come of it
    public boolean permits(Modality modality, boolean aboutOnePerson) {
        return switch (this) {
            case ALLOW, ALLOW_WITH_NOTICE -> true;
            case AGGREGATE_ONLY -> !aboutOnePerson;
            case TEXT_ONLY -> !aboutOnePerson && modality == Modality.TEXT;
            case BLOCK -> false;
        };
    }

    /// The name used in packs, for example `allow-with-notice`.
    public String id() {
        return Ids.of(this);
    }
}
