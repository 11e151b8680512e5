package dev.attune.server.style;

import dev.langchain4j.data.message.SystemMessage;
import dev.langchain4j.data.message.UserMessage;
import dev.langchain4j.http.client.jdk.JdkHttpClient;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.openai.OpenAiChatModel;
import java.net.http.HttpClient;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/// A language model behind any endpoint that speaks OpenAI's chat completions; built with the first question. What it
/// is told was redacted before.
@Component
class LanguageModel {
    private static final Logger LOG = LoggerFactory.getLogger(LanguageModel.class);
    private static final double TEMPERATURE = 0.3; // wording may vary a little, facts must not
    private static final int MOST_TOKENS = 400; // the longest style has 800 characters

    private final LanguageModelSettings settings;
    private @Nullable ChatModel model; // guarded by this

    LanguageModel(LanguageModelSettings settings) {
        this.settings = settings;
    }

    /// How a question ended.
    sealed interface Answer {
        record Said(String text) implements Answer {}

        record TooLate() implements Answer {}

        /// @param why for the log and the page; never the key
        record Away(String why) implements Answer {}
    }

    /// Empty when the operator named none.
    Optional<String> name() {
        return settings.isNamed() ? Optional.of(settings.name()) : Optional.empty();
    }

    Duration patience() {
        return settings.patience();
    }

    /// Why it cannot be called, if so.
    Optional<String> trouble() {
        return settings.isNamed()
                ? ModelAddress.objection(settings.url(), settings.privateNetwork())
                : Optional.of("attune.language-model.url is not set");
    }

    /// Waits as long as the settings allow.
    Answer ask(String instructions, String task) {
        var trouble = trouble();
        if (trouble.isPresent()) return new Answer.Away(trouble.get());
        // a deadline of our own: the client's ends with the first byte of an answer
        var question = new FutureTask<>(
                (Callable<String>) () -> opened().chat(SystemMessage.from(instructions), UserMessage.from(task))
                        .aiMessage()
                        .text());
        var thread = Thread.ofVirtual().name("language-model").start(question);
        try {
            var text = question.get(settings.patience().toMillis(), TimeUnit.MILLISECONDS);
            return text == null || text.isBlank() ? new Answer.Away("it said nothing") : new Answer.Said(text.strip());
        } catch (TimeoutException e) {
            thread.interrupt();
            return new Answer.TooLate();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return new Answer.TooLate();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof dev.langchain4j.exception.TimeoutException) return new Answer.TooLate();
            LOG.warn("the language model failed: {}", String.valueOf(e.getCause()));
            return new Answer.Away("it answered with an error");
        }
    }

    private synchronized ChatModel opened() {
        var opened = model;
        if (opened == null)
            model = opened = OpenAiChatModel.builder()
                    .httpClientBuilder(JdkHttpClient.builder()
                            .httpClientBuilder(HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER)))
                    .baseUrl(settings.url())
                    .apiKey(settings.key().isBlank() ? "none" : settings.key())
                    .modelName(settings.name())
                    .temperature(TEMPERATURE)
                    .maxTokens(MOST_TOKENS)
                    .timeout(settings.patience())
                    .maxRetries(0)
                    .build();
        return opened;
    }
}
