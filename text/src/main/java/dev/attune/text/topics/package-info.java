/// What customers write about: aspects with the polarity of their clause, intents, urgency, marks of sarcasm.
///
/// Aspects, intents and set phrases are data in three languages that an operator can change ([TopicDictionary],
/// docs/topics.md). Everything found says by which words: [Span]s into the redacted text.
@NullMarked
package dev.attune.text.topics;

import org.jspecify.annotations.NullMarked;
