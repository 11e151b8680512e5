package dev.attune.server.live;

import java.io.IOException;

/// The way back to the page. Used by the session's thread only.
interface Outlet {
    /// @throws IOException when the page is gone or does not read
    void send(ServerMessage message) throws IOException;

    /// Ends the connection; does nothing when it has ended.
    void close(CloseCode code);
}
