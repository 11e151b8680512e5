/// The networks, opened once beside the start of the server and shared by all sessions, and their cards.
@NullMarked
package dev.attune.server.models;

import org.jspecify.annotations.NullMarked;
