package dev.attune.server.outbox;

import java.util.UUID;

/// Messages on their way to other systems, of the current tenant.
public interface Outbox {

    /// Keeps a message within the caller's transaction; it leaves after the commit.
    ///
    /// @return the id of the message, or of the one that came before with this target and idempotency key
    /// @throws dev.attune.server.vault.PersonErased when the message is about somebody who was erased
    UUID add(Message message);

    /// Takes back what was not sent yet about a person. What is being sent right now is not tried again.
    ///
    /// @return how many messages will never leave
    int cancel(String person);

    /// Waits some seconds until nothing about a person is being sent.
    ///
    /// @return false when something still is
    boolean awaitSilence(String person);
}
