/// Events in; profile, decision and tone out, in one round trip. Each part says by itself how it went.
@NullMarked
package dev.attune.server.context;

import org.jspecify.annotations.NullMarked;
