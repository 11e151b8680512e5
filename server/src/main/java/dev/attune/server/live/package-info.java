/// The WebSocket `attune.live.v1`: encoded frames in, affect, moments and decisions out.
///
/// A session is one virtual thread that owns everything of it. The socket only fills its
/// [dev.attune.server.live.Mailbox], where the newest frame replaces one that still waits; pictures are
/// analysed on a few platform threads shared by all sessions. The gate is asked before each frame is
/// decoded and again before its result is sent. Before a camera only the face that agreed is read
/// ([dev.attune.fusion.ConsentingFace]).
@NullMarked
package dev.attune.server.live;

import org.jspecify.annotations.NullMarked;
