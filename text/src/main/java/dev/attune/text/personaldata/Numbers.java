package dev.attune.text.personaldata;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.iban4j.CountryCode;
import org.iban4j.IbanUtil;

/// Numbers with check digits, and those without that a word beside them gives away.
final class Numbers implements Detector {
    private static final int FEWEST_DIGITS = 6;
    private static final int SHORTEST_CARD = 13;
    private static final int CONTEXT = 32; // characters before a number in which its name is looked for

    private static final Pattern CARD = Pattern.compile("[2-6]\\d{3}(?:[ -]?\\d){9,15}+");
    private static final Pattern CHINESE_ID = Pattern.compile("\\d{17}[\\dXx]");
    private static final Pattern SNILS = Pattern.compile("\\d{3}[- ]?\\d{3}[- ]?\\d{3}[- ]?\\d{2}");
    private static final Pattern SOCIAL_SECURITY = Pattern.compile("(?!000|666|9)\\d{3}-(?!00)\\d{2}-(?!0000)\\d{4}");
    private static final Pattern INN = Pattern.compile("\\d{12}|\\d{10}");
    private static final Pattern IBAN = Pattern.compile("[A-Za-z]{2}\\d{2}(?: ?[A-Za-z0-9]){11,30}+");
    private static final Pattern PASSPORT = Pattern.compile(
            "(?:(?<![A-Za-z])[A-Za-z]{1,2})?\\d{2} ?\\d{2}[ -]*+(?:(?:№|N|No\\.?|#|номер)[ -]*+)?\\d{4,6}");
    private static final Pattern PASSPORT_WORD =
            Pattern.compile("passport|паспорт|护照|護照", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern INN_WORD = Pattern.compile("инн|inn", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    private static final Pattern SNILS_WORD =
            Pattern.compile("снилс|snils", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        if (skeleton.digits() < FEWEST_DIGITS) return;
        ibans(skeleton, found);
        each(skeleton, CHINESE_ID, (start, end, digits) -> {
            if (CheckDigits.chineseId(skeleton.text().substring(start, end)))
                found.add(new Finding(PersonalDataKind.ID_NUMBER, start, end));
        });
        each(skeleton, CARD, (start, end, digits) -> card(skeleton.text(), start, end, found));
        each(skeleton, SNILS, (start, end, digits) -> {
            boolean written = end - start > 11; // with separators; eleven digits in a row are mostly a phone
            if (CheckDigits.snils(digits) && (written || named(skeleton, start, SNILS_WORD)))
                found.add(new Finding(PersonalDataKind.INSURANCE_NUMBER, start, end));
        });
        each(
                skeleton,
                SOCIAL_SECURITY,
                (start, end, digits) -> found.add(new Finding(PersonalDataKind.INSURANCE_NUMBER, start, end)));
        each(skeleton, INN, (start, end, digits) -> {
            // one number of ten digits in ten has a valid check digit by chance, one of twelve in a hundred
            boolean sure = digits.length() == 12 || named(skeleton, start, INN_WORD);
            if (sure && CheckDigits.inn(digits)) found.add(new Finding(PersonalDataKind.TAX_NUMBER, start, end));
        });
        each(skeleton, PASSPORT, (start, end, digits) -> {
            if (named(skeleton, start, PASSPORT_WORD)) found.add(new Finding(PersonalDataKind.PASSPORT, start, end));
        });
    }

    private interface Candidate {
        /// @param digits of the stretch, without separators
        void accept(int start, int end, String digits);
    }

    private static void each(Skeleton skeleton, Pattern pattern, Candidate candidate) {
        var matcher = pattern.matcher(skeleton.text());
        while (matcher.find())
            if (skeleton.standsAlone(matcher.start(), matcher.end()))
                candidate.accept(matcher.start(), matcher.end(), digits(matcher.group()));
    }

    /// The longest beginning that is a card: "12/27" may follow after a space.
    private static void card(String text, int start, int end, List<Finding> found) {
        for (int last = end; last > start; last--) {
            boolean inside = last < text.length() && Character.isDigit(text.charAt(last));
            if (inside || !Character.isDigit(text.charAt(last - 1))) continue;
            var digits = digits(text.substring(start, last));
            if (digits.length() < SHORTEST_CARD) return;
            if (!CheckDigits.luhn(digits)) continue;
            found.add(new Finding(PersonalDataKind.CARD, start, last));
            return;
        }
    }

    /// The country tells how long the number is; what follows it in the sentence is not part of it.
    private static void ibans(Skeleton skeleton, List<Finding> found) {
        var text = skeleton.text();
        var matcher = IBAN.matcher(text);
        int from = 0;
        while (matcher.find(from)) {
            int start = matcher.start();
            from = start + 1;
            if (!skeleton.beginsAlone(start)) continue;
            var country = CountryCode.getByCode(text.substring(start, start + 2).toUpperCase(Locale.ROOT));
            if (country == null || !IbanUtil.isSupportedCountry(country)) continue;
            int end = endAfter(text, start, IbanUtil.getIbanLength(country));
            if (end < 0 || !skeleton.standsAlone(start, end)) continue;
            var iban = text.substring(start, end).replace(" ", "").toUpperCase(Locale.ROOT);
            if (!hasValidRemainder(iban)) continue;
            found.add(new Finding(PersonalDataKind.IBAN, start, end));
            from = end;
        }
    }

    private static int endAfter(String text, int start, int length) {
        int seen = 0;
        for (int i = start; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == ' ') continue;
            if (c >= 0x80 || !Character.isLetterOrDigit(c)) return -1;
            if (++seen == length) return i + 1;
        }
        return -1;
    }

    /// ISO 7064 MOD 97-10 over the number with its first four characters moved to the end.
    private static boolean hasValidRemainder(String iban) {
        int remainder = 0;
        for (int i = 0; i < iban.length(); i++) {
            int value = Character.digit(iban.charAt((i + 4) % iban.length()), 36);
            remainder = (remainder * (value > 9 ? 100 : 10) + value) % 97;
        }
        return remainder == 1;
    }

    private static boolean named(Skeleton skeleton, int start, Pattern word) {
        return word.matcher(skeleton.text().substring(Math.max(0, start - CONTEXT), start))
                .find();
    }

    private static String digits(String text) {
        var digits = new StringBuilder();
        for (int i = 0; i < text.length(); i++)
            if (text.charAt(i) >= '0' && text.charAt(i) <= '9') digits.append(text.charAt(i));
        return digits.toString();
    }
}
