package dev.attune.server.warning;

/// What sends mail, where the settings name it.
public interface MailServer {

    /// Whether mail can leave from here at all.
    boolean canSend();
}
