package dev.attune.text.personaldata;

import com.google.i18n.phonenumbers.PhoneNumberUtil;
import com.google.i18n.phonenumbers.PhoneNumberUtil.Leniency;
import java.util.List;

/// Phone numbers that are valid by Google's numbering plans: with a country code from anywhere, without one from the
/// countries where the script of the text is at home. Short local numbers of a town have no plan and are not found.
final class Phones implements Detector {
    private static final int FEWEST_DIGITS = 7;
    private static final int WINDOW = 120; // characters
    private static final int STEP = 60;
    private static final int MOST_WINDOWS = 100; // behind that much of nothing but digits, digits are not read any more
    private static final List<String> CYRILLIC = List.of("RU");
    private static final List<String> HAN = List.of("CN", "TW");
    private static final List<String> LATIN = List.of("US", "GB");
    private static final List<String> NO_LETTERS = List.of("RU", "CN", "US");

    private final PhoneNumberUtil plans = PhoneNumberUtil.getInstance();

    @Override
    public void find(Skeleton skeleton, List<Finding> found) {
        if (skeleton.digits() < FEWEST_DIGITS) return;
        var text = skeleton.text();
        var regions = regions(text);
        int windows = 0;
        int start = 0;
        while (start < text.length()) {
            if (!mayBegin(text.charAt(start))) {
                start++;
                continue;
            }
            int end = start;
            int digits = 0;
            while (end < text.length() && mayContain(text.charAt(end)))
                if (Character.isDigit(text.charAt(end++))) digits++;
            windows += (end - start) / STEP;
            if (windows > MOST_WINDOWS) found.add(new Finding(PersonalDataKind.PHONE, start, end));
            else if (digits >= FEWEST_DIGITS)
                for (int from = start; from < end; from += STEP)
                    in(text, from, Math.min(end, from + WINDOW), regions, found);
            start = end;
        }
    }

    /// The library tries every way to cut a run of digits, so it sees windows that overlap by more than one number.
    private void in(String text, int start, int end, List<String> regions, List<Finding> found) {
        int before = Math.max(0, start - 1); // a letter beside a number tells against it
        var window = text.substring(before, Math.min(text.length(), end + 1));
        for (var region : regions)
            for (var match : plans.findNumbers(window, region, Leniency.VALID, Long.MAX_VALUE))
                found.add(new Finding(PersonalDataKind.PHONE, before + match.start(), before + match.end()));
    }

    private static boolean mayBegin(char c) {
        return c >= '0' && c <= '9' || c == '+' || c == '(';
    }

    private static boolean mayContain(char c) {
        return mayBegin(c) || " -./)~".indexOf(c) >= 0;
    }

    private static List<String> regions(String text) {
        boolean latin = false;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c >= '\u0400' && c <= '\u04FF') return CYRILLIC;
            if (Character.isIdeographic(c)) return HAN;
            latin |= Character.isLetter(c);
        }
        return latin ? LATIN : NO_LETTERS;
    }
}
