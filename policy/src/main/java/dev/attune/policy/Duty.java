package dev.attune.policy;

/// What the law asks for besides notice and consent. A rule holds only where its duties are met.
public enum Duty {
    /// A separate, voluntary consent before a biometric signal leaves the person's device; or it never leaves.
    SENDING_CONSENT,
    /// A written release, an electronic signature included, before anything biometric is collected.
    WRITTEN_RELEASE,
    /// Personal data of citizens is stored in their country.
    LOCAL_STORAGE,
    /// A person decides, never the result alone.
    HUMAN_IN_THE_LOOP,
    /// Results never reach superiors or personnel files and have no effect on work.
    NO_WORK_EFFECT,
    /// The age is checked before anything is read.
    AGE_CHECK,
    /// A parent or guardian confirms what a minor agreed to, and the operator knows that they are that.
    GUARDIAN_CONSENT,
    /// The reason of safety or health is written down.
    RECORDED_REASON,
    /// Only states of the body such as fatigue may be told, no emotions. Attune cannot leave emotions out, so nobody
    /// can declare this met.
    PHYSICAL_STATE_ONLY,
    /// No template from which a person could be recognised. Met by construction: Attune computes none.
    NO_IDENTITY_TEMPLATE,
    /// Of a call only the customer's channel. Met by construction: the codecs skip the agent's bytes.
    CUSTOMER_CHANNEL_ONLY;

    /// Whether it is for the operator to declare this met.
    public boolean isDeclarable() {
        return switch (this) {
            case SENDING_CONSENT,
                    WRITTEN_RELEASE,
                    LOCAL_STORAGE,
                    HUMAN_IN_THE_LOOP,
                    NO_WORK_EFFECT,
                    AGE_CHECK,
                    GUARDIAN_CONSENT,
                    RECORDED_REASON -> true;
            case PHYSICAL_STATE_ONLY, NO_IDENTITY_TEMPLATE, CUSTOMER_CHANNEL_ONLY -> false;
        };
    }

    boolean isMetByConstruction() {
        return this == NO_IDENTITY_TEMPLATE || this == CUSTOMER_CHANNEL_ONLY;
    }

    /// The name used in settings and packs, for example `written-release`.
    public String id() {
        return Ids.of(this);
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static Duty of(String id) {
        return Ids.parse(Duty.class, id);
    }
}
