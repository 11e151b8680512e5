package dev.attune.text.topics;

import java.util.Locale;

/// What the writer wants from the business. One text may have several.
public enum Intent {
    COMPLAINT,
    QUESTION,
    THANKS,
    CHURN_THREAT,
    REQUEST_FOR_HUMAN;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The name used in protocols, files and dictionaries, for example `churn-threat`.
    public String id() {
        return id;
    }
}
