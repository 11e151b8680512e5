package dev.attune.text.feedback;

import java.text.MessageFormat;
import java.util.List;
import java.util.Locale;
import java.util.ResourceBundle;

/// Why a row of a table could not be used. The words stand in `rejects_LANGUAGE.properties`.
public enum RejectReason {
    EMPTY,
    /// Numbers: characters, the most there may be.
    TOO_LONG,
    WRONG_ENCODING,
    OPEN_QUOTE,
    STRAY_QUOTE,
    /// Numbers: cells of the row, cells of the header.
    WRONG_WIDTH,
    /// Numbers: the column from which on it is no JSON; 0 when unknown.
    NO_JSON,
    NO_OBJECT;

    /// The name used in files and protocols, for example `wrong-width`.
    public String id() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// @throws IllegalArgumentException naming the value
    public static RejectReason of(String id) {
        for (var reason : values()) if (reason.id().equals(id)) return reason;
        throw new IllegalArgumentException("unknown reason of a rejected row '%s'".formatted(id));
    }

    /// What rows of this kind have in common, in a few words.
    ///
    /// @param language `en`, `ru` or `zh`
    public String name(String language) {
        return bundle(language).getString(id());
    }

    /// The same of one row, with its numbers.
    public String sentence(String language, List<Integer> numbers) {
        var pattern = bundle(language).getString(id() + ".row");
        return new MessageFormat(pattern, Locale.of(language)).format(numbers.toArray());
    }

    private static ResourceBundle bundle(String language) {
        return ResourceBundle.getBundle(
                RejectReason.class.getPackageName() + ".rejects",
                Locale.of(language),
                ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES));
    }
}
