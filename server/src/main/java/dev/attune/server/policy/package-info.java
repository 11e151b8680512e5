/// What the operator declared of this deployment, what the law permits there, and the switches that stop at once.
///
/// The gate of the consent slice asks here before it looks at any consent.
@NullMarked
package dev.attune.server.policy;

import org.jspecify.annotations.NullMarked;
