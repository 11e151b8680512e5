/// The data directory and the PostgreSQL behind this server: started, watched, restarted and stopped here.
@NullMarked
package dev.attune.server.database;

import org.jspecify.annotations.NullMarked;
