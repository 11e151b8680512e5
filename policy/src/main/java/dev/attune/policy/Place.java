package dev.attune.policy;

/// Where a signal would be read. `child-directed`: a shop, game or site made for children.
public enum Place {
    SHOP,
    KIOSK,
    WEB,
    APP,
    CONTACT_CENTRE,
    CLINIC,
    RESEARCH_PANEL,
    CHILD_DIRECTED,
    TRAINING_ROOM,
    WORKPLACE,
    EDUCATION,
    PUBLIC_SPACE,
    HIRING,
    /// A bank or an insurer that decides on prices, credit or eligibility.
    BANK,
    LAW_ENFORCEMENT,
    BORDER;

    /// The name used in settings and packs, for example `contact-centre`.
    public String id() {
        return Ids.of(this);
    }

    /// @throws IllegalArgumentException naming the value and the known ones
    public static Place of(String id) {
        return Ids.parse(Place.class, id);
    }
}
