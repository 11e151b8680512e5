/// Keys, and what is locked with them: one key per person, wrapped by the key of their tenant; keys that sign.
///
/// A field about a person is stored as ciphertext bound to its place; without the person's key it is noise, in the
/// tables and in every backup of them.
@NullMarked
package dev.attune.server.vault;

import org.jspecify.annotations.NullMarked;
