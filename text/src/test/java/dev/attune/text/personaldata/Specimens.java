package dev.attune.text.personaldata;

import java.util.Random;

/// Invented personal data with valid check digits, and the sentences around it.
final class Specimens {
    // of several scripts, so the numbers carry their country code
    private static final String[] SENTENCES = {
        "please call ", "мой номер ", "我的号码是", "(", "Contact: ", "данные: ", "请联系 ", "see ", "— "
    };
    private static final String[] TAILS = {"", ".", "!", ", thanks", " спасибо", "，谢谢", ")", "\n", " 🙏"};
    private static final String SIGNS = "abcxyzабвя 0123456789@.:-+()[]中文退貨\u200B\uD83D\uE000";

    private Specimens() {}

    static String sentence(Random random) {
        return SENTENCES[random.nextInt(SENTENCES.length)];
    }

    static String tail(Random random) {
        return TAILS[random.nextInt(TAILS.length)];
    }

    static String noise(Random random) {
        var noise = new StringBuilder();
        for (int i = random.nextInt(60); i >= 0; i--) noise.append(SIGNS.charAt(random.nextInt(SIGNS.length())));
        return noise.toString();
    }

    static String email(Random random) {
        return letters(random, 8) + "." + random.nextInt(1000) + "@" + letters(random, 6) + ".example";
    }

    static String card(Random random) {
        var body = "4" + digits(random, 14);
        for (int check = 0; check < 10; check++)
            if (CheckDigits.luhn(body + check)) return grouped(body + check, 4, random.nextBoolean() ? " " : "-");
        throw new IllegalStateException("no check digit for " + body);
    }

    static String iban(Random random) {
        var account = digits(random, 18);
        for (int check = 2; check < 99; check++)
            if (remainder(account + "1314" + "%02d".formatted(check)) == 1)
                return grouped("DE%02d%s".formatted(check, account), 4, " ");
        throw new IllegalStateException("no check digits for " + account);
    }

    private static int remainder(String digits) {
        int remainder = 0;
        for (int i = 0; i < digits.length(); i++) remainder = (remainder * 10 + digits.charAt(i) - '0') % 97;
        return remainder;
    }

    static String inn(Random random) {
        var body = "77" + digits(random, 8);
        for (int check = 0; check < 100; check++) {
            var inn = body + "%02d".formatted(check);
            if (CheckDigits.inn(inn)) return inn;
        }
        throw new IllegalStateException("no check digits for " + body);
    }

    static String snils(Random random) {
        var body = "1" + digits(random, 8);
        for (int check = 0; check <= 100; check++) {
            var snils = body + "%02d".formatted(check % 100);
            if (CheckDigits.snils(snils))
                return "%s-%s-%s %s"
                        .formatted(
                                snils.substring(0, 3),
                                snils.substring(3, 6),
                                snils.substring(6, 9),
                                snils.substring(9));
        }
        throw new IllegalStateException("no check digits for " + body);
    }

    static String chineseId(Random random) {
        var body = "1101%02d19%02d%02d%02d%s"
                .formatted(
                        1 + random.nextInt(20),
                        random.nextInt(100),
                        1 + random.nextInt(12),
                        1 + random.nextInt(28),
                        digits(random, 3));
        for (var check : "0123456789X".split("")) if (CheckDigits.chineseId(body + check)) return body + check;
        throw new IllegalStateException("no check character for " + body);
    }

    static String russianPhone(Random random) {
        var number = "9%02d %s-%s-%s"
                .formatted(10 + random.nextInt(10), digits(random, 3), digits(random, 2), digits(random, 2));
        return "+7 " + number;
    }

    static String chinesePhone(Random random) {
        return (random.nextBoolean() ? "+86 " : "+86") + "13" + (5 + random.nextInt(5)) + digits(random, 8);
    }

    static String address(Random random) {
        return "%d.%d.%d.%d"
                .formatted(
                        100 + random.nextInt(100), 100 + random.nextInt(100), random.nextInt(256), random.nextInt(256));
    }

    /// The longest run of digits of the secret, three or more, that stands in the text.
    static int longestSharedDigits(String secret, String text) {
        int longest = 0;
        for (var run : secret.split("\\D+")) if (run.length() > longest && text.contains(run)) longest = run.length();
        return longest;
    }

    private static String digits(Random random, int count) {
        var digits = new StringBuilder();
        for (int i = 0; i < count; i++) digits.append((char) ('0' + random.nextInt(10)));
        return digits.toString();
    }

    private static String letters(Random random, int count) {
        var letters = new StringBuilder();
        for (int i = 0; i < count; i++) letters.append((char) ('a' + random.nextInt(26)));
        return letters.toString();
    }

    private static String grouped(String digits, int size, String separator) {
        return digits.replaceAll("(.{" + size + "})(?=.)", "$1" + separator);
    }
}
