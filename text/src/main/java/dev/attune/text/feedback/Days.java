package dev.attune.text.feedback;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Pattern;

/// The day in whatever way tables write times: ISO, with slashes or dots, in Chinese, or as seconds or milliseconds
/// since 1970. `03/04/2026` is not guessed at.
final class Days {
    private static final Pattern YEAR_FIRST =
            Pattern.compile("(\\d{4})(?:-|/|\\.|年)(\\d{1,2})(?:-|/|\\.|月)(\\d{1,2})(?:日|\\D.*)?");
    private static final Pattern DAY_FIRST = Pattern.compile("(\\d{1,2})\\.(\\d{1,2})\\.(\\d{4})(?:\\D.*)?");
    private static final Pattern SECONDS = Pattern.compile("\\d{9,10}");
    private static final Pattern MILLISECONDS = Pattern.compile("\\d{12,13}");

    private Days() {}

    static Optional<LocalDate> parse(String time) {
        try {
            var yearFirst = YEAR_FIRST.matcher(time);
            if (yearFirst.matches()) return day(yearFirst.group(1), yearFirst.group(2), yearFirst.group(3));
            var dayFirst = DAY_FIRST.matcher(time);
            if (dayFirst.matches()) return day(dayFirst.group(3), dayFirst.group(2), dayFirst.group(1));
            if (SECONDS.matcher(time).matches()) return of(Instant.ofEpochSecond(Long.parseLong(time)));
            if (MILLISECONDS.matcher(time).matches()) return of(Instant.ofEpochMilli(Long.parseLong(time)));
            return Optional.empty();
        } catch (DateTimeException e) {
            return Optional.empty(); // such as 30 February
        }
    }

    private static Optional<LocalDate> day(String year, String month, String day) {
        return Optional.of(LocalDate.of(Integer.parseInt(year), Integer.parseInt(month), Integer.parseInt(day)));
    }

    private static Optional<LocalDate> of(Instant instant) {
        return Optional.of(instant.atZone(ZoneOffset.UTC).toLocalDate());
    }
}
