/// In which tone this house speaks to a person: [Styles] follows a conversation turn by turn, drafts messages in the
/// tone it is in, and keeps to the bounds that a tenant set for its brand.
///
/// The tone of a conversation lives in memory only and ends with a silence, an erasure or a withdrawn consent. Where a
/// tenant allows it and the operator named an endpoint, a language model words a draft; its answer passes the same
/// linter as a template, and where it fails, is late or is away, the template speaks. Nothing here looks at whoever
/// answers the person: a draft is a suggestion, and no score of anybody's work exists.
@NullMarked
package dev.attune.server.style;

import org.jspecify.annotations.NullMarked;
