/// The evidence that this deployment does what it says: what the gate answered, who agreed, whether those who decline
/// are served as well, what is switched off; and a draft of the assessments that the law asks for.
@NullMarked
package dev.attune.server.trust;

import org.jspecify.annotations.NullMarked;
