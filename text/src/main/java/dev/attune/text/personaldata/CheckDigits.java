package dev.attune.text.personaldata;

/// The check digits of numbers that people carry. All take ASCII digits without separators.
final class CheckDigits {
    // Order of the Federal Tax Service MMV-7-6/435: weights of the INN, from the left, for 10 and 12 digits
    private static final int[] INN_10 = {2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] INN_11 = {7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    private static final int[] INN_12 = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    // GB 11643-1999: weights 2^(17-i) mod 11 and the check characters
    private static final int[] CHINESE_ID = {7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    private static final String CHINESE_CHECK = "10X98765432";

    private CheckDigits() {}

    /// ISO/IEC 7812-1, Luhn.
    static boolean luhn(String digits) {
        int sum = 0;
        boolean twice = false;
        for (int i = digits.length() - 1; i >= 0; i--) {
            int digit = digits.charAt(i) - '0';
            int value = twice ? 2 * digit : digit;
            sum += value > 9 ? value - 9 : value;
            twice = !twice;
        }
        return sum % 10 == 0;
    }

    static boolean inn(String digits) {
        return switch (digits.length()) {
            case 10 -> digit(digits, 9) == weighted(digits, INN_10) % 11 % 10;
            case 12 ->
                digit(digits, 10) == weighted(digits, INN_11) % 11 % 10
                        && digit(digits, 11) == weighted(digits, INN_12) % 11 % 10;
            default -> false;
        };
    }

    /// Numbers up to 001-001-998 have no check digits.
    static boolean snils(String digits) {
        if (digits.length() != 11 || digits.compareTo("00100199900") < 0) return false;
        int sum = 0;
        for (int i = 0; i < 9; i++) sum += (9 - i) * digit(digits, i);
        int check = sum % 101 == 100 ? 0 : sum % 101;
        return check == Integer.parseInt(digits.substring(9));
    }

    /// @param id 18 characters, the last a digit or X; the date of birth must exist
    static boolean chineseId(String id) {
        int month = Integer.parseInt(id.substring(10, 12));
        int day = Integer.parseInt(id.substring(12, 14));
        int century = Integer.parseInt(id.substring(6, 8));
        if (id.charAt(0) == '0' || century < 18 || century > 20 || month < 1 || month > 12 || day < 1 || day > 31)
            return false;
        return CHINESE_CHECK.charAt(weighted(id, CHINESE_ID) % 11) == Character.toUpperCase(id.charAt(17));
    }

    private static int weighted(String digits, int[] weights) {
        int sum = 0;
        for (int i = 0; i < weights.length; i++) sum += weights[i] * digit(digits, i);
        return sum;
    }

    private static int digit(String digits, int index) {
        return digits.charAt(index) - '0';
    }
}
