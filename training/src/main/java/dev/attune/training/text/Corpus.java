package dev.attune.training.text;

import java.util.Arrays;
import java.util.List;

/// The labelled sentences that `attune train text` knows, and what may be made of them.
enum Corpus {
    GOEMOTIONS("en", "en-ekman7", "goemotions", true, "GoEmotions in Ekman grouping, Apache-2.0"),
    BRIGHTER_EN("en", "eng-brighter", "brighter", true, "BRIGHTER eng, CC BY 4.0"),
    CUSTOMERS_EN("en", "customers-en", Corpus.CUSTOMERS, true, Corpus.OWN),
    CEDR("ru", "ru-cedr", "cedr", true, "CEDR, Apache-2.0"),
    BRIGHTER_RU("ru", "rus-brighter", "brighter", true, "BRIGHTER rus, CC BY 4.0"),
    CUSTOMERS_RU("ru", "customers-ru", Corpus.CUSTOMERS, true, Corpus.OWN),
    XED_RU("ru", "ru-xed", "xed", false, "XED ru, projected, CC BY 4.0"),
    BRIGHTER_ZH("zh", "chn-brighter", "brighter", true, "BRIGHTER chn, CC BY 4.0"),
    CUSTOMERS_ZH("zh", "customers-zh", Corpus.CUSTOMERS, true, Corpus.OWN),
    XED_ZH("zh", "zh-xed", "xed", false, "XED zh, projected, CC BY 4.0"),
    XED_ZHT("zh", "zht-xed", "xed", false, "XED zht, projected, CC BY 4.0"),
    /// A model of its own, for research: nobody states what may be done with these reviews.
    SHOP2("zh-reviews", "zh-shop2", "reviews", true, "online_shopping_10_cats, licence not stated"),
    /// A model of its own: what a bank's customer asks for, in 77 classes, beside texts that ask a bank for nothing.
    BANK77("en-requests", "en-bank77", Corpus.REQUESTS, true, "BANKING77 (PolyAI), CC BY 4.0"),
    NO_REQUEST("en-requests", "eng-brighter", "other", false, "BRIGHTER eng as texts without a request, CC BY 4.0");

    static final String REQUESTS = "requests";
    /// The sentences of customers that Attune wrote itself and holds itself. They say not only what they display but
    /// also which way they lean.
    static final String CUSTOMERS = "customers";

    private static final String OWN = "sentences of customers by the authors of Attune, Apache-2.0";
    private static final int MOST_REVIEWS_ENCODED = 16_000; // long texts: minutes, not hours

    private final String language;
    private final String stem;
    private final String group;
    private final boolean answers;
    private final String terms;

    Corpus(String language, String stem, String group, boolean answers, String terms) {
        this.language = language;
        this.stem = stem;
        this.group = group;
        this.answers = answers;
        this.terms = terms;
    }

    static List<Corpus> of(String language) {
        return Arrays.stream(values())
                .filter(corpus -> corpus.language.equals(language))
                .toList();
    }

    /// ISO 639-1; for a model beside that of the language, with its name behind.
    String language() {
        return language;
    }

    /// The file's name without its part: `STEM.train.tsv`, `STEM.dev.tsv`.
    String stem() {
        return stem;
    }

    /// What its way of labelling is called in the model; corpora of one group are trained as one.
    String group() {
        return group;
    }

    /// Whether Attune holds it itself.
    boolean own() {
        return group.equals(CUSTOMERS);
    }

    /// Whether its way of labelling answers by itself, or only advises the others: subtitles with projected labels do
    /// not.
    boolean answers() {
        return answers;
    }

    /// How many of its sentences are encoded to teach the joint heads: all, but for the reviews.
    int mostEncoded() {
        return this == SHOP2 ? MOST_REVIEWS_ENCODED : Integer.MAX_VALUE;
    }

    /// Source and licence, for the model card.
    String terms() {
        return terms;
    }
}
