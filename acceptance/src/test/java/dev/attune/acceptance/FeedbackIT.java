package dev.attune.acceptance;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Dialog;
import com.microsoft.playwright.Download;
import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/// A table of feedback in three languages becomes a report in the console.
@ExtendWith(Attune.Extension.class)
class FeedbackIT {
    private static final int PHONE_WIDTH = 360;
    private static final LocalDate START = LocalDate.of(2026, 3, 2);
    private static final int DAYS = 60;
    private static final List<String> SHOPS = List.of("Riverside", "Невский", "南京路");
    private static final List<List<String>> REMARKS = List.of(
            List.of(
                    "The delivery was two days late and nobody told me",
                    "Great quality, the jacket is warm and well made",
                    "Staff were rude when I asked about the refund",
                    "Fair price, will order again tomorrow",
                    "The box arrived torn, call me on +44 20 7946 0958"),
            List.of(
                    "Доставка опоздала, курьер даже не позвонил",
                    "Отличное качество, спасибо продавцам",
                    "Очередь на кассе ужасно долгая",
                    "Цена приятная, приду завтра ещё",
                    "Больше никогда к вам не приду, деньги не вернули"),
            List.of("物流太慢了，等了一个星期", "质量很好，穿着舒服", "客服态度差，没人理", "价格便宜，明天再来买", "包装破了，再也不买了"));

    @TempDir
    private Path folder = Path.of("");

    @Test
    void aMixedTableIsUploadedReadFilteredAndErased(Attune attune) throws Exception {
        try (var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.open(attune.address() + "feedback");
            visitor.savesWholePage("feedback-empty");

            visitor.page().setInputFiles("input[type=file]", table());
            assertThat(visitor.find("feedback-column-text")).hasValue("comment");
            assertThat(visitor.find("feedback-column-time")).hasValue("date");
            assertThat(visitor.find("feedback-column-product")).hasValue("shop");
            assertThat(visitor.find("feedback-upload")).isDisabled();
            visitor.find("feedback-permitted").check();
            visitor.savesWholePage("feedback-form");
            visitor.find("feedback-upload").click();
            assertThat(table(visitor)).hasAttribute("data-state", "done");
            visitor.savesScreenshot("feedback-tables");
            table(visitor).locator("a").click();

            var report = visitor.find("feedback-report");
            assertThat(report).hasAttribute("data-rows", String.valueOf(3 * DAYS));
            assertThat(visitor.find("feedback-finding-drivers")).containsText("Delivery");
            assertThat(visitor.find("feedback-finding-drivers")).containsText("物流太慢了");
            assertThat(visitor.find("feedback-finding-answer")).containsText("Больше никогда");
            // "order again tomorrow" is no haste
            assertThat(visitor.find("feedback-finding-answer")).not().containsText("tomorrow");
            assertThat(visitor.find("feedback-finding-answer")).not().containsText("завтра");
            assertThat(report).not().containsText("7946");
            visitor.savesWholePage("feedback-report");

            visitor.find("feedback-filter-product").selectOption("Невский");
            assertThat(report).hasAttribute("data-rows", String.valueOf(DAYS));
            assertThat(visitor.page().url()).contains("product=");
            visitor.find("feedback-filter-aspect").selectOption("delivery");
            assertThat(report).not().hasAttribute("data-rows", String.valueOf(DAYS));
            visitor.savesScreenshot("feedback-filtered");

            Download rejects = visitor.page()
                    .waitForDownload(() -> visitor.find("feedback-rejects").click());
            assertThat(Files.readString(rejects.path())).contains("it has 2 cells, the header names 3");

            visitor.open(attune.address() + "feedback");
            table(visitor).locator("button").click(); // asked whether they are sure, they are not
            assertThat(table(visitor)).hasCount(1);
            visitor.page().onceDialog(Dialog::accept);
            table(visitor).locator("button").click();
            assertThat(table(visitor)).hasCount(0);
        }
    }

    @Test
    void theReportSpeaksTheReadersLanguageInBothThemesAndFitsAPhone(Attune attune) throws Exception {
        try (var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.open(attune.address() + "feedback");
            visitor.page().setInputFiles("input[type=file]", table());
            visitor.find("feedback-permitted").check();
            visitor.find("feedback-upload").click();
            assertThat(table(visitor)).hasAttribute("data-state", "done");
            table(visitor).locator("a").click();
            for (var language : List.of("ru", "zh"))
                for (var theme : List.of(ColorScheme.LIGHT, ColorScheme.DARK)) {
                    visitor.page().setViewportSize(1280, 800);
                    visitor.page().emulateMedia(new Page.EmulateMediaOptions().setColorScheme(theme));
                    visitor.find("language-chooser").selectOption(language);
                    assertThat(visitor.page().locator("html")).hasAttribute("lang", language);
                    assertThat(visitor.find("feedback-finding-drivers"))
                            .containsText(language.equals("ru") ? "Доставка" : "配送");
                    var look = language + "-" + theme.name().toLowerCase(Locale.ROOT);
                    visitor.savesWholePage("feedback-" + look);
                    visitor.page().setViewportSize(PHONE_WIDTH, 740);
                    visitor.savesWholePage("feedback-phone-" + look);
                    // charts follow the window a moment later
                    visitor.page()
                            .waitForFunction("width => document.documentElement.scrollWidth <= width", PHONE_WIDTH);
                }
            visitor.page().setViewportSize(1280, 800);
            visitor.open(attune.address() + "feedback");
            visitor.page().onceDialog(Dialog::accept);
            table(visitor).locator("button").click();
            assertThat(table(visitor)).hasCount(0);
        }
    }

    @Test
    void aFileThatIsNoTableIsExplained(Attune attune) throws Exception {
        try (var visitor = attune.visitorWithoutCamera()) {
            visitor.signIn();
            visitor.open(attune.address() + "feedback");
            var empty = Files.writeString(folder.resolve("empty.csv"), "");
            visitor.page().setInputFiles("input[type=file]", empty);
            assertThat(visitor.page().locator("[role=alert]")).containsText("The table is empty");
            visitor.savesScreenshot("feedback-error");
        }
    }

    /// Every day a remark in each language; of late also about something new. One row is broken.
    private Path table() throws IOException {
        var lines = new ArrayList<String>();
        lines.add("date,shop,comment");
        for (int day = 0; day < DAYS; day++)
            for (int language = 0; language < SHOPS.size(); language++) {
                var remarks = REMARKS.get(language);
                var text = day >= DAYS - 12 && language == 0 && day % 2 == 0
                        ? "The zipper of the jacket broke on the first day"
                        : remarks.get((day + language) % remarks.size());
                lines.add("%s,%s,\"%s\"".formatted(START.plusDays(day), SHOPS.get(language), text));
            }
        lines.add("2026-05-01,Riverside");
        return Files.write(folder.resolve("reviews.csv"), lines);
    }

    /// This test's own: other tests upload tables too.
    private static Locator table(Visitor visitor) {
        return visitor.find("feedback-table").filter(new Locator.FilterOptions().setHasText("reviews.csv"));
    }
}
