package dev.attune.server.outbox;

/// Brings messages to one kind of target. All beans of this type are asked.
public interface Carrier {

    /// What targets begin with, for example `webhook`.
    String scheme();

    /// Delivers once, on the tenant of the message, outside any transaction; may be called again with the same
    /// [Parcel#id()] after a crash. It must come back within half a minute.
    Outcome carry(Parcel parcel);
}
