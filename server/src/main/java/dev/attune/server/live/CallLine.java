package dev.attune.server.live;

import dev.attune.signals.TimeSpan;
import tools.jackson.databind.node.ObjectNode;

/// What a [CallCodec] has understood. Used by the socket's thread only.
interface CallLine {

    /// @param key what the vendor's message carries as Attune's key; empty when the handshake must have had it
    /// @throws SessionRefusal when nobody knows the key
    void begin(ClientMessage.Hello hello, String key);

    void hear(EncodedSound sound);

    /// What the customer said, as the call centre's own speech-to-text wrote it down.
    void transcribed(ClientMessage.Utterance said);

    /// The agent spoke then, as the call centre tells: when, and nothing else.
    void otherSpoke(TimeSpan span);

    /// The other side is there, but says nothing of interest.
    void isAlive();

    void hangUp();

    void reply(ObjectNode message);
}
