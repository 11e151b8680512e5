/// Who did what, and who saw whose data for which purpose: append-only, chained by hashes, anchored by signatures.
///
/// `h_0 = SHA-256("attune-audit-v1" ‖ tenant)`, `h_i = SHA-256(h_(i-1) ‖ canonical JSON of record i)`. Every 15 minutes
/// or 10,000 records, and when the server stops, an Ed25519 signature over tenant, number, hash and time is kept beside
/// the table and in a file, so that a cut-off end shows too.
@NullMarked
package dev.attune.server.audit;

import org.jspecify.annotations.NullMarked;
