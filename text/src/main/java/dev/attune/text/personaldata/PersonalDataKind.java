package dev.attune.text.personaldata;

import java.util.Locale;

/// What kind of personal data stood at a place. In a conflict the earlier kind names the place.
public enum PersonalDataKind {
    EMAIL,
    /// International bank account number with valid check digits.
    IBAN,
    /// Chinese resident identity number of 18 characters with valid check digit.
    ID_NUMBER,
    /// Payment card: 13 to 19 digits with a valid Luhn digit.
    CARD,
    /// Russian SNILS with valid check digits, or a US social security number in its usual writing.
    INSURANCE_NUMBER,
    /// Russian INN with valid check digits.
    TAX_NUMBER,
    /// Has no check digit, so it is taken only beside a word such as "passport", "паспорт", "护照".
    PASSPORT,
    IP_ADDRESS,
    PHONE,
    /// Where a phrase introduces it ("my name is", "меня зовут", "我叫") or a title or patronymic stands with it.
    NAME,
    /// An account name written with @.
    HANDLE;

    private final String id = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /// The name used in files and marks, for example `phone`.
    public String id() {
        return id;
    }

    /// What stands in the redacted text, for example `[phone]`. It carries nothing of what it replaces.
    public String mark() {
        return "[" + id + "]";
    }
}
