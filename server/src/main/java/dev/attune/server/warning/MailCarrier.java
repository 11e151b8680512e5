package dev.attune.server.warning;

import dev.attune.server.outbox.Carrier;
import dev.attune.server.outbox.Outcome;
import dev.attune.server.outbox.Parcel;
import jakarta.mail.MessagingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.ResourceBundle;
import java.util.ResourceBundle.Control;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailParseException;
import org.springframework.mail.javamail.JavaMailSender;
import org.springframework.mail.javamail.MimeMessageHelper;
import org.springframework.stereotype.Component;

/// Sends alerts by SMTP, as plain text in the language of the rule, and what is written to customers as it was
/// written.
@Component
class MailCarrier implements Carrier, MailServer {
    static final String SCHEME = "mail";

    private final ObjectProvider<JavaMailSender> sender;
    private final MailSettings settings;

    MailCarrier(ObjectProvider<JavaMailSender> sender, MailSettings settings) {
        this.sender = sender;
        this.settings = settings;
    }

    @Override
    public String scheme() {
        return SCHEME;
    }

    @Override
    public boolean canSend() {
        return sender.getIfAvailable() != null && settings.from() != null;
    }

    @Override
    public Outcome carry(Parcel parcel) {
        var server = sender.getIfAvailable();
        var from = settings.from();
        if (server == null || from == null)
            return new Outcome.Never("no mail server: spring.mail.host and attune.mail.from are not set");
        var payload = parcel.message().payload();
        try {
            var message = server.createMimeMessage();
            var helper = new MimeMessageHelper(message, "UTF-8");
            helper.setFrom(from);
            helper.setTo(String.valueOf(payload.get("to")));
            if (payload.get("text") instanceof String written) { // a message to a customer, as somebody wrote it
                helper.setSubject(String.valueOf(payload.get("subject")));
                helper.setText(written);
            } else {
                var words = words(String.valueOf(payload.get("language")));
                var alerts = payload.get("alerts") instanceof List<?> list ? list : List.of();
                helper.setSubject(words.getString("subject").formatted(alerts.size()));
                helper.setText(text(words, alerts));
            }
            message.setHeader("Message-ID", "<%s@attune>".formatted(parcel.id())); // the same at every attempt
            server.send(message);
            return Outcome.Delivered.QUIETLY;
        } catch (MessagingException | MailParseException e) {
            return new Outcome.Never(
                    "the mail cannot be written: " + e.getClass().getSimpleName());
        } catch (MailAuthenticationException e) {
            return new Outcome.Later("the mail server refuses our name and password", null);
        } catch (MailException e) {
            return new Outcome.Later(
                    "the mail server did not take it: " + e.getClass().getSimpleName(), null);
        }
    }

    private String text(ResourceBundle words, List<?> alerts) {
        var text = new StringBuilder(words.getString("lead")).append("\n\n");
        for (var each : alerts) {
            if (!(each instanceof Map<?, ?> alert)) continue;
            var reason = String.valueOf(alert.get("reason"));
            text.append("- ")
                    .append(alert.get("rule"))
                    .append(": ")
                    .append(reason.isEmpty() ? words.getString("person") : alert.get("scope") + ". " + reason)
                    .append(" (")
                    .append(alert.get("at"))
                    .append(")\n");
        }
        if (settings.console() != null)
            text.append('\n').append(settings.console()).append("/alerts\n");
        return text.append('\n').append(words.getString("foot")).append('\n').toString();
    }

    private static ResourceBundle words(String language) {
        return ResourceBundle.getBundle(
                "alerts", Locale.forLanguageTag(language), Control.getNoFallbackControl(Control.FORMAT_PROPERTIES));
    }
}
