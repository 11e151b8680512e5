/// "How should I answer now?", asked by assistants that exist already: by Rasa's REST channel, by any webhook bot, and
/// from Matrix rooms. The answer is a style, a next step and, where a template fits, words.
///
/// What somebody wrote is read only while they allow it; otherwise the house style answers and says so. The words are
/// not kept. A step may offer help, ask or hand over; prices, refunds and other entitlements are in none.
@NullMarked
package dev.attune.server.assistants;

import org.jspecify.annotations.NullMarked;
