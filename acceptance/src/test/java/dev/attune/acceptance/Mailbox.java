package dev.attune.acceptance;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;

/// A mail server on the loopback interface, and what arrived there.
final class Mailbox implements AutoCloseable {
    private static final int MOST_LOOKS = 600; // a minute, for a busy machine

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    Mailbox() {
        server.start();
    }

    /// How the server under test is told to send its mail here.
    List<String> settings() {
        return List.of(
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + server.getSmtp().getPort(),
                "--attune.mail.from=shop@example.org");
    }

    /// The text of the first mail to somebody, once it is there.
    String mailTo(String address) throws InterruptedException, MessagingException, IOException {
        for (int i = 0; i < MOST_LOOKS; i++) {
            for (var message : server.getReceivedMessages())
                if (isTo(message, address)) return String.valueOf(message.getContent());
            Thread.sleep(100);
        }
        throw new AssertionError("no mail to " + address + " arrived within a minute");
    }

    private static boolean isTo(MimeMessage message, String address) throws MessagingException {
        return Arrays.stream(message.getRecipients(Message.RecipientType.TO))
                .anyMatch(to -> to.toString().equals(address));
    }

    @Override
    public void close() {
        server.stop();
    }
}
