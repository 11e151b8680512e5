/// Playbooks and the log of what was decided by them, why, and whether it was right.
@NullMarked
package dev.attune.server.decisions;

import org.jspecify.annotations.NullMarked;
