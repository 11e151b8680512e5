/// An utterance in; its language, sentiment and displayed emotions out. English, Russian, Chinese.
///
/// The walk of one utterance, as [TextReader] orders it: bound its length → tell the language → normalise → read.
/// Nothing here stores or logs the words. Personal data and topics have packages of their own beside this one.
@NullMarked
package dev.attune.text;

import org.jspecify.annotations.NullMarked;
