package dev.attune.server.customers;

/// What may be wrong with an event; the console tells each in its language.
enum Wrong {
    /// A rule of a schema, which the event's `schemaPath` names.
    RULE("rule"),
    NO_OBJECT("no-object"),
    NO_JSON("no-json"),
    LINE_TOO_LONG("line-too-long"),
    UNKNOWN_CALL("unknown-call"),
    ATTRIBUTE_MISSING("attribute-missing"),
    VERSION("version"),
    ENCODING("encoding"),
    TOO_LARGE("too-large"),
    TOO_DEEP("too-deep"),
    NUMBER_TOO_LARGE("number-too-large"),
    NO_TIME("no-time"),
    IN_THE_FUTURE("in-the-future"),
    TOO_OLD("too-old"),
    TOO_MANY_IDS("too-many-ids");

    private final String id;

    Wrong(String id) {
        this.id = id;
    }

    String id() {
        return id;
    }
}
