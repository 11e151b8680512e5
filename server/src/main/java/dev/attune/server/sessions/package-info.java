/// What is kept of a live session: per-second aggregates and moments, for a limited time. Frames have no column.
@NullMarked
package dev.attune.server.sessions;

import org.jspecify.annotations.NullMarked;
