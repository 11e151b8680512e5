package dev.attune.policy;

/// Who the person is to whoever reads the signal.
public enum Role {
    CUSTOMER,
    PATIENT,
    PANELIST,
    AGENT,
    EMPLOYEE,
    STUDENT,
    CANDIDATE,
    APPLICANT,
    PASSER_BY;

    /// The name used in settings and packs, for example `passer-by`.
    public String id() {
        return Ids.of(this);
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static Role of(String id) {
        return Ids.parse(Role.class, id);
    }
}
