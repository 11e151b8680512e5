/// Notices, consent records and receipts, and the gate that stands before every decoder.
@NullMarked
package dev.attune.server.consent;

import org.jspecify.annotations.NullMarked;
