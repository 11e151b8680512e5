/// Whether people who decline are served as well as people who consent.
@NullMarked
package dev.attune.policy.parity;

import org.jspecify.annotations.NullMarked;
