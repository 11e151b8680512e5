/// Personal data in what people write, replaced by typed marks such as `[phone]` before anything is kept.
///
/// Found: e-mail, IBAN, payment cards, Chinese identity numbers, Russian SNILS and INN (all by their check digits),
/// US social security numbers in their usual writing, passports beside their name, IP addresses, phone numbers that
/// are valid by the numbering plans, account names with @, names that the sentence gives away by an introduction, a
/// greeting, a
/// title, a patronymic, initials, a role or a signature, given names of a list with the surname behind them, listed
/// Russian surnames and words that end like one inside a sentence, and pairs of capitalised Russian words there.
///
/// Not found, and so to be stated wherever it matters: names outside those lists and places, postal addresses,
/// dates of birth, local phone numbers without area code, order numbers, and anything spelled out in words. A redacted
/// text is less personal, never anonymous.
@NullMarked
package dev.attune.text.personaldata;

import org.jspecify.annotations.NullMarked;
