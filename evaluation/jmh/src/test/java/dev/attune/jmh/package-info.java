/// Benchmarks in JMH, beside those of `attune bench`; see docs/benchmarks/live.md.
@NullMarked
package dev.attune.jmh;

import org.jspecify.annotations.NullMarked;
