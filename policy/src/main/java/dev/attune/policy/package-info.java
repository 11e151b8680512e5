/// The law as running code: may a signal be read here, of whom, for what, under whose law?
///
/// Plain Java without I/O besides its own data files. Start at [dev.attune.policy.Policy#decide]; the rules themselves
/// are data, `packs/*.tsv`, each with its article, its source and the day it must be reviewed. What the policy permits
/// still needs the person's consent: `dev.attune.signals.Gate` stands on both.
///
/// Nothing here is legal advice. Counsel reviews the packs.
@NullMarked
package dev.attune.policy;

import org.jspecify.annotations.NullMarked;
