/// Requests that this server makes to addresses that somebody typed in. Where such an address leads is checked at the
/// moment of connecting, so that nobody can make the server talk to its own network.
@NullMarked
package dev.attune.server.outbound;

import org.jspecify.annotations.NullMarked;
