/// The person's own page, without an account: what is held, a copy of it, withdrawal, erasure.
@NullMarked
package dev.attune.server.person;

import org.jspecify.annotations.NullMarked;
