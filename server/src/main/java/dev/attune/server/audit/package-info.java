/// Who did what to which object: append-only.
@NullMarked
package dev.attune.server.audit;

import org.jspecify.annotations.NullMarked;
